"""The store of partners, as the service sees it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from datetime import date, datetime
from typing import Protocol

from service.partners.limits import Limits
from service.partners.partner import Key, Partner, Usage


class PartnerStore(Protocol):
    """Keeps partners, the hashes of their keys, and their usage. Safe to share between threads.

    Every method may raise `content.errors.StoreUnavailable`.
    """

    def add(self, partner: Partner) -> None:
        """Keep a new partner with its keys. Raises `PartnerExists`."""
        ...

    def rotate(self, name: str, key: Key, until: datetime) -> None:
        """Give a partner another key; those that it has expire at `until`, if not before.

        Raises `PartnerNotFound`.
        """
        ...

    def revoke(self, key_ids: Collection[str], at: datetime) -> None:
        """Revoke keys. One that is revoked stays so, with its old date. Raises `KeyNotFound`."""
        ...

    def limit(self, name: str, limits: Limits) -> None:
        """Set a partner's own limits, in place of those it had. Raises `PartnerNotFound`."""
        ...

    def partner(self, name: str) -> Partner:
        """One partner. Raises `PartnerNotFound`."""
        ...

    def partners(self) -> tuple[Partner, ...]:
        """All partners by name, each with its keys, oldest first (by id where they are of one time)."""
        ...

    def count(self, usage: Collection[Usage]) -> None:
        """Add to what is counted, in one transaction. Unknown partners are counted too."""
        ...

    def usage(self, name: str, first: date, last: date) -> tuple[Usage, ...]:
        """A partner's usage on these days, both included, by day and article."""
        ...

    def totals(self, first: date) -> Mapping[str, int]:
        """Each partner's requests from a day on, by name; those without any are left out."""
        ...

    def state(self) -> Hashable:
        """Return a token that differs once any process has changed a partner, a key or a limit.

        Cheap enough for every request; equal in all threads for the same state. Usage does not
        change it.
        """
        ...

    def check(self) -> None:
        """Raise `StoreUnavailable` where the store can't serve: for readiness probes."""
        ...

    def close(self) -> None:
        """Release connections. Harmless when repeated."""
        ...
