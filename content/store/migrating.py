"""Bring a schema up to date, with Alembic, without an ini file.

A database may hold several schemas, each with its own migrations and its own version table.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, column, inspect, select, table

from content.errors import StoreUnavailable
from content.store.engine import open_engine, reading, writing
from content.store.failures import shown

# Alembic keeps its running environment in module globals.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Migrations:
    """The migrations of one schema. `place` is such as `package:folder`, found wherever it is installed."""

    place: str
    version_table: str

    def head(self) -> str:
        """Return the newest schema that this version knows."""
        newest = ScriptDirectory.from_config(self.config()).get_current_head()
        assert newest is not None, "versions/ is part of the package"  # noqa: S101 - tells mypy, too
        return newest

    def current(self, url: str) -> str | None:
        """Return the database's schema, None before the first `upgrade`. Raises `StoreUnavailable`."""
        engine = open_engine(url)
        try:
            with reading(engine) as connection:
                return self._current(connection)
        finally:
            engine.dispose()

    def upgrade(self, url: str) -> None:
        """Bring the database to `head()` in one transaction; harmless where it is there already.

        Safe when several processes start at once: one upgrades, the others wait, then find nothing to
        do. Raises `StoreUnavailable`, for a database of a newer Plainspoken, too.
        """
        engine = open_engine(url)
        try:
            self._upgrade(engine)
        finally:
            engine.dispose()

    def _upgrade(self, engine: Engine) -> None:
        with _one_at_a_time, writing(engine) as connection:
            config = self.config()
            found = self._current(connection)
            known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
            if found is not None and found not in known:
                raise StoreUnavailable(
                    f"The article database {shown(engine.url)} has schema {found}, of a newer Plainspoken. "
                    "Install that version, then run: plainspoken db upgrade"
                )
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def _current(self, connection: Connection) -> str | None:
        if not inspect(connection).has_table(self.version_table):
            return None
        return connection.scalar(select(column("version_num")).select_from(table(self.version_table)))

    def config(self) -> Config:
        """Return what Alembic wants to know; a connection goes into its `attributes`."""
        config = Config()
        config.set_main_option("script_location", self.place)
        return config
