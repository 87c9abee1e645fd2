"""Bring a database's schema up to date, with Alembic, without an ini file.

A change of `tables.py` needs a file in `versions/`, numbered one up, and `tables.SCHEMA` set to it.
"""

from __future__ import annotations

import threading

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, column, inspect, select, table

from content.errors import StoreUnavailable
from content.store.engine import open_engine, reading, writing
from content.store.failures import shown
from content.store.tables import VERSION_TABLE

# Alembic keeps its running environment in module globals.
_one_at_a_time = threading.Lock()


def head() -> str:
    """Return the newest schema that this version knows."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    assert newest is not None, "versions/ is part of the package"  # noqa: S101 - tells mypy, too
    return newest


def current(url: str) -> str | None:
    """Return the database's schema, None before the first `upgrade`. Raises `StoreUnavailable`."""
    engine = open_engine(url)
    try:
        with reading(engine) as connection:
            return _current(connection)
    finally:
        engine.dispose()


def upgrade(url: str) -> None:
    """Bring the database to `head()` in one transaction; harmless where it is there already.

    Safe when several processes start at once: one upgrades, the others wait, then find nothing to do.
    Raises `StoreUnavailable`, for a database of a newer Plainspoken, too.
    """
    engine = open_engine(url)
    try:
        _upgrade(engine)
    finally:
        engine.dispose()


def _upgrade(engine: Engine) -> None:
    with _one_at_a_time, writing(engine) as connection:
        config = _config()
        found = _current(connection)
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if found is not None and found not in known:
            raise StoreUnavailable(
                f"The article database {shown(engine.url)} has schema {found}, of a newer Plainspoken. "
                "Install that version, then run: plainspoken db upgrade"
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE)))


def _config() -> Config:
    config = Config()
    # By package, not by folder: found wherever the package was installed.
    config.set_main_option("script_location", "content.store:migrations")
    return config
