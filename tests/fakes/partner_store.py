"""A `PartnerStore` in memory: for tests of whatever uses one. Held to the same contract."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime

from content.errors import StoreUnavailable
from service.partners.credentials import shown_id
from service.partners.errors import KeyNotFound, PartnerExists, PartnerNotFound
from service.partners.limits import Limits
from service.partners.partner import Key, Partner, Usage


class FakePartnerStore:
    """Keeps partners until the test ends. Set `broken` to a reason to see it unavailable."""

    def __init__(self, *partners: Partner) -> None:
        self.broken = ""
        self.loads = 0
        self._partners: dict[str, Partner] = {}
        self._usage: Counter[tuple[str, date, str]] = Counter()
        self._state = 0
        self._lock = threading.Lock()
        for partner in partners:
            self.add(partner)

    def add(self, partner: Partner) -> None:
        self.check()
        with self._lock:
            if partner.name in self._partners:
                raise PartnerExists(partner.name)
            self._keep(partner)

    def rotate(self, name: str, key: Key, until: datetime) -> None:
        had = self.partner(name)
        ended = [replace(each, expires=min(each.expires or until, until)) for each in had.keys]
        with self._lock:
            self._keep(replace(had, keys=(*ended, key)))

    def revoke(self, key_ids: Collection[str], at: datetime) -> None:
        known = {key.id for partner in self.partners() for key in partner.keys}
        for missing in sorted(set(key_ids) - known):
            raise KeyNotFound(shown_id(missing))
        with self._lock:
            for partner in list(self._partners.values()):
                keys = [
                    replace(key, revoked=key.revoked or at) if key.id in key_ids else key
                    for key in partner.keys
                ]
                self._keep(replace(partner, keys=tuple(keys)))

    def limit(self, name: str, limits: Limits) -> None:
        had = self.partner(name)
        with self._lock:
            self._keep(replace(had, limits=limits))

    def partner(self, name: str) -> Partner:
        self.check()
        if name not in self._partners:
            raise PartnerNotFound(name, tuple(sorted(self._partners)))
        return self._partners[name]

    def partners(self) -> tuple[Partner, ...]:
        self.check()
        self.loads += 1
        return tuple(
            replace(each, keys=tuple(sorted(each.keys, key=lambda key: (key.created, key.id))))
            for _, each in sorted(self._partners.items())
        )

    def count(self, counted: Collection[Usage]) -> None:
        self.check()
        with self._lock:
            for each in counted:
                self._usage[each.partner, each.day, each.article] += each.requests

    def usage(self, name: str, first: date, last: date) -> tuple[Usage, ...]:
        self.check()
        found = sorted(self._usage.items())
        return tuple(Usage(*what, n) for what, n in found if what[0] == name and first <= what[1] <= last)

    def totals(self, first: date) -> Mapping[str, int]:
        self.check()
        summed: Counter[str] = Counter()
        for (name, day, _), requests in self._usage.items():
            if day >= first:
                summed[name] += requests
        return summed

    def state(self) -> int:
        self.check()
        return self._state

    def check(self) -> None:
        if self.broken:
            raise StoreUnavailable(self.broken)

    def close(self) -> None:
        pass

    def _keep(self, partner: Partner) -> None:
        self._partners[partner.name] = partner
        self._state += 1
