"""The pages that readers see: views parse, call a use case, present."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template
from flask_babel import lazy_gettext as _

from content.article import Article, Level, Rendition
from content.store.protocol import Published
from service import presenting as show
from service.addresses import path
from service.answers import page
from service.catalogue import speak
from service.current import services
from service.embeds.offer import element_of, frame_of, told_at
from service.hearing import Hearing
from service.pages.glossary import explained
from service.pages.metadata import of_article
from service.reading import Reading
from service.sound_views import sound_path, words_path

pages = Blueprint("pages", __name__)

#: A level's name and promise, as its reader would say it.
LEVEL_WORDS = {
    Level.FULL: (_("Full"), _("all the detail")),
    Level.STANDARD: (_("Standard"), _("everyday words")),
    Level.PLAIN: (_("Plain"), _("short and clear")),
    Level.EASY: (_("Easy"), _("one idea at a time")),
}


#: Formats, as people write them.
FORMAT_NAMES = {"mp3": "MP3", "opus": "Opus", "wav": "WAV"}


@pages.get("/articles/<slug>/")
def any_level(slug: str) -> Response:
    """The article at the level of a reader who has not chosen."""
    published = services().reader.article(slug)
    level = services().reader.preferred(published.article)
    return _article(published, level, services().reader.sections(published, level), any_level=True)


@pages.get("/articles/<slug>/<level>/")
def article(slug: str, level: str) -> Response:
    """The article at a level."""
    published = services().reader.article(slug)
    offered = services().reader.offered(published.article, level)
    return _article(published, offered, services().reader.sections(published, offered))


@pages.get("/articles/<slug>/<level>/<section>/")
def section(slug: str, level: str, section: str) -> Response:
    """One section of the article at a level."""
    published = services().reader.article(slug)
    reading = services().reader.section(published, section, level)
    return _article(published, reading.rendition.level, (reading,), section)


def _article(
    published: Published,
    level: Level,
    readings: tuple[Reading, ...],
    section: str | None = None,
    *,
    any_level: bool = False,
) -> Response:
    article = published.article
    speak(article.language)
    contents = _contents(article, level)
    parts = [_part(reading, contents, section) for reading in readings]
    whole = None if section else _whole(readings)
    texts, glossary = explained(readings)
    title = readings[0].rendition.title if section else article.title
    metadata = of_article(published, level, str(LEVEL_WORDS[level][0]), readings, section)
    told = told_at(metadata.canonical)
    html = render_template(
        "article.html",
        published=published,
        article=article,
        level=level,
        level_words=LEVEL_WORDS,
        choices=_choices(article, section),
        parts=parts,
        whole=whole,
        section=section,
        any_level=any_level,
        contents=contents,
        texts=texts,
        glossary=glossary,
        reading_time_s=sum(part["seconds"] for part in parts),
        disclaimer=article.disclaimer,
        metadata=metadata,
        offered=[lines(article, level, section or "", title) for lines in (element_of, frame_of)],
        oembed=told,
    )
    players = [part["heard"] for part in parts] + ([whole] if whole else [])
    response = page(html, keep=all(each["settled"] for each in players))
    response.headers["Link"] = ", ".join(
        f'<{address}>; rel="alternate"; type="{kind}"' for kind, address in told.items()
    )
    return response


def _part(reading: Reading, contents: list[dict[str, Any]], alone: str | None) -> dict[str, Any]:
    """One part, and its neighbours; `alone` is its id where it has the page for itself."""
    number = next(place for place, each in enumerate(contents) if each["id"] == reading.section.id)
    beside = {"before": number - 1, "after": number + 1}
    return {
        "id": reading.section.id,
        "number": number + 1,
        "rendition": reading.rendition,
        "seconds": _seconds(reading.rendition),
        "heard": heard(services().listener.section(reading)),
        "page": contents[number]["path"],
        "choices": _choices(reading.article, alone, f"#{reading.section.id}"),
        **{name: contents[at] if 0 <= at < len(contents) else None for name, at in beside.items()},
    }


def _seconds(rendition: Rendition) -> float:
    return rendition.measurement.words / show.READING_WORDS_A_SECOND


def _whole(readings: tuple[Reading, ...]) -> dict[str, Any]:
    return heard(services().listener.whole(readings))


def heard(hearing: Hearing) -> dict[str, Any]:
    """What a player needs."""
    sounds = services().listener.sounds(hearing)
    lengths = [sound.duration_ms for sound in sounds if sound.duration_ms is not None]
    return {
        "title": hearing.title,
        "sounds": [
            {"sound": sound, "path": sound_path(hearing, sound), "name": FORMAT_NAMES[sound.format]}
            for sound in sounds
        ],
        "seconds": lengths[0] / 1000 if lengths else None,
        "section": hearing.section,
        "marks": words_path(hearing, "marks"),
        "captions": words_path(hearing, "captions"),
        "chapters": words_path(hearing, "chapters"),
        "settled": all(sound.settled for sound in sounds),
    }


def _choices(article: Article, section: str | None, place: str = "") -> list[tuple[Level, str]]:
    """Each level on offer, with the address of this same place at it."""
    if section:
        return [
            (each, path("pages.section", slug=article.slug, level=each.value, section=section))
            for each in article.levels
        ]
    return [
        (each, path("pages.article", slug=article.slug, level=each.value) + place) for each in article.levels
    ]


def _contents(article: Article, level: Level) -> list[dict[str, Any]]:
    return [
        {
            "id": each.id,
            "title": each.renditions[level].title,
            "seconds": _seconds(each.renditions[level]),
            "path": path("pages.section", slug=article.slug, level=level.value, section=each.id),
        }
        for each in article.sections
    ]
