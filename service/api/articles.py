"""`/api/v1/articles` and `/api/v1/levels`: views parse, call one use case, present."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_smorest import Blueprint
from werkzeug.wrappers.response import Response as BaseResponse

from content.article import Level
from content.levels import policy
from content.readability.grade import CAVEAT
from content.store.protocol import Published
from service import presenting as show
from service.answers import payload
from service.api.negotiation import NOT_ACCEPTED, TO_THE_SOUND, asked_for_json, other_form, vary_by_form
from service.current import services
from service.reading import Reading
from service.schemas import article as shapes
from service.schemas.parts import ProblemSchema

api = Blueprint("api", __name__, url_prefix="/api/v1", description="Articles at reading levels")

_PROBLEM = {"schema": ProblemSchema, "content_type": "application/problem+json"}
_QUERY: dict[str, Any] = {"location": "query", "error_status_code": 422}

api.after_request(vary_by_form)


def _level(published: Published, query: dict[str, Any], section_id: str | None = None) -> Level:
    reader = services().reader
    if "max_grade" in query:
        return reader.richest(published.article, query["max_grade"], section_id)
    if "level" in query:
        return reader.offered(published.article, query["level"])
    return reader.preferred(published.article)


def _section_view(reading: Reading) -> tuple[dict[str, Any], bool]:
    """The section's payload, and whether it can still change before something is published."""
    hearing = services().listener.section(reading)
    sounds = services().listener.sounds(hearing)
    return show.section_view(reading, hearing, sounds), all(sound.settled for sound in sounds)


@api.route("/articles")
@api.response(200, shapes.ArticleListSchema)
def articles() -> Response:
    """List the published articles."""
    listed = [show.summary_view(summary) for summary in services().store.list()]
    return payload(shapes.ArticleListSchema, {"articles": listed, "disclaimer": show.general_view()})


@api.route("/articles/<slug>")
@api.arguments(shapes.LevelQuerySchema, **_QUERY)
@api.response(200, shapes.ArticleSchema)
@api.alt_response(404, description="No such article or level; `available` lists what there is", **_PROBLEM)
@api.alt_response(406, description=NOT_ACCEPTED, **_PROBLEM)
@api.alt_response(302, description=TO_THE_SOUND)
def article(query: dict[str, Any], slug: str) -> Response | BaseResponse:
    """Get an article: its levels, sections, glossary, source and disclaimer."""
    as_json = asked_for_json()
    reader, listener = services().reader, services().listener
    published = reader.article(slug)
    readings = reader.sections(published, _level(published, query))
    hearing = listener.whole(readings)
    if not as_json:
        return other_form(readings, hearing)
    sounds = listener.sounds(hearing)
    view = show.article_view(published, hearing, sounds)
    return payload(shapes.ArticleSchema, view, keep=all(sound.settled for sound in sounds))


@api.route("/articles/<slug>/sections")
@api.arguments(shapes.LevelQuerySchema, **_QUERY)
@api.response(200, shapes.SectionListSchema)
@api.alt_response(404, description="No such article or level; `available` lists what there is", **_PROBLEM)
def sections(query: dict[str, Any], slug: str) -> Response:
    """Get every section of an article at one level."""
    published = services().reader.article(slug)
    level = _level(published, query)
    shown = [_section_view(reading) for reading in services().reader.sections(published, level)]
    view = {
        "article": slug,
        "level": level.value,
        "disclaimer": show.disclaimer_view(published.article.disclaimer, level),
        "sections": [section for section, _ in shown],
    }
    return payload(shapes.SectionListSchema, view, keep=all(settled for _, settled in shown))


@api.route("/articles/<slug>/sections/<section>")
@api.arguments(shapes.LevelQuerySchema, **_QUERY)
@api.response(200, shapes.SectionSchema)
@api.alt_response(404, description="No such article, section or level; `available` lists them", **_PROBLEM)
@api.alt_response(406, description=NOT_ACCEPTED, **_PROBLEM)
@api.alt_response(302, description=TO_THE_SOUND)
def section(query: dict[str, Any], slug: str, section: str) -> Response | BaseResponse:
    """Get one section at one level, with its sound, scores, glossary and disclaimer."""
    as_json = asked_for_json()
    reader = services().reader
    published = reader.article(slug)
    level = _level(published, query, section)
    reading = reader.section(published, section, level)
    if not as_json:
        return other_form((reading,), services().listener.section(reading))
    view, settled = _section_view(reading)
    return payload(shapes.SectionSchema, view, keep=settled)


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
