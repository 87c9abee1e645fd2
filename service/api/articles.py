"""`/api/v1/articles` and `/api/v1/levels`: views parse, call one use case, present."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, request
from flask_smorest import Blueprint
from werkzeug.wrappers.response import Response as BaseResponse

from content.article import Level
from content.levels import policy
from content.readability.grade import CAVEAT
from content.store.protocol import Published
from service import presenting as show
from service.addresses import link
from service.answers import payload
from service.api.languages import (
    TO_THE_LANGUAGE,
    in_asked_language,
    languages_of,
    tell_language,
    tell_languages,
    with_languages,
)
from service.api.negotiation import NOT_ACCEPTED, TO_THE_SOUND, asked_for_json, other_form, vary_by_form
from service.attribution import attribution_view
from service.current import services
from service.hearing import Hearing
from service.listening import Sound
from service.paging import narrowed, page_of
from service.reading import Reading
from service.schemas import article as shapes
from service.schemas import queries
from service.schemas.parts import ProblemSchema
from service.selecting import asked_fields, asked_names, only
from service.shared_caches import tell_caches

api = Blueprint("api", __name__, url_prefix="/api/v1", description="Articles at reading levels")

_PROBLEM = {"schema": ProblemSchema, "content_type": "application/problem+json"}
_QUERY: dict[str, Any] = {"location": "query", "error_status_code": 422}

api.after_request(vary_by_form)
api.after_request(with_languages)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A level, and the name of what decided on it."""

    level: Level
    by: str


def _chosen(published: Published, query: dict[str, Any], section_id: str | None = None) -> _Choice:
    reader = services().reader
    level = query.get("level")
    if "max_grade" in query:
        richest = reader.richest(published.article, query["max_grade"], section_id, level)
        choice = _Choice(richest, "max_grade" if level is None else "level")
    elif level is not None:
        choice = _Choice(reader.offered(published.article, level), "level")
    else:
        choice = _Choice(reader.preferred(published.article), "default")
    tell_caches(choice.level, published.article.slug)
    return choice


def _section_view(reading: Reading, choice: _Choice) -> tuple[dict[str, Any], bool]:
    """The section's payload, and whether it can still change before something is published."""
    hearing = services().listener.section(reading)
    sounds = services().listener.sounds(hearing)
    view = show.section_view(reading, hearing, sounds)
    view["links"]["languages"] = languages_of(reading.article, choice.level, reading.section.id)
    told = attribution_view(reading.article, choice.level, view["links"]["page"])
    return view | {"chosen_by": choice.by, "attribution": told}, _settled(sounds)


def _article_view(published: Published, hearing: Hearing, choice: _Choice) -> tuple[dict[str, Any], bool]:
    sounds = services().listener.sounds(hearing)
    view = show.article_view(published, hearing, sounds)
    view["links"]["languages"] = languages_of(published.article, choice.level)
    told = attribution_view(published.article, choice.level, view["links"]["page"])
    return view | {"chosen_by": choice.by, "attribution": told}, _settled(sounds)


def _settled(sounds: tuple[Sound, ...]) -> bool:
    return all(sound.settled for sound in sounds)


def _is_plain(query: dict[str, Any]) -> bool:
    # Anyone can put names together: such answers must not crowd out those that are kept.
    return not {"fields", "include", "language"} & set(query)


@api.route("/articles")
@api.arguments(queries.ListQuerySchema, **_QUERY)
@api.response(200, shapes.ArticleListSchema)
@api.alt_response(404, description="No such page: `cursor` is none of a list in this order", **_PROBLEM)
def articles(query: dict[str, Any]) -> Response:
    """List the published articles, a page at a time."""
    wanted = {name: query[name] for name in ("topic", "language", "level") if query.get(name)}
    found = page_of(
        narrowed(services().store.list(), **wanted), query["sort"], query["limit"], query["cursor"]
    )
    here = {"sort": query["sort"], "limit": str(query["limit"])} | wanted
    following = link("api.articles", **here, cursor=found.cursor) if found.cursor else None
    view = {
        "articles": [show.summary_view(summary) for summary in found.summaries],
        "total": found.total,
        "next": following,
        "disclaimer": show.general_view(),
    }
    response = payload(shapes.ArticleListSchema, view, keep=not request.args)
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


@api.route("/articles/<slug>")
@api.arguments(queries.ArticleQuerySchema, **_QUERY)
@api.response(200, shapes.ArticleAnswerSchema)
@api.alt_response(
    404, description="No such article, level or language; `available` lists what there is", **_PROBLEM
)
@api.alt_response(406, description=NOT_ACCEPTED, **_PROBLEM)
@api.alt_response(302, description=f"{TO_THE_SOUND}. {TO_THE_LANGUAGE}")
@in_asked_language
def article(query: dict[str, Any], published: Published) -> Response | BaseResponse:
    """Get an article: its levels, sections, glossary, source and disclaimer."""
    as_json = asked_for_json()
    names = asked_fields(query, shapes.ArticleAnswerSchema)
    include = asked_names(query, "include", ("sections",))
    choice = _chosen(published, query)
    readings = services().reader.sections(published, choice.level)
    hearing = services().listener.whole(readings)
    tell_languages(published.article, choice.level)
    if not as_json:
        return other_form(readings, hearing)
    view, settled = _article_view(published, hearing, choice)
    if include:
        view["included"] = {"sections": [_section_view(reading, choice)[0] for reading in readings]}
    return payload(shapes.ArticleAnswerSchema, only(view, names), keep=settled and _is_plain(query))


@api.route("/articles/<slug>/sections")
@api.arguments(queries.SectionsQuerySchema, **_QUERY)
@api.response(200, shapes.SectionListSchema)
@api.alt_response(
    404, description="No such article, level or language; `available` lists what there is", **_PROBLEM
)
@api.alt_response(302, description=TO_THE_LANGUAGE)
@in_asked_language
def sections(query: dict[str, Any], published: Published) -> Response:
    """Get every section of an article at one level."""
    names = asked_fields(query, shapes.SectionSchema)
    choice = _chosen(published, query)
    readings = services().reader.sections(published, choice.level)
    tell_language(published.article.language)
    shown = [_section_view(reading, choice) for reading in readings]
    slug = published.article.slug
    page = link("pages.article", slug=slug, level=choice.level.value)
    view = {
        "article": slug,
        "level": choice.level.value,
        "chosen_by": choice.by,
        "disclaimer": show.disclaimer_view(published.article.disclaimer, choice.level),
        "attribution": attribution_view(published.article, choice.level, page),
        "sections": [only(section, names) for section, _ in shown],
    }
    keep = _is_plain(query) and all(settled for _, settled in shown)
    return payload(shapes.SectionListSchema, view, keep=keep)


@api.route("/articles/<slug>/sections/<section>")
@api.arguments(queries.SectionQuerySchema, **_QUERY)
@api.response(200, shapes.SectionAnswerSchema)
@api.alt_response(
    404, description="No such article, section, level or language; `available` lists them", **_PROBLEM
)
@api.alt_response(406, description=NOT_ACCEPTED, **_PROBLEM)
@api.alt_response(302, description=f"{TO_THE_SOUND}. {TO_THE_LANGUAGE}")
@in_asked_language
def section(query: dict[str, Any], published: Published, section: str) -> Response | BaseResponse:
    """Get one section at one level, with its sound, scores, glossary and disclaimer."""
    as_json = asked_for_json()
    names = asked_fields(query, shapes.SectionAnswerSchema)
    include = asked_names(query, "include", ("article",))
    choice = _chosen(published, query, section)
    reading = services().reader.section(published, section, choice.level)
    tell_languages(published.article, choice.level, section)
    if not as_json:
        return other_form((reading,), services().listener.section(reading))
    view, settled = _section_view(reading, choice)
    if include:
        hearing = services().listener.whole(services().reader.sections(published, choice.level))
        view["included"] = {"article": _article_view(published, hearing, choice)[0]}
    return payload(shapes.SectionAnswerSchema, only(view, names), keep=settled and _is_plain(query))


@api.route("/levels")
@api.response(200, shapes.LevelListSchema)
def levels() -> Response:
    """List the reading levels and what each promises."""
    view = {
        "levels": [show.level_view(policy().of(level)) for level in Level],
        "caveat": CAVEAT,
        "disclaimer": show.general_view(),
    }
    return payload(shapes.LevelListSchema, view)
