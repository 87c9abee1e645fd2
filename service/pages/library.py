"""The library: every article, with a search and filters that work without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Response, render_template, request
from flask_babel import gettext as _

from content.article import Level
from service.answers import page
from service.current import services
from service.general import general_disclaimer
from service.library import Found, Wanted, policy
from service.pages.library_words import (
    address,
    in_force,
    language_name,
    length_words,
    title_of,
    told_of,
    unknown,
)
from service.pages.metadata import of_library
from service.pages.reading import LEVEL_WORDS, pages

#: The wishes that a library's address may carry, in the order in which they stand there.
WISHES = ("q", "topic", "level", "length", "language")
#: Longest wish that is looked at, in letters: a topic is some words.
_LONGEST_WISH = 100
#: Largest page number that is looked at.
_MOST_DIGITS = 6
#: How many pages stand as links on either side of the current one.
_NEIGHBOURS = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a filter."""

    value: str
    words: str
    count: int
    chosen: bool


@pages.get("/")
def library() -> Response:
    """All articles, or those that are asked for."""
    asked = _asked()
    found = services().library.find(_wanted(asked))
    html = render_template(
        "library.html",
        found=found,
        query=asked.get("q", ""),
        title=title_of(found, asked),
        told=told_of(found, asked),
        in_force=tuple(in_force(found, asked)),
        unknown=tuple(unknown(found, asked)),
        filters=_filters(found),
        topics=found.offers.topics[: policy().most_topics],
        page_links=tuple(_page_links(found, asked)),
        address=address,
        asked=asked,
        longest=policy().longest_query,
        level_words=LEVEL_WORDS,
        disclaimer=general_disclaimer(),
        metadata=of_library(services().store.list()),
    )
    # Anyone can ask for any words: such answers must not crowd out the pages that are kept.
    answer = page(html, keep=not request.query_string)
    if asked.get("q"):
        # What one reader looks for is nobody's business: no cache that is shared may hold it.
        answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _asked() -> dict[str, str]:
    wishes = {name: request.args.get(name, "").strip() for name in WISHES}
    wishes["q"] = " ".join(wishes["q"].split())[: policy().longest_query].rstrip()
    return {name: value[:_LONGEST_WISH] for name, value in wishes.items() if value}


def _wanted(asked: Mapping[str, str]) -> Wanted:
    number = request.args.get("page", "1")
    usable = number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS
    return Wanted(
        query=asked.get("q", ""),
        topic=asked.get("topic", ""),
        level=asked.get("level", ""),
        length=asked.get("length", ""),
        language=asked.get("language", ""),
        page=int(number) if usable else 1,
    )


def _filters(found: Found) -> dict[str, tuple[str, str, tuple[Choice, ...]]]:
    """By wish: the filter's name, the words for no wish, and the options."""
    offers, chosen = found.offers, found.chosen
    return {
        "topic": (
            _("Topic"),
            _("All topics"),
            tuple(Choice(each, each, count, each == chosen.topic) for each, count in offers.topics),
        ),
        "level": (
            _("Reading level"),
            _("All levels"),
            tuple(_level_choice(each, count, chosen.level) for each, count in offers.levels),
        ),
        "length": (
            _("Time to read"),
            _("Any time"),
            tuple(
                Choice(each.id, length_words(each), count, each == chosen.length)
                for each, count in offers.lengths
            ),
        ),
        "language": (
            _("Language"),
            _("All languages"),
            tuple(
                Choice(each, language_name(each), count, each == chosen.language)
                for each, count in offers.languages
            ),
        ),
    }


def _level_choice(level: Level, count: int, chosen: Level | None) -> Choice:
    name, promise = LEVEL_WORDS[level]
    return Choice(level.value, f"{name}: {promise}", count, level is chosen)


def _page_links(found: Found, asked: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Each page that stands as a link: the first, the last and those near the current one."""
    for number in range(1, found.pages + 1):
        if number in {1, found.pages} or abs(number - found.page) <= _NEIGHBOURS:
            yield number, address(asked, page=str(number) if number > 1 else "")
