from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from content.article import Level
from content.store.protocol import Summary
from service.paging import SORTS, CursorUnreadable, narrowed, page_of, read_cursor

START = datetime(2026, 1, 1, tzinfo=UTC)


def summary(slug: str, title: str = "", day: int = 0, **other: object) -> Summary:
    told = {"language": "en", "topics": ("heart",), "levels": (Level.FULL, Level.EASY)} | other
    return Summary(slug=slug, title=title or slug, revision=1, updated=START + timedelta(days=day), **told)  # type: ignore[arg-type]


LISTED = (
    summary("a", "bones", 3),
    summary("b", "Asthma", 1),
    summary("c", "asthma", 2),
    summary("d", "Zinc", 2),
    summary("e", "Émile", 0),
)


def walked(sort: str, limit: int) -> Iterator[str]:
    cursor = ""
    while True:
        page = page_of(LISTED, sort, limit, cursor)
        assert page.total == len(LISTED)
        yield from (each.slug for each in page.summaries)
        cursor = page.cursor
        if not cursor:
            return


@pytest.mark.parametrize(
    ("sort", "slugs"), [("title", "bcade"), ("-title", "edabc"), ("updated", "ebcda"), ("-updated", "acdbe")]
)
@pytest.mark.parametrize("limit", [1, 2, 3, 5, 6])
def test_pages_follow_each_other_in_order_with_nothing_lost_or_doubled(
    sort: str, slugs: str, limit: int
) -> None:
    assert "".join(walked(sort, limit)) == slugs


@pytest.mark.parametrize("sort", SORTS)
def test_who_goes_on_after_a_change_misses_nothing_that_stayed(sort: str) -> None:
    first = page_of(LISTED, sort, 2)
    seen = {each.slug for each in first.summaries}
    # The last one on the page is withdrawn, and another one is published.
    left = [each for each in LISTED if each != first.summaries[-1]] + [summary("new", "mmm", 9)]
    rest = [each.slug for each in page_of(left, sort, 100, first.cursor).summaries]
    assert not seen & set(rest)
    assert {each.slug for each in LISTED} - seen <= set(rest)


def test_a_list_is_narrowed_by_topic_language_and_level() -> None:
    skin = summary("skin", topics=("skin",), language="en-GB", levels=(Level.FULL,))
    german = summary("herz", language="de")
    english = summary("heart")
    listed = (skin, german, english)
    assert narrowed(listed) == listed
    assert narrowed(listed, topic="skin") == (skin,)
    assert narrowed(listed, topic="nothing") == ()
    assert narrowed(listed, language="en") == (skin, english)
    assert narrowed(listed, language="EN-gb") == (skin,)
    assert narrowed(listed, language="e") == ()
    assert narrowed(listed, level="easy") == (german, english)
    assert narrowed(listed, topic="heart", language="de", level="full") == (german,)


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "é",
        "!!!!",
        "AAAA",
        base64.urlsafe_b64encode(b"[1,2,3]").decode(),
        base64.urlsafe_b64encode(b'["title","a"]').decode(),
        base64.urlsafe_b64encode(b'["updated","a","b"]').decode(),
        base64.urlsafe_b64encode(b"[" * 700).decode(),
    ],
)
def test_what_is_no_cursor_of_this_order_is_refused(cursor: str) -> None:
    with pytest.raises(CursorUnreadable):
        read_cursor(cursor, "title")
