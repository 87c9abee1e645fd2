"""Use case: list what is published, in an order, narrowed, a page at a time.

A cursor holds the place of the last article on the page before, not a number of articles: whatever is
published or withdrawn meanwhile, nobody who goes on meets an article twice, or misses one, that kept its
place. One whose place changed (its title, or in the order of updates its text) may be met again or passed
over: who must have all of it reads the change feed.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from dataclasses import dataclass

from content.store.protocol import Summary
from service.language_tags import within

#: The orders that there are; a minus turns one around.
SORTS = ("title", "-title", "updated", "-updated")

Place = tuple[str, str]
"""Where an article stands in an order: by this value first, then by its slug."""


class CursorUnreadable(Exception):
    """This is no cursor of a list in this order."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """Articles in order; `cursor` leads on, and is "" at the end. `total` counts all pages' articles."""

    summaries: tuple[Summary, ...]
    cursor: str
    total: int


def narrowed(
    summaries: Iterable[Summary], *, topic: str = "", language: str = "", level: str = ""
) -> tuple[Summary, ...]:
    """Those on a topic, in a language (BCP 47; a wider one takes in its regions), offered at a level."""
    return tuple(
        each
        for each in summaries
        if (not topic or topic in each.topics)
        and (not language or within(each.language, language))
        and (not level or level in each.levels)
    )


def page_of(summaries: Iterable[Summary], sort: str, limit: int, cursor: str = "") -> ListPage:
    """At most `limit` (from 1) articles after `cursor` ("": from the first). Raises `CursorUnreadable`."""
    backwards = sort.startswith("-")
    by_slug = sorted(summaries, key=lambda each: each.slug)
    ordered = sorted(by_slug, key=lambda each: _place(each, sort)[0], reverse=backwards)
    left = ordered
    if cursor:
        value, slug = read_cursor(cursor, sort)
        left = [each for each in ordered if _is_after(_place(each, sort), (value, slug), backwards=backwards)]
    shown = tuple(left[:limit])
    following = _cursor(sort, _place(shown[-1], sort)) if len(left) > limit else ""
    return ListPage(shown, following, len(ordered))


def read_cursor(cursor: str, sort: str) -> Place:
    """The place that a cursor names. Raises `CursorUnreadable`."""
    try:
        told = json.loads(base64.b64decode(cursor, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        told = None
    match told:
        case [str(order), str(value), str(slug)] if order == sort:
            return value, slug
        case _:
            raise CursorUnreadable("This cursor is none of a list in this order. Leave it out to begin anew.")


def _cursor(sort: str, place: Place) -> str:
    return base64.urlsafe_b64encode(json.dumps([sort, *place], separators=(",", ":")).encode()).decode()


def _place(summary: Summary, sort: str) -> Place:
    if sort.endswith("updated"):
        return summary.updated.isoformat(timespec="microseconds"), summary.slug
    return summary.title.casefold(), summary.slug


def _is_after(place: Place, last: Place, *, backwards: bool) -> bool:
    if place[0] == last[0]:
        return place[1] > last[1]
    return (place[0] < last[0]) == backwards
