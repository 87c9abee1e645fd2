"""A number that grows with each change, such as the feed's newest id: cheap enough for every request.

On SQLite, `PRAGMA data_version` on a connection that never writes changes exactly when some other
connection, of any process, has committed: two reads of shared memory, no table touched. The number
itself means nothing to another connection, so it only decides whether to look the id up again; the id
is the same for every thread. (A commit that is not a publication, say a partner's usage, then costs
one look-up and leaves the token as it was.) Other databases have no such thing: they are asked.
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from typing import cast

from sqlalchemy import Engine, text

from content.store.engine import reading
from content.store.failures import explained


class ChangeWatch:
    """The one whole number that the statement `query` gives. Safe to share between threads."""

    def __init__(self, engine: Engine, query: str) -> None:
        self._engine = engine
        self._query = query
        self._sqlite = engine.dialect.name == "sqlite"
        self._own = threading.local()
        self._lock = threading.Lock()
        self._watchers: weakref.WeakSet[_SqliteWatcher] = weakref.WeakSet()

    def newest(self) -> int:
        """Return the number as any process committed it last. Raises `StoreUnavailable`."""
        if not self._sqlite:
            with reading(self._engine) as connection:
                return connection.scalar(text(self._query)) or 0
        watcher: _SqliteWatcher | None = getattr(self._own, "watcher", None)
        if watcher is not None:
            try:
                return watcher.newest()
            except sqlite3.Error:
                watcher.close()
        # A thread's first call, or its connection was closed or failed: a new one tells the reason.
        with explained(self._engine.url):
            return self._renewed().newest()

    def close(self) -> None:
        """Close the connections of all threads; a later call opens new ones."""
        with self._lock:
            watchers = list(self._watchers)
        for watcher in watchers:
            watcher.close()

    def _renewed(self) -> _SqliteWatcher:
        watcher = _SqliteWatcher(self._engine, self._query)
        with self._lock:
            self._watchers.add(watcher)
        self._own.watcher = watcher
        return watcher


class _SqliteWatcher:
    """One thread's connection, which goes when the thread does."""

    def __init__(self, engine: Engine, query: str) -> None:
        pooled = engine.raw_connection()
        # Detached: it is set up like all others, but the pool neither counts nor reuses it.
        pooled.detach()
        connection = cast("sqlite3.Connection", pooled.dbapi_connection)
        self.close = weakref.finalize(self, connection.close)
        # A commit of its own would go unnoticed: it must not be able to write.
        connection.execute("PRAGMA query_only = ON")
        self._ask = connection.execute
        self._query = query
        self._version = -1
        self._newest = 0

    def newest(self) -> int:
        # The version first: a commit between the two is then looked up once more, not missed.
        (version,) = self._ask("PRAGMA data_version").fetchone()
        if version != self._version:
            (self._newest,) = self._ask(self._query).fetchone()
            self._version = version
        return self._newest
