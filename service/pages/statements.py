"""What the service says of itself: what it is, how levels are made, how it is tested, its disclaimer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import structlog
from flask import Response, render_template

from content.article import Block, Rendition
from content.errors import StoreError
from content.levels import policy
from content.store.protocol import Published
from service.answers import page
from service.current import services
from service.general import general_disclaimer
from service.library import Wanted
from service.pages.reading import LEVEL_WORDS, pages

_log = structlog.get_logger()

#: When what the accessibility statement says was last held against the service.
STATED_ON = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Passage:
    """The start of one part of a published article, at each level, hardest first."""

    published: Published
    section: str
    title: str
    starts: tuple[tuple[Rendition, Block], ...]


@pages.get("/about/")
def about() -> Response:
    """What this is, who makes the texts, and what is known of readers."""
    return page(render_template("about.html", disclaimer=general_disclaimer()))


@pages.get("/accessibility/")
def accessibility() -> Response:
    """What is done for readers of every kind, what is tested and how, and what is not."""
    return page(render_template("accessibility.html", stated_on=STATED_ON, disclaimer=general_disclaimer()))


@pages.get("/levels/")
def levels() -> Response:
    """Who each level is for, how it is checked, and one passage at all of them."""
    passage = _passage()
    html = render_template(
        "levels.html",
        policy=policy(),
        level_words=LEVEL_WORDS,
        passage=passage,
        disclaimer=general_disclaimer(),
    )
    # Without a passage perhaps only for now: the articles could not be read.
    return page(html, keep=passage is not None)


@pages.get("/disclaimer/")
def disclaimer() -> Response:
    """The service's disclaimer, at every level."""
    return page(render_template("disclaimer.html", level_words=LEVEL_WORDS, disclaimer=general_disclaimer()))


def _passage() -> Passage | None:
    """From the first article, by title, of those with the most levels; None where none can be read."""
    try:
        entries = [card.entry for card in services().library.find(Wanted()).cards]
        if not entries:
            return None
        published = services().reader.article(max(entries, key=lambda entry: len(entry.levels)).slug)
    except StoreError as error:
        _log.error("no passage to show", exc_info=error)
        return None
    article = published.article
    section = article.sections[0]
    return Passage(
        published,
        section.id,
        section.renditions[services().reader.preferred(article)].title,
        tuple((rendition, _start(rendition)) for rendition in section.renditions.values()),
    )


def _start(rendition: Rendition) -> Block:
    """The first paragraph, or where there is none the first of whatever there is."""
    return next((each for each in rendition.blocks if each.kind == "paragraph"), rendition.blocks[0])
