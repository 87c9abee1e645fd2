"""A database's accidents, told in words that help the person who runs the service."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from content.errors import StoreUnavailable

WHERE_TO_LOOK = (
    "Check PLAINSPOKEN_DATABASE_URL or, for the SQLite file that is used without it, PLAINSPOKEN_DATA_DIR."
)


def shown(url: URL) -> str:
    """Return the URL without its secrets. The query goes too: PostgreSQL takes a password there."""
    return url.set(query={}).render_as_string(hide_password=True)


@contextmanager
def explained(url: URL) -> Iterator[None]:
    """Turn whatever the database raises into `StoreUnavailable`."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise StoreUnavailable(unusable(url, error)) from error


def unusable(url: URL, error: Exception) -> str:
    """Tell which database can't be used, why, and which settings to look at."""
    # Not str() of SQLAlchemy's own wrapper: that repeats the statement, with the article in it.
    cause = (error.orig or error) if isinstance(error, DBAPIError) else error
    text = " ".join(str(cause).split()) or type(cause).__name__
    if isinstance(cause, sqlite3.OperationalError) and "locked" in text:
        return (
            f"The article database {shown(url)} is locked by another process, and stayed so. "
            f"Find what holds it (a backup, a shell) and end that. {WHERE_TO_LOOK}"
        )
    return f"The article database {shown(url)} can't be used: {text.rstrip('.')}. {WHERE_TO_LOOK}"
