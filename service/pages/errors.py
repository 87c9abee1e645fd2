"""What a page says when something went wrong: what it was, what a reader can do, and what there is."""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from content.article import Article, Level
from content.errors import ContentError
from service.addresses import path
from service.current import services
from service.general import general_disclaimer
from service.library import policy
from service.pages.reading import LEVEL_WORDS
from service.problems import Problem

_log = structlog.get_logger()

#: Letters of an address that are shown to who asked for it.
_LONGEST_SHOWN = 100
_NOT_FOUND = 404
_MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class Told:
    """What happened and what to do, in plain words."""

    heading: str
    what: str
    todo: str


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
        "error.html",
        told=_told(problem),
        ways=_ways() if problem.status == _NOT_FOUND else Ways(),
        address=request.path[:_LONGEST_SHOWN],
        missing=problem.status == _NOT_FOUND,
        longest=policy().longest_query,
        disclaimer=general_disclaimer(),
    )


def _told(problem: Problem) -> Told:
    by_kind = _by_kind()
    if problem.slug in by_kind:
        return by_kind[problem.slug]
    if problem.retry_after is not None:
        return Told(_("We can't show this right now"), _("It is not your fault."), _later(problem.retry_after))
    by_status = _by_status()
    return by_status.get(problem.status) or by_status[500 if problem.status >= 500 else 400]


def _by_kind() -> dict[str, Told]:
    return {
        "article-not-found": Told(
            _("We can't find this article"),
            _("We may have taken it down. Or its address may be wrong."),
            _("Look for it by name here, or choose one that we have."),
        ),
        "section-not-found": Told(
            _("We can't find this part"),
            _("The article is here, but this part of it is not."),
            _("Choose one of the parts that it has."),
        ),
        "level-not-offered": Told(
            _("The article does not come at that level"),
            _("The article is here, but not at the level in this address."),
            _("Choose one of the levels that it has."),
        ),
    }


def _by_status() -> dict[int, Told]:
    again = _("Go back and try again.")
    return {
        400: Told(_("We can't read what was sent"), _("Some of it was not as we need it."), again),
        404: Told(
            _("We can't find this page"),
            _("The address may be wrong. Or the page may have moved."),
            _("Check the address, or look for an article here."),
        ),
        405: Told(
            _("This page does not work that way"),
            _("A form or a program asked for it in a way that it does not know."),
            _("Open the page again from a link."),
        ),
        410: Told(
            _("This page is gone"),
            _("We took it down, and it will not come back."),
            _("Look at what else we have."),
        ),
        413: Told(
            _("That is too long for us"),
            _("What was sent is more than we can take at one time."),
            _("Go back and send less, such as one part of your text."),
        ),
        429: Told(
            _("That was a lot at once"),
            _("We got more from you than we can do in so short a time."),
            _("Wait a minute. Then try again."),
        ),
        500: Told(
            _("Something went wrong here"),
            _("It is not your fault. We made a note of it."),
            _("Please try again in a few minutes."),
        ),
        503: Told(
            _("We can't show this right now"),
            _("It is not your fault."),
            _("Please try again in a few minutes."),
        ),
    }


def _later(seconds: int) -> str:
    if seconds < _MINUTE_S:
        return ngettext(
            "Please try again in %(num)s second.", "Please try again in %(num)s seconds.", seconds
        )
    minutes = round(seconds / _MINUTE_S)
    return ngettext("Please try again in %(num)s minute.", "Please try again in %(num)s minutes.", minutes)


def _ways() -> Ways:
    """What there is near the address that was asked for."""
    parts = request.view_args or {}
    try:
        return _in_article(**parts) if "slug" in parts else _by_name(request.path.strip("/").split("/")[-1])
    except Exception as error:
        # Whatever fails here, the page itself and its disclaimer must come.
        _log.error("nothing to lead on to", exc_info=error)
        return Ways()


def _in_article(slug: str, level: str = "", section: str = "", **_other: str) -> Ways:
    try:
        article = services().reader.article(slug).article
    except ContentError:
        return _by_name(slug)
    offered = next((each for each in article.levels if each == level), None)
    return _parts(article, offered) if offered else _levels(article, section)


def _parts(article: Article, level: Level) -> Ways:
    return Ways(
        _("Parts of “%(title)s”", title=article.title),
        tuple(
            (
                each.renditions[level].title,
                path("pages.section", slug=article.slug, level=level.value, section=each.id),
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
                path("pages.section" if there else "pages.article", slug=article.slug, level=each.value, **there),
            )
            for each in article.levels
        ),
    )


def _by_name(name: str) -> Ways:
    near = services().library.near(name)
    return Ways(
        _("Did you mean one of these?"),
        tuple((entry.title, path("pages.any_level", slug=entry.slug)) for entry in near),
        words=" ".join(name.replace("-", " ").split())[: policy().longest_query],
    )
