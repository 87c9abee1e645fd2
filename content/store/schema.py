"""Whether a schema in the database is the one that this version works with."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, column, inspect, select, table

from content.errors import StoreUnavailable
from content.store.failures import shown


@dataclass(frozen=True, slots=True)
class Schema:
    """The newest schema of some tables, and the table that says which the database has."""

    newest: str
    version_table: str


def require_current(connection: Connection, schema: Schema) -> None:
    """Raise `StoreUnavailable`, with the command that helps, unless the database has the newest schema."""
    if not inspect(connection).has_table(schema.version_table):
        found = None
    else:
        found = connection.scalar(select(column("version_num")).select_from(table(schema.version_table)))
    if found == schema.newest:
        return
    place = f"The article database {shown(connection.engine.url)}"
    if found is None:
        raise StoreUnavailable(f"{place} has no tables yet. Run: plainspoken db upgrade")
    if found > schema.newest:
        raise StoreUnavailable(
            f"{place} has schema {found}, of a newer Plainspoken; this one knows up to {schema.newest}. "
            "Install that version, then run: plainspoken db upgrade"
        )
    raise StoreUnavailable(
        f"{place} has schema {found}; this Plainspoken needs {schema.newest}. Run: plainspoken db upgrade"
    )
