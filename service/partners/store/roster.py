"""What all stores of partners share: who there is, and the number that grows with each change."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from service.partners.store.tables import partners, roster

#: What every process watches.
VERSION = "SELECT max(version) FROM partner_roster"


def names(connection: Connection) -> tuple[str, ...]:
    """Of all partners, sorted."""
    return tuple(sorted(connection.scalars(select(partners.c.name))))


def tell(connection: Connection) -> None:
    """Tell every process that partners, keys or webhooks are not what they were."""
    connection.execute(update(roster).values(version=roster.c.version + 1))
