"""Migrations build exactly the tables that the code uses, whoever else starts at the same time."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from content.article import Level
from content.errors import StoreUnavailable
from content.store import migrations, tables
from content.store.engine import open_engine, reading, writing
from content.store.protocol import Reason
from content.store.sql_store import SqlArticleStore


def test_the_migrations_build_the_tables_that_the_code_uses(url: str) -> None:
    engine = open_engine(url)
    with reading(engine) as connection:
        assert differences(connection) == []
        # compare_metadata looks at neither primary keys nor, on SQLite, their names.
        for table in tables.metadata.tables.values():
            found = inspect(connection).get_pk_constraint(table.name)
            assert found["constrained_columns"] == [column.name for column in table.primary_key]
    engine.dispose()


def differences(connection: Connection) -> list[object]:
    options = {"version_table": tables.VERSION_TABLE, "compare_type": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), tables.metadata))


def test_the_comparison_would_notice_a_missing_column(url: str) -> None:
    engine = open_engine(url)
    with writing(engine) as connection:
        connection.execute(text("ALTER TABLE changes DROP COLUMN reason"))
    with reading(engine) as connection:
        assert differences(connection)
    engine.dispose()


def test_an_upgrade_brings_an_empty_database_to_the_newest_schema_and_may_be_repeated(empty_url: str) -> None:
    assert migrations.current(empty_url) is None
    migrations.upgrade(empty_url)
    assert migrations.current(empty_url) == migrations.head() == tables.SCHEMA
    migrations.upgrade(empty_url)
    assert migrations.current(empty_url) == migrations.head()


def test_changes_from_before_reasons_were_told_get_the_one_that_their_kind_has(empty_url: str) -> None:
    engine = open_engine(empty_url)
    config = migrations.config()
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(
            text(
                "INSERT INTO revisions VALUES ('a', 1, 'A', 'en', '[]', '{\"easy\": \"f\"}', 'd', '{}', '2025-01-01')"
            )
        )
        for number, kind in enumerate(("published", "changed", "removed"), 1):
            connection.execute(
                text(
                    "INSERT INTO changes (id, slug, revision, kind, at, levels, reason)"
                    """ VALUES (:id, 'a', 1, :kind, '2025-01-01 00:00:00.000000', '["plain", "easy"]', 'why')"""
                ),
                {"id": number, "kind": kind},
            )
    migrations.upgrade(empty_url)
    store = SqlArticleStore(empty_url)
    told = [change.reasons for change in store.changes()]
    store.close()
    engine.dispose()
    assert told == [
        dict.fromkeys((Level.PLAIN, Level.EASY), why)
        for why in (Reason.LEVEL, Reason.WORDING, Reason.REMOVED)
    ]


def test_threads_may_upgrade_at_once(empty_url: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(migrations.upgrade, [empty_url] * 4))
    assert migrations.current(empty_url) == migrations.head()


def test_threads_may_upgrade_several_databases_at_once(tmp_path: Path) -> None:
    urls = [f"sqlite:///{tmp_path}/{n}.sqlite3" for n in range(8)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(migrations.upgrade, urls))
    assert {migrations.current(url) for url in urls} == {migrations.head()}


def test_an_upgrade_leaves_tables_of_others_alone(empty_url: str) -> None:
    engine = open_engine(empty_url)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('theirs')"))
    migrations.upgrade(empty_url)
    with reading(engine) as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "theirs"
    engine.dispose()


def test_an_upgrade_that_fails_leaves_nothing_behind(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(empty_url)
    with writing(engine) as connection:
        # Stands in the way of the last table that the migration makes.
        connection.execute(text("CREATE TABLE changes (id INTEGER)"))
    with pytest.raises(StoreUnavailable, match="changes"):
        migrations.upgrade(empty_url)
    with reading(engine) as connection:
        assert inspect(connection).get_table_names() == ["changes"]
    engine.dispose()


def test_a_database_of_a_newer_version_is_not_touched(url: str) -> None:
    engine = open_engine(url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE content_schema SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(
        StoreUnavailable, match=r"schema 9999, of a newer Plainspoken.*plainspoken db upgrade"
    ):
        migrations.upgrade(url)
    assert migrations.current(url) == "9999"


def test_an_upgrade_leaves_logging_as_it_is(sqlite_url: str) -> None:
    root = logging.getLogger()
    before = (root.level, list(root.handlers), logging.getLogger("sqlalchemy.engine").level)
    mine = logging.getLogger("plainspoken.test")
    migrations.upgrade(sqlite_url)
    assert (root.level, list(root.handlers), logging.getLogger("sqlalchemy.engine").level) == before
    assert not mine.disabled


def test_migrations_are_found_whatever_folder_the_program_runs_in(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    migrations.upgrade(sqlite_url)
    assert migrations.current(sqlite_url) == migrations.head()
