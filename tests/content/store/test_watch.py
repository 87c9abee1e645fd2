"""The state: cheap, the same for all, and never behind."""

from __future__ import annotations

import gc
import sqlite3
import subprocess
import sys
import threading
import timeit
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from content.store import migrations, watch
from content.store.engine import open_engine, writing
from content.store.sql_store import SqlArticleStore
from tests.fakes.articles import sample_article

ROOT = Path(__file__).parents[3]


@pytest.fixture
def file(sqlite_url: str) -> Path:
    migrations.upgrade(sqlite_url)
    return Path(sqlite_url.removeprefix("sqlite:///"))


def test_the_state_shows_what_another_process_published(url: str, store: SqlArticleStore) -> None:
    before = store.state()
    subprocess.run(
        [sys.executable, "-m", "tests.content.store.publisher", url, "many", "1"], cwd=ROOT, check=True
    )
    assert store.state() != before


def test_the_state_is_the_same_in_every_thread_whenever_it_began_to_look(store: SqlArticleStore) -> None:
    with ThreadPoolExecutor(1) as early, ThreadPoolExecutor(1) as late:
        for n in range(3):
            store.publish(sample_article(title=f"Title {n}"))
            assert early.submit(store.state).result() == store.state()
        assert late.submit(store.state).result() == early.submit(store.state).result() == store.state() == 3


def test_a_commit_that_publishes_nothing_leaves_the_state_as_it_was(url: str, store: SqlArticleStore) -> None:
    before = store.state()
    engine = open_engine(url)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE usage (calls INTEGER)"))
    engine.dispose()
    assert store.state() == before


def test_an_unchanged_state_costs_no_look_up(file: Path) -> None:
    store = SqlArticleStore(f"sqlite:///{file}")
    store.publish(sample_article())
    store.state()
    statements: list[str] = []
    (watcher,) = store._watch._watchers
    ask = watcher._ask
    watcher._ask = lambda sql: statements.append(sql) or ask(sql)  # type: ignore[func-returns-value]
    store.state()
    assert statements == ["PRAGMA data_version"]
    store.publish(sample_article(title="Another title"))
    store.state()
    assert len(statements) == 3
    store.close()


def test_the_state_costs_microseconds(file: Path) -> None:
    store = SqlArticleStore(f"sqlite:///{file}")
    store.publish(sample_article())
    # The best of many: a busy machine slows some down. 100 is far above what it takes.
    best = min(timeit.repeat(store.state, number=100, repeat=10)) / 100
    store.close()
    assert best < 100e-6


def test_asking_for_the_state_holds_no_lock_and_cannot_write(file: Path) -> None:
    store = SqlArticleStore(f"sqlite:///{file}")
    store.state()
    other = sqlite3.connect(file)
    # Needs that nobody reads or writes.
    busy, *_ = other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    assert busy == 0
    other.close()
    (watcher,) = store._watch._watchers
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        watcher._ask("DELETE FROM changes")
    store.close()


def test_no_connection_is_opened_for_or_let_go_with_a_thread(file: Path) -> None:
    store = SqlArticleStore(f"sqlite:///{file}")
    store.publish(sample_article())
    store.state()
    (watcher,) = store._watch._watchers
    for _ in range(4):
        thread = threading.Thread(target=store.state)
        thread.start()
        thread.join()
        del thread
        gc.collect()
    assert store._watch._watchers == {watcher}
    assert watcher.newest() == 1
    store.close()


def test_a_watching_connection_that_failed_is_replaced(file: Path) -> None:
    store = SqlArticleStore(f"sqlite:///{file}")
    store.publish(sample_article())
    before = store.state()
    store.close()
    assert store.state() == before
    store.close()


def test_the_pool_has_room_however_many_threads_watch(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SqlArticleStore(f"sqlite:///{file}")
    barrier, newest = threading.Barrier(30), watch._SqliteWatcher.newest

    def all_at_once(watcher: watch._SqliteWatcher) -> int:
        barrier.wait(20)
        return newest(watcher)

    monkeypatch.setattr(watch._SqliteWatcher, "newest", all_at_once)
    with ThreadPoolExecutor(30) as threads:
        assert set(threads.map(lambda _: store.state(), range(30))) == {0}
    monkeypatch.undo()
    assert len(store._watch._watchers) == 30
    assert store.list() == ()
    store.close()
