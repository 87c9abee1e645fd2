"""Use case: learn what changed since the last time, without a gap and without anything twice."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from content.store.protocol import ArticleStore, Change
from service.paging import CursorUnreadable

#: The start of the feed.
START = ""
_CURSOR = re.compile(r"([1-9][0-9]{0,17})-([0-9a-f]{8})")


class CursorNotKnown(Exception):
    """The feed has no such place any more: the articles were restored from a backup."""


@dataclass(frozen=True, slots=True)
class Page:
    """Changes, oldest first, and the cursor to go on from; `more` where there are further ones now."""

    changes: tuple[Change, ...]
    cursor: str
    more: bool


def changes_since(store: ArticleStore, cursor: str, limit: int) -> Page:
    """At most `limit` (from 1) changes after a cursor. Raises `CursorNotKnown` or `CursorUnreadable`.

    To read again from the same cursor gives the same changes, and perhaps later ones; so whoever keeps
    the cursor together with what it led to misses nothing, wherever they are interrupted.
    """
    since = _place(store, cursor)
    found = store.changes(since, limit + 1)
    shown = found[:limit]
    return Page(shown, cursor_of(shown[-1]) if shown else cursor, more=len(found) > limit)


def _place(store: ArticleStore, cursor: str) -> int:
    if cursor == START:
        return 0
    told = _CURSOR.fullmatch(cursor)
    if told is None:
        raise CursorUnreadable("This is no cursor of the change feed. Send one as it was given.")
    place = int(told[1])
    last = store.changes(place - 1, 1)
    if last and cursor_of(last[0]) == cursor:
        return place
    raise CursorNotKnown(
        "This place in the feed is not known here. Leave out `since` and read it from the start."
    )


def cursor_of(change: Change) -> str:
    """Where to go on from after a change. No two changes have the same, and none has a full stop in it."""
    # With a mark of the change itself: a number alone would also fit a feed that went another way
    # after a backup was restored, and whoever goes on in that would miss something.
    told = f"{change.id} {change.slug} {change.revision} {change.kind} {change.at.isoformat()}"
    return f"{change.id}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"
