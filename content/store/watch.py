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
from collections import deque
from typing import cast

from sqlalchemy import Engine, text

from content.store.engine import reading
from content.store.failures import explained


class ChangeWatch:
    """The one whole number that the statement `query` gives. Safe to share between threads.

    On SQLite as many connections are held as ever asked at a time, and lent for each question. None belongs
    to a thread: what does is let go in the midst of that thread's end, and a web server whose threads are
    not Python's own (granian 2.8) is killed by the Python code that runs there.
    """

    def __init__(self, engine: Engine, query: str) -> None:
        self._engine = engine
        self._query = query
        self._sqlite = engine.dialect.name == "sqlite"
        self._lock = threading.Lock()
        self._watchers: set[_SqliteWatcher] = set()
        # Its two ends need no lock.
        self._idle: deque[_SqliteWatcher] = deque()

    def newest(self) -> int:
        """Return the number as any process committed it last. Raises `StoreUnavailable`."""
        if not self._sqlite:
            with reading(self._engine) as connection:
                return connection.scalar(text(self._query)) or 0
        try:
            # The one that was asked last: those that a busy moment left behind rest.
            watcher = self._idle.pop()
        except IndexError:
            return self._asked_anew()
        try:
            newest = watcher.newest()
        except sqlite3.Error:
            self._drop(watcher)
            return self._asked_anew()
        self._idle.append(watcher)
        return newest

    def close(self) -> None:
        """Close all connections; a later call opens new ones."""
        self._idle.clear()
        with self._lock:
            watchers, self._watchers = self._watchers, set()
        for watcher in watchers:
            watcher.close()

    def _asked_anew(self) -> int:
        # All are lent, or one was closed or failed: a new one tells the reason.
        with explained(self._engine.url):
            watcher = _SqliteWatcher(self._engine, self._query)
            with self._lock:
                self._watchers.add(watcher)
            try:
                newest = watcher.newest()
            except sqlite3.Error:
                self._drop(watcher)
                raise
        self._idle.append(watcher)
        return newest

    def _drop(self, watcher: _SqliteWatcher) -> None:
        with self._lock:
            self._watchers.discard(watcher)
        watcher.close()


class _SqliteWatcher:
    """A connection that watches, for one thread at a time."""

    def __init__(self, engine: Engine, query: str) -> None:
        pooled = engine.raw_connection()
        # Detached: it is set up like all others, but the pool neither counts nor reuses it.
        pooled.detach()
        connection = cast("sqlite3.Connection", pooled.dbapi_connection)
        self.close = connection.close
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
