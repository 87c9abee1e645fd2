"""Whether the database's schema is the one that this version works with."""

from __future__ import annotations

from sqlalchemy import Connection, column, inspect, select, table

from content.errors import StoreUnavailable
from content.store.failures import shown
from content.store.tables import SCHEMA, VERSION_TABLE


def require_current(connection: Connection) -> None:
    """Raise `StoreUnavailable`, with the command that helps, unless the schema is `SCHEMA`."""
    if not inspect(connection).has_table(VERSION_TABLE):
        found = None
    else:
        found = connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE)))
    if found == SCHEMA:
        return
    place = f"The article database {shown(connection.engine.url)}"
    if found is None:
        raise StoreUnavailable(f"{place} has no tables yet. Run: plainspoken db upgrade")
    if found > SCHEMA:
        raise StoreUnavailable(
            f"{place} has schema {found}, of a newer Plainspoken; this one knows up to {SCHEMA}. "
            "Install that version, then run: plainspoken db upgrade"
        )
    raise StoreUnavailable(
        f"{place} has schema {found}; this Plainspoken needs {SCHEMA}. Run: plainspoken db upgrade"
    )
