"""What a page says when something went wrong: and where to go from there."""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from flask import render_template, request
from flask_babel import gettext as _

from content.article import Article, Level
from content.errors import ContentError
from service.addresses import path
from service.current import services
from service.embeds.framing import is_framed
from service.general import general_disclaimer
from service.library import policy
from service.pages.error_words import told_of
from service.pages.reading import LEVEL_WORDS
from service.problems import Problem

_log = structlog.get_logger()

#: Letters of an address that are shown to who asked for it.
_LONGEST_SHOWN = 100
#: What is not there, or not any more.
_MISSING = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Ways:
    """Where to go from here: links (words, address) under a heading, in a language ("": the page's).

    `words` are what could be looked for.
    """

    heading: str = ""
    links: tuple[tuple[str, str], ...] = ()
    language: str = ""
    words: str = ""


def error_page(problem: Problem) -> str:
    """A page for people about any problem."""
    return render_template(
        "embed/error.html" if is_framed() else "error.html",
        problem=problem,
        told=told_of(problem),
        note=problem.note,
        ways=_ways() if problem.status in _MISSING else Ways(),
        address=request.path[:_LONGEST_SHOWN],
        missing=problem.status in _MISSING,
        longest=policy().longest_query,
        metadata=None,
        disclaimer=general_disclaimer(),
    )


def _ways() -> Ways:
    """What there is near the address that was asked for."""
    parts = request.view_args or {}
    try:
        return _in_article(**parts) if "slug" in parts else _by_name(request.path.strip("/").split("/")[-1])
    except Exception as error:
        # Whatever fails here, the page itself and its disclaimer must come.
        _log.error("nothing to lead on to", exc_info=error)
        return Ways()


def _path(kind: str, **at: str) -> str:
    """Of a page like the one that was asked for: in a frame it leads to others for frames."""
    return path(f"{'embeds' if is_framed() else 'pages'}.{kind}", **at)


def _in_article(slug: str, level: str = "", section: str = "", **_other: str) -> Ways:
    try:
        article = services().reader.article(slug).article
    except ContentError:
        return _by_name(slug)
    asked = request.args.get("section") if is_framed() else None
    if asked:  # at the level of a reader who has not chosen
        level = services().reader.preferred(article)
    offered = next((each for each in article.levels if each == level), None)
    return _parts(article, offered) if offered else _levels(article, section)


def _parts(article: Article, level: Level) -> Ways:
    return Ways(
        _("Parts of “%(title)s”", title=article.title),
        tuple(
            (
                each.renditions[level].title,
                _path("section", slug=article.slug, level=level.value, section=each.id),
            )
            for each in article.sections
        ),
        article.language,
    )


def _levels(article: Article, section: str) -> Ways:
    """The same place at each level, or the whole article where it has no such part."""
    there = {"section": section} if section and article.section(section) else {}
    return Ways(
        _("Levels of “%(title)s”", title=article.title),
        tuple(
            (
                f"{LEVEL_WORDS[each][0]}: {LEVEL_WORDS[each][1]}",
                _path(
                    "section" if there else "article",
                    slug=article.slug,
                    level=each.value,
                    **there,
                ),
            )
            for each in article.levels
        ),
    )


def _by_name(name: str) -> Ways:
    near = services().library.near(name)
    return Ways(
        _("Did you mean one of these?"),
        tuple((entry.title, _path("any_level", slug=entry.slug)) for entry in near),
        words=" ".join(name.replace("-", " ").split())[: policy().longest_query],
    )
