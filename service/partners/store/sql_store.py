"""The partners' store on SQLite or PostgreSQL."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy import Connection, func, insert, or_, select, update

from content.store.connected import Connected
from service.partners.credentials import shown_id
from service.partners.errors import KeyNotFound, PartnerExists, PartnerNotFound
from service.partners.limits import Limits
from service.partners.partner import Key, Partner, Usage
from service.partners.store import rows
from service.partners.store.roster import VERSION, names, tell
from service.partners.store.tables import SCHEMA, keys, partners, usage


class SqlPartnerStore(Connected):
    """`PartnerStore` on a database. Connects when first used; share it between threads, not forks."""

    def __init__(self, url: str) -> None:
        """Raise `StoreUnavailable` for a URL that can't be used."""
        super().__init__(url, SCHEMA, VERSION)

    def add(self, partner: Partner) -> None:
        """Keep a new partner with its keys. Raises `PartnerExists`."""
        with self._changing() as connection:
            if partner.name in names(connection):
                raise PartnerExists(partner.name)
            connection.execute(insert(partners).values(name=partner.name, limits=str(partner.limits)))
            for key in partner.keys:
                connection.execute(insert(keys).values(rows.from_key(partner.name, key)))

    def rotate(self, name: str, key: Key, until: datetime) -> None:
        """Give a partner another key; its others end at `until`. Raises `PartnerNotFound`."""
        later = or_(keys.c.expires_at.is_(None), keys.c.expires_at > until)
        with self._changing() as connection:
            _require(connection, name)
            connection.execute(update(keys).where(keys.c.partner == name, later).values(expires_at=until))
            connection.execute(insert(keys).values(rows.from_key(name, key)))

    def revoke(self, key_ids: Collection[str], at: datetime) -> None:
        """Revoke keys; those that are revoked keep their date. Raises `KeyNotFound`."""
        with self._changing() as connection:
            known = set(connection.scalars(select(keys.c.id).where(keys.c.id.in_(key_ids))))
            for missing in sorted(set(key_ids) - known):
                raise KeyNotFound(shown_id(missing))
            working = keys.c.id.in_(key_ids) & keys.c.revoked_at.is_(None)
            connection.execute(update(keys).where(working).values(revoked_at=at))

    def limit(self, name: str, limits: Limits) -> None:
        """Set a partner's own limits. Raises `PartnerNotFound`."""
        with self._changing() as connection:
            _require(connection, name)
            connection.execute(update(partners).where(partners.c.name == name).values(limits=str(limits)))

    def partner(self, name: str) -> Partner:
        """One partner. Raises `PartnerNotFound`."""
        known = {partner.name: partner for partner in self.partners()}
        if name not in known:
            raise PartnerNotFound(name, tuple(known))
        return known[name]

    def partners(self) -> tuple[Partner, ...]:
        """All partners by name, each with its keys, oldest first."""
        with self._reading() as connection:
            owned = connection.execute(select(keys).order_by(keys.c.created_at, keys.c.id)).all()
            found = connection.execute(select(partners)).all()
            known = [rows.partner(row, [key for key in owned if key.partner == row.name]) for row in found]
        # Sorted here: databases differ in how they order letters.
        return tuple(sorted(known, key=lambda partner: partner.name))

    def count(self, counted: Collection[Usage]) -> None:
        """Add to what is counted, in one transaction."""
        with self._writing() as connection:
            for each in counted:
                here = (
                    (usage.c.partner == each.partner)
                    & (usage.c.day == each.day)
                    & (usage.c.article == each.article)
                )
                more = update(usage).where(here).values(requests=usage.c.requests + each.requests)
                # Nobody else writes meanwhile: `writing` is alone in the database.
                if not connection.execute(more).rowcount:
                    connection.execute(insert(usage).values(rows.from_usage(each)))

    def usage(self, name: str, first: date, last: date) -> tuple[Usage, ...]:
        """A partner's usage on these days, by day and article."""
        query = select(usage).where(usage.c.partner == name, usage.c.day.between(first, last))
        with self._reading() as connection:
            found = [rows.usage(row) for row in connection.execute(query)]
        return tuple(sorted(found, key=lambda each: (each.day, each.article)))

    def totals(self, first: date) -> Mapping[str, int]:
        """Each partner's requests from a day on."""
        summed = select(usage.c.partner, func.sum(usage.c.requests)).where(usage.c.day >= first)
        with self._reading() as connection:
            return {name: int(total) for name, total in connection.execute(summed.group_by(usage.c.partner))}

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        """Write, and tell every process that partners or keys are not what they were."""
        with self._writing() as connection:
            yield connection
            tell(connection)


def _require(connection: Connection, name: str) -> None:
    known = names(connection)
    if name not in known:
        raise PartnerNotFound(name, known)
