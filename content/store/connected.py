"""What every store on a database does alike: connect when first used, know its schema, tell of damage."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from content.errors import StoreUnavailable
from content.store.engine import open_engine, reading, writing
from content.store.failures import shown
from content.store.schema import Schema, require_current
from content.store.watch import ChangeWatch


class Connected:
    """A database with tables of a schema, watched by the number that a statement gives.

    Share it between threads, not forks.
    """

    def __init__(self, url: str, schema: Schema, version: str) -> None:
        """Raise `StoreUnavailable` for a URL that can't be used."""
        self._engine = open_engine(url)
        self._schema = schema
        self._watch = ChangeWatch(self._engine, version)
        self._schema_seen = False

    def state(self) -> int:
        """Return the watched number: a few microseconds on SQLite, one query elsewhere."""
        if not self._schema_seen:
            self.check()
        return self._watch.newest()

    def check(self) -> None:
        """Raise `StoreUnavailable` unless the database answers and has this version's schema."""
        with reading(self._engine) as connection:
            require_current(connection, self._schema)
        self._schema_seen = True

    def close(self) -> None:
        """Release all connections."""
        self._watch.close()
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if not self._schema_seen:
            self.check()
        try:
            with reading(self._engine) as connection:
                yield connection
        except ValueError as error:
            # A column that no version of this program wrote so: no JSON, no time, no known level.
            raise StoreUnavailable(
                f"The article database {shown(self._engine.url)} holds a damaged row: restore a backup."
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        # Every time: a newer Plainspoken may have migrated while this process ran, and writing is rare.
        with writing(self._engine) as connection:
            require_current(connection, self._schema)
            yield connection
