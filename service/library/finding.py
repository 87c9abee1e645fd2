"""Find articles among all that is published, and say what there is to choose from."""

from __future__ import annotations

import difflib
import threading
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import structlog

from content.article import Level
from content.errors import ArticleNotFound, StoreUnavailable
from content.store.protocol import ArticleStore, Summary
from service.library.choosing import Chosen, Offers, Wanted, chosen_of, offers_of
from service.library.entry import Entry, Part, entry_of, entry_without_text
from service.library.policy import policy
from service.library.spelling import counted, likeliest
from service.library.words import asked_words

#: How alike two names must be for one to be taken for the other (0-1, as difflib counts).
_LIKE = 0.6


@dataclass(frozen=True, slots=True)
class Card:
    """An article that was found, the level it is shown at, and the parts that have the words asked for."""

    entry: Entry
    level: Level
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found. `page` and `pages` count from 1.

    `of` is the number of all articles, `without_choices` of those that have the words, whatever was
    chosen. `instead` are the words that were looked for since those asked for stand nowhere; "" if they
    do. `unknown` names the wishes that there is nothing of, and that were left out of account.
    """

    cards: tuple[Card, ...]
    total: int
    of: int
    without_choices: int
    page: int
    pages: int
    chosen: Chosen
    offers: Offers
    instead: str = ""
    unknown: tuple[str, ...] = ()


class Shelf:
    """All articles at one moment, by title."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self.by_slug = {entry.slug: entry for entry in entries}

    @cached_property
    def known(self) -> Mapping[str, int]:
        """In how many articles each word stands. Made when a search first finds nothing."""
        return counted(self.entries)


class Library:
    """Finds published articles. Safe to share between threads."""

    def __init__(self, store: ArticleStore) -> None:
        self._store = store
        self._kept: tuple[Hashable, Shelf] = (None, Shelf(()))
        self._lock = threading.Lock()

    def find(self, wanted: Wanted) -> Found:
        """One page of the articles that fit, best first, or by title where no words were asked for."""
        shelf = self._shelf()
        chosen, unknown = chosen_of(wanted, shelf.entries)
        asked = asked_words(wanted.query)
        ranked, instead = _ranked(shelf, asked), ""
        if asked and not ranked:
            meant = _meant(shelf, asked)
            ranked = _ranked(shelf, meant) if meant else []
            if ranked:
                instead, asked = " ".join(meant), meant
        fitting = [entry for entry in ranked if chosen.takes(entry)]
        size = policy().page_size
        pages = max(1, -(-len(fitting) // size))
        page = min(max(1, wanted.page), pages)
        return Found(
            cards=tuple(
                Card(each, each.shown_at(chosen.level), each.parts_with(asked) if asked else ())
                for each in fitting[(page - 1) * size : page * size]
            ),
            total=len(fitting),
            of=len(shelf.entries),
            without_choices=len(ranked),
            page=page,
            pages=pages,
            chosen=chosen,
            offers=offers_of(shelf.entries, chosen.level),
            instead=instead,
            unknown=unknown,
        )

    def near(self, name: str) -> tuple[Entry, ...]:
        """The articles that were perhaps meant by a name that no article has, likeliest first."""
        shelf, cut = self._shelf(), name[: policy().longest_query]
        alike = difflib.get_close_matches(cut, shelf.by_slug, n=policy().most_near, cutoff=_LIKE)
        if alike:
            return tuple(shelf.by_slug[slug] for slug in alike)
        asked = asked_words(cut)
        return tuple(_ranked(shelf, asked) if asked else ())[: policy().most_near]

    def _shelf(self) -> Shelf:
        state = self._store.state()
        kept = self._kept
        if kept[0] == state:
            return kept[1]
        with self._lock:  # one thread makes it, the others wait for that
            if self._kept[0] != state:
                shelf = Shelf(tuple(self._entries()))
                # What could not be read is tried again with the next request.
                whole = all(entry.reading_s for entry in shelf.entries)
                self._kept = (state if whole else None, shelf)
            return self._kept[1]

    def _entries(self) -> Iterable[Entry]:
        before = self._kept[1].by_slug
        for summary in self._store.list():
            known = before.get(summary.slug)
            if known is not None and known.revision == summary.revision and known.reading_s:
                yield known  # a revision's words never change
            else:
                yield from self._read(summary)

    def _read(self, summary: Summary) -> Iterable[Entry]:
        try:
            yield entry_of(self._store.get(summary.slug))
        except ArticleNotFound:
            return  # withdrawn meanwhile
        except StoreUnavailable as error:
            structlog.get_logger().error("article not readable", slug=summary.slug, exc_info=error)
            yield entry_without_text(summary)


def _ranked(shelf: Shelf, asked: tuple[str, ...]) -> list[Entry]:
    if not asked:
        return list(shelf.entries)
    scores = [(entry.score(asked), entry) for entry in shelf.entries]
    found = [(score, entry) for score, entry in scores if score]
    found.sort(key=lambda pair: -pair[0])  # stable: equals stay by title
    return [entry for _, entry in found]


def _meant(shelf: Shelf, asked: tuple[str, ...]) -> tuple[str, ...]:
    """These words with those mended that stand nowhere; () where that does not help."""
    meant = []
    for word in asked:
        there = any(entry.score((word,)) for entry in shelf.entries)
        meant.append(word if there else likeliest(word, shelf.known))
    return tuple(meant) if all(meant) and tuple(meant) != asked else ()
