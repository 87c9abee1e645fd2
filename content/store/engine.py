"""Connections to the database, and the two kinds of transaction on them: `reading` and `writing`."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from content.errors import StoreUnavailable
from content.store.failures import WHERE_TO_LOOK, explained, shown, unusable

# How long a writer waits for another one. A publish takes milliseconds; a backup may take seconds.
BUSY_TIMEOUT_S = 10.0

# PostgreSQL's advisory locks are plain numbers that all users of a database share: "PLAIN" in ASCII.
_WRITER_LOCK = 0x504C41494E

_WRITING = "plainspoken_writing"

_UNREADABLE = (
    "PLAINSPOKEN_DATABASE_URL is not a database URL. Write sqlite:///FILE or "
    "postgresql+psycopg://USER:PASSWORD@HOST/DATABASE, with %-escapes for marks in the password."
)


def open_engine(url: str, *, busy_timeout: float = BUSY_TIMEOUT_S) -> Engine:
    """Return an engine for `sqlite:///FILE` or `postgresql+psycopg://…`; connects when first used.

    Makes the folder that holds an SQLite file. `busy_timeout` is in seconds: how long SQLite waits
    for a lock. Open one in each process: connections do not survive a fork.

    Raises `StoreUnavailable` for a URL that can't be used, or a missing PostgreSQL driver.
    """
    parsed = _parse(url)
    try:
        if parsed.get_backend_name() == "sqlite":
            _make_folder(parsed)
            # Parameters hold whole articles: kept out of error texts and logs.
            engine = create_engine(parsed, hide_parameters=True)
            _prepare_sqlite(engine, busy_timeout)
            return engine
        # Ping: a database that was restarted costs a reconnection, not a failed request.
        return create_engine(parsed, hide_parameters=True, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise StoreUnavailable(
            f"PLAINSPOKEN_DATABASE_URL names {shown(parsed)}, but the driver {error.name!r} is not "
            "installed. Install it with: pip install 'psycopg[binary]'"
        ) from error
    except NoSuchModuleError as error:
        raise StoreUnavailable(_unsupported(parsed)) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Begin a transaction that reads, and waits for no writer. Raises `StoreUnavailable`."""
    with explained(engine.url), engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Begin the only writing transaction in the whole database: others queue behind it.

    Commits at the end, rolls back on any exception. Raises `StoreUnavailable`.
    """
    with explained(engine.url), engine.execution_options(**{_WRITING: True}).begin() as connection:
        if connection.dialect.name == "postgresql":
            # Held until after the commit is visible, so that numbers given out under it are in
            # commit order and have no gaps.
            connection.execute(select(func.pg_advisory_xact_lock(_WRITER_LOCK)))
        yield connection


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # `from None`: the cause may quote a part of the URL that is a part of the password.
        raise StoreUnavailable(_UNREADABLE) from None
    # An @ of the password that is not escaped: the rest of the password was read as the host.
    if "@" in (parsed.host or ""):
        raise StoreUnavailable(_UNREADABLE)
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise StoreUnavailable(_unsupported(parsed))
    # In memory each connection would have a database of its own; file: URIs have too many modes.
    if parsed.get_backend_name() == "sqlite" and (
        not parsed.database or parsed.database.startswith((":memory:", "file:"))
    ):
        raise StoreUnavailable(
            f"{shown(parsed)} names no file on disk: write sqlite:///FILE. {WHERE_TO_LOOK}"
        )
    return parsed


def _make_folder(url: URL) -> None:
    try:
        Path(url.database or "").absolute().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(unusable(url, error)) from error


def _unsupported(url: URL) -> str:
    return (
        f"PLAINSPOKEN_DATABASE_URL names a kind of database that is not supported: {url.drivername}. "
        "Use sqlite:///FILE or postgresql+psycopg://…"
    )


def _prepare_sqlite(engine: Engine, busy_timeout: float) -> None:
    @event.listens_for(engine, "connect")
    def settle(connection: sqlite3.Connection, _record: Any) -> None:
        try:
            _settle(connection, busy_timeout)
        except sqlite3.Error:
            # SQLAlchemy forgets a connection that could not be set up, without closing it.
            connection.close()
            raise

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # IMMEDIATE takes the writer's lock up front, where SQLite waits for it (busy_timeout).
        immediate = connection.get_execution_options().get(_WRITING, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _settle(connection: sqlite3.Connection, busy_timeout: float) -> None:
    # Python's sqlite3 would begin transactions by itself, late and without a lock: a reader that
    # turns writer fails at once if another wrote meanwhile. The "begin" event does it instead.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {round(busy_timeout * 1000)}")
    _use_wal(connection, busy_timeout)
    # FULL: what an editor was told is published survives a power cut. It costs one fsync for
    # each commit, and nothing for readers; NORMAL may lose the last commits.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _use_wal(connection: sqlite3.Connection, patience: float) -> None:
    # WAL: readers and the writer do not wait for each other. The mode stays with the file, but
    # switching to it needs the file alone, and SQLite does not always wait for that by itself.
    deadline = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return
