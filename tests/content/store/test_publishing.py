"""Publishing is all or nothing, and publishers queue: threads, processes, power cuts."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from content.article import Article, Level
from content.store.protocol import ChangeKind
from content.store.sql_store import SqlArticleStore
from tests.fakes.articles import WORDS, sample_article

ROOT = Path(__file__).parents[3]


def another_process(url: str, action: str, argument: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.content.store.publisher", url, action, argument]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def everything(store: SqlArticleStore) -> tuple[object, ...]:
    slugs = [summary.slug for summary in store.list()]
    kept = [store.revisions(slug) for slug in slugs]
    return ([store.get(slug) for slug in slugs], kept, store.list(), store.changes(), store.state())


def numbered(n: int) -> Article:
    return sample_article(words={**WORDS, Level.EASY: f"Text number {n}, unlike all others."})


def expect_no_gaps(store: SqlArticleStore, number: int) -> None:
    expected = list(range(1, number + 1))
    feed = store.changes(limit=1000)
    assert [change.id for change in feed] == expected
    assert [change.revision for change in feed] == expected
    assert [change.kind for change in feed[:2]] == [ChangeKind.PUBLISHED, ChangeKind.CHANGED]
    assert [kept.revision for kept in store.revisions("blood-pressure")] == expected
    assert store.get("blood-pressure").revision == number
    assert store.state() == number


@pytest.mark.parametrize("statement", ["INSERT INTO revisions", "UPDATE publications", "INSERT INTO changes"])
def test_a_publisher_killed_half_way_leaves_everything_as_it_was(
    statement: str, url: str, store: SqlArticleStore
) -> None:
    store.publish(sample_article())
    before = everything(store)

    process = another_process(url, "die", statement)
    _, errors = process.communicate(timeout=60)

    assert process.returncode == -signal.SIGKILL, errors
    assert everything(store) == before
    assert store.publish(sample_article(title="Next")).revision == 2


def test_readers_see_the_old_text_until_the_new_one_is_committed_and_never_wait(
    url: str, store: SqlArticleStore
) -> None:
    store.publish(sample_article())
    before = everything(store)
    seen = []

    def look(_connection: object, _cursor: object, sql: str, *_rest: Any) -> None:
        if sql.startswith("INSERT INTO changes"):
            seen.append(everything(store))

    writer = SqlArticleStore(url)
    event.listen(Engine, "after_cursor_execute", look)
    try:
        writer.publish(sample_article(title="Another title"))
    finally:
        event.remove(Engine, "after_cursor_execute", look)
        writer.close()
    assert seen == [before]
    assert everything(store) != before


def test_a_publication_that_fails_leaves_everything_as_it_was(url: str, store: SqlArticleStore) -> None:
    store.publish(sample_article())
    before = everything(store)

    def fail(_connection: object, _cursor: object, sql: str, *_rest: Any) -> None:
        if sql.startswith("INSERT INTO changes"):
            raise RuntimeError("out of luck")

    event.listen(Engine, "after_cursor_execute", fail)
    try:
        with pytest.raises(RuntimeError, match="out of luck"):
            store.publish(sample_article(title="Another title"))
    finally:
        event.remove(Engine, "after_cursor_execute", fail)
    assert everything(store) == before
    assert store.publish(sample_article(title="Another title")).revision == 2


def test_threads_that_publish_at_once_queue_up_without_gaps(store: SqlArticleStore) -> None:
    def publish(n: int) -> int:
        return store.publish(numbered(n)).revision

    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(publish, range(40)))
    assert sorted(numbers) == list(range(1, 41))
    expect_no_gaps(store, 40)


def test_processes_that_upgrade_and_publish_at_once_queue_up_without_gaps(empty_url: str) -> None:
    processes = [another_process(empty_url, "many", "10") for _ in range(3)]
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    store = SqlArticleStore(empty_url)
    expect_no_gaps(store, 30)
    store.close()
