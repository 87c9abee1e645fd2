"""What can be wrong with a database, and whether the message helps without telling secrets."""

from __future__ import annotations

import importlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import event, text

from content.errors import StoreUnavailable
from content.store import engine as engine_module
from content.store import migrations
from content.store.engine import open_engine, reading, writing
from content.store.sql_store import SqlArticleStore
from tests.fakes.articles import sample_article


def reason(action: Callable[[], Any]) -> str:
    with pytest.raises(StoreUnavailable) as error:
        action()
    return str(error.value)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("", "is not a database URL"),
        ("not a url", "is not a database URL"),
        ("postgresql://me:se@cret@host/db", "%-escapes"),
        ("postgresql://me:secret@host:cret/db", "%-escapes"),
        ("mysql://me:secret@host/db", "not supported: mysql"),
        ("postgresql+nonsense://me:secret@host/db", "not supported: postgresql+nonsense"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///file:x?mode=memory&uri=true", "names no file"),
    ],
)
def test_a_url_that_cannot_be_used_is_refused_with_the_settings_name_and_no_secret(
    url: str, told: str
) -> None:
    message = reason(lambda: open_engine(url))
    assert told in message
    assert "PLAINSPOKEN_DATABASE_URL" in message
    assert "cret" not in message


def test_a_missing_driver_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_args: object, **_options: object) -> None:
        raise ModuleNotFoundError("No module named 'psycopg'", name="psycopg")

    monkeypatch.setattr(engine_module, "create_engine", missing)
    message = reason(lambda: open_engine("postgresql+psycopg://me:secret@host/db?password=secret2"))
    assert "pip install 'psycopg[binary]'" in message
    assert "PLAINSPOKEN_DATABASE_URL" in message
    assert "postgresql+psycopg://me:***@host/db" in message
    assert "secret" not in message


def test_a_database_that_nobody_serves_is_told_without_its_password() -> None:
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed")
    url = "postgresql+psycopg://me:secret@127.0.0.1:1/db?connect_timeout=1&passfile=secret2"
    message = reason(SqlArticleStore(url).check)
    assert "127.0.0.1" in message
    assert "PLAINSPOKEN_DATABASE_URL" in message
    assert "secret" not in message


def test_the_folder_of_the_file_is_made(tmp_path: Path) -> None:
    open_engine(f"sqlite:///{tmp_path}/a/b/c.sqlite3").dispose()
    assert (tmp_path / "a/b").is_dir()


def test_a_folder_that_cannot_be_made_or_used_is_told_with_the_settings(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder.sqlite3").mkdir()
    for bad in ("file/plainspoken.sqlite3", "folder.sqlite3"):
        message = reason(lambda bad=bad: migrations.upgrade(f"sqlite:///{tmp_path}/{bad}"))
        assert bad in message or "file" in message
        assert "PLAINSPOKEN_DATABASE_URL" in message
        assert "PLAINSPOKEN_DATA_DIR" in message


def test_a_file_that_is_no_database_is_told_with_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "plainspoken.sqlite3"
    path.write_bytes(b"This is a letter to the editor. " * 100)
    store = SqlArticleStore(f"sqlite:///{path}")
    for action in (store.check, store.list, store.state, lambda: store.publish(sample_article())):
        message = reason(action)
        assert "not a database" in message
        assert "PLAINSPOKEN_DATA_DIR" in message
    store.close()


def test_a_connection_that_cannot_be_set_up_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "plainspoken.sqlite3"
    path.write_bytes(b"This is a letter to the editor. " * 100)
    engine = open_engine(f"sqlite:///{path}")
    made: list[sqlite3.Connection] = []

    @event.listens_for(engine, "do_connect")
    def connect(*_args: object) -> sqlite3.Connection:
        made.append(sqlite3.connect(path))
        return made[-1]

    def read() -> None:
        with reading(engine):
            pass

    assert "not a database" in reason(read)
    for connection in made:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")
    assert made
    engine.dispose()


def test_a_file_damaged_while_it_is_served_is_told_and_not_served(sqlite_url: str) -> None:
    migrations.upgrade(sqlite_url)
    store = SqlArticleStore(sqlite_url)
    store.publish(sample_article())
    store.close()
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    store = SqlArticleStore(sqlite_url)
    assert "PLAINSPOKEN_DATA_DIR" in reason(lambda: store.get("blood-pressure"))
    store.close()


def test_a_file_that_stays_locked_is_told_as_such(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    migrations.upgrade(sqlite_url)
    holder = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    engine = open_engine(sqlite_url, busy_timeout=0.05)

    def write() -> None:
        with writing(engine) as connection:
            connection.execute(text("DELETE FROM changes"))

    message = reason(write)
    assert "locked by another process" in message
    assert "PLAINSPOKEN_DATA_DIR" in message
    with reading(engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM changes")) == 0
    holder.execute("COMMIT")
    holder.close()
    write()
    engine.dispose()


def test_each_sqlite_connection_has_the_settings_that_durability_rests_on(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    with reading(engine) as one, reading(engine) as two:
        for connection in (one, two):
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
            full = 2
            assert found == {
                "journal_mode": "wal",
                "synchronous": full,
                "foreign_keys": 1,
                "busy_timeout": 10_000,
            }
    engine.dispose()


def test_a_statement_that_fails_is_told_without_the_article_in_it(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)

    def write() -> None:
        with writing(engine) as connection:
            connection.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": "a whole article"})

    message = reason(write)
    assert "nowhere" in message
    assert "article in it" not in message
    assert "a whole article" not in message
    with pytest.raises(StoreUnavailable) as error:
        write()
    assert "a whole article" not in str(error.value.__cause__)
    engine.dispose()


def test_an_engine_for_postgresql_hides_its_parameters_and_tests_old_connections(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: dict[str, object] = {}
    monkeypatch.setattr(engine_module, "create_engine", lambda _url, **options: seen.update(options))
    open_engine("postgresql+psycopg://me@host/db")
    assert seen == {"hide_parameters": True, "pool_pre_ping": True}
    assert sqlalchemy.make_url("postgresql+psycopg://me@host/db").get_backend_name() == "postgresql"
