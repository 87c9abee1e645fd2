"""Pages for frames: a section or an article at a level, with its sound, its disclaimer and its source.

The element of `/embed.js` shows the very same pages.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext
from markupsafe import Markup

from content.article import Level
from content.store.protocol import Published
from service.addresses import link, path
from service.answers import page
from service.attribution import attribution_view
from service.catalogue import speak
from service.current import services
from service.glossary import for_readers, words_in
from service.pages.reading import LEVEL_WORDS, heard
from service.reading import Reading
from service.shared_caches import tell_caches

embeds = Blueprint("embeds", __name__)


@embeds.get("/embed/<slug>/")
def any_level(slug: str) -> Response:
    """An article at the level of a reader who has not chosen, or with `?section=` one section of it."""
    published = services().reader.article(slug)
    level = services().reader.preferred(published.article)
    tell_caches(level)
    section = request.args.get("section", "")
    return _section(published, level, section) if section else _whole(published, level)


@embeds.get("/embed/<slug>/<level>/")
def article(slug: str, level: str) -> Response:
    """An article at a level."""
    published = services().reader.article(slug)
    return _whole(published, services().reader.offered(published.article, level))


@embeds.get("/embed/<slug>/<level>/<section>/")
def section(slug: str, level: str, section: str) -> Response:
    """One section of it."""
    return _section(services().reader.article(slug), level, section)


def _section(published: Published, level: str, section: str) -> Response:
    reading = services().reader.section(published, section, level)
    return _frame((reading,), section)


def _whole(published: Published, level: Level) -> Response:
    return _frame(services().reader.sections(published, level), "")


def _frame(readings: tuple[Reading, ...], section: str) -> Response:
    first = readings[0]
    published, level = first.published, first.rendition.level
    listener = services().listener
    sound = heard(listener.section(first) if section else listener.whole(readings))
    speak(first.article.language)
    there = _place(first.article.slug, level, section)
    shown_at = link(f"pages.{_kind(section)}", **there)
    html = render_template(
        "embed/frame.html",
        published=published,
        article=first.article,
        level=level,
        level_words=LEVEL_WORDS,
        section=section,
        title=first.rendition.title if section else first.article.title,
        readings=readings,
        texts={each.section.id: _leading_away(each.rendition.html) for each in readings},
        choices=[(each, _at(first.article.slug, each, section)) for each in first.article.levels],
        heard=sound,
        words=for_readers(words_in(first.article, "\n\n".join(each.rendition.text for each in readings))),
        shown_at=shown_at,
        attribution=attribution_view(first.article, level, shown_at)["show"],
        disclaimer=first.article.disclaimer,
    )
    plain = request.query_string.decode("latin-1") in {"", f"section={section}"}
    return page(html, keep=sound["settled"] and plain)


def _leading_away(text: str) -> str:
    """A text's HTML whose links open outside of the frame, and say so: few sites may be framed."""
    told = Markup(" {}</a>").format(gettext("(opens in a new tab)"))
    return text.replace("<a href=", '<a target="_blank" href=').replace("</a>", told)


def _kind(section: str) -> str:
    return "section" if section else "article"


def _place(slug: str, level: Level, section: str) -> Mapping[str, str]:
    at = {"slug": slug, "level": level.value}
    return at | {"section": section} if section else at


def _at(slug: str, level: Level, section: str) -> str:
    return path(f"embeds.{_kind(section)}", **_place(slug, level, section))
