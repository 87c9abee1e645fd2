"""Databases to try the store on: a new SQLite file each time and, where there is one, PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import sqlalchemy

from content.store import migrations
from content.store.sql_store import SqlArticleStore

#: The kinds of database that are there; PostgreSQL where TEST_DATABASE_URL names a server.
KINDS = ("sqlite", "postgresql") if "TEST_DATABASE_URL" in os.environ else ("sqlite",)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A file that does not exist yet, in a folder that does not either."""
    return f"sqlite:///{tmp_path}/var/plainspoken.sqlite3"


@contextmanager
def postgresql() -> Iterator[str]:
    """A new database on the server that TEST_DATABASE_URL names, dropped afterwards."""
    # Named after the process: tests may run in parallel.
    server = sqlalchemy.make_url(os.environ["TEST_DATABASE_URL"])
    name = f"plainspoken_test_{os.getpid()}"
    admin = sqlalchemy.create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield server.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture
def new_database(sqlite_url: str) -> Iterator[Callable[[str], str]]:
    """Makes an unmigrated database of a kind and returns its URL."""
    with ExitStack() as stack:
        yield lambda kind: sqlite_url if kind == "sqlite" else stack.enter_context(postgresql())


@pytest.fixture(params=KINDS)
def empty_url(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> str:
    """An unmigrated database of each kind."""
    return new_database(request.param)


@pytest.fixture
def url(empty_url: str) -> str:
    """A migrated database of each kind."""
    migrations.upgrade(empty_url)
    return empty_url


@pytest.fixture
def store(url: str) -> Iterator[SqlArticleStore]:
    store = SqlArticleStore(url)
    yield store
    store.close()
