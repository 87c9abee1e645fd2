"""What a page's head tells machines: its one address, its languages, how it is shown where it is shared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Flask, request

from content.article import Level
from content.store.protocol import Published, Summary
from service.addresses import absolute
from service.catalogue import LANGUAGE
from service.current import services
from service.pages.languages import Alternate, alternates, territory
from service.pages.static_files import static_path
from service.pages.structured_data import NAME, Shown, article_data, library_data
from service.reading import Reading
from service.sound_views import sound_path

#: The browser's own bars in the colour of the page, for devices that are light and dark: `--paper` there.
THEME_COLOURS = {"light": "#fffdf8", "dark": "#14191c"}


@dataclass(frozen=True, slots=True)
class Sharing:
    """What a shared link to an article shows beside its title: `sound` is an address and a media type."""

    first: datetime
    updated: datetime
    topics: tuple[str, ...]
    sound: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's head. `canonical` is its address in full; `sharing` is None unless it is of an article."""

    canonical: str
    language: str = LANGUAGE
    alternates: tuple[Alternate, ...] = ()
    sharing: Sharing | None = None
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def locale(self) -> str:
        """The language as Open Graph names it."""
        return territory(self.language)


def of_article(
    published: Published, level: Level, level_name: str, readings: tuple[Reading, ...], section: str | None
) -> Metadata:
    """The head of an article's page, or of a section's."""
    article, store = published.article, services().store
    listener, reader = services().listener, services().reader
    hearing = listener.section(readings[0]) if section else listener.whole(readings)
    sounds = listener.sounds(hearing)
    shown = Shown(
        published, level, level_name, readings, hearing, sounds, store.revisions(article.slug)[0].updated
    )
    mp3 = next((each for each in sounds if each.format == "mp3"), None)
    return Metadata(
        shown.address,
        article.language,
        alternates(article, reader.languages(article, level, section).values(), level, section),
        Sharing(
            shown.first,
            published.updated,
            article.topics,
            (absolute(sound_path(hearing, mp3)), mp3.media_type) if mp3 else None,
        ),
        article_data(shown),
    )


def of_library(summaries: Iterable[Summary]) -> Metadata:
    """The library's head."""
    return Metadata(_here(), data=library_data(summaries))


def register_metadata(app: Flask) -> None:
    """What the template of the head uses."""
    app.jinja_env.globals.update(
        # Every other page is at the address that it was asked for, whatever the query.
        metadata_here=lambda: Metadata(_here()),
        site_name=NAME,
        theme_colours=THEME_COLOURS,
        absolute_static=lambda name: absolute(static_path(name)),
    )


def _here() -> str:
    return absolute(request.script_root + request.path)
