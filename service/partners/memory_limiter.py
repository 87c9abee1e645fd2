"""Limits counted in the memory of one process: the default, and what stands in when Redis does not answer."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from service.partners.window import WINDOW, Allowance, allow

#: Askers of a kind whose counts are kept, at most: some 20 MB.
MOST_ASKERS = 50_000


class MemoryLimiter:
    """`Limiter` in memory; `clock` gives seconds.

    Askers are told apart by the kind before their first colon, and so many of each kind are kept: a flood of
    addresses makes us forget addresses, never partners.
    """

    def __init__(self, clock: Callable[[], float] = time.time, most: int = MOST_ASKERS) -> None:
        self._clock = clock
        self._most = most
        # For each kind, by asker: which minute, its count, the count of the minute before.
        self._kinds: dict[str, OrderedDict[str, list[int]]] = {}
        self._lock = threading.Lock()

    def take(self, asker: str, limit: int) -> Allowance:
        """Count one request; see `Limiter.take`."""
        minute, into = divmod(self._clock(), WINDOW)
        with self._lock:
            counts = self._counts(asker, int(minute))
            allowance = allow(counts[2], counts[1], into, limit)
            if allowance.admitted:
                counts[1] += 1
        return allowance

    def close(self) -> None:
        """Nothing is held."""

    def _counts(self, asker: str, minute: int) -> list[int]:
        askers = self._kinds.setdefault(asker.partition(":")[0], OrderedDict())
        counts = askers.get(asker)
        if counts is None:
            counts = askers[asker] = [minute, 0, 0]
            if len(askers) > self._most:
                # Ordered by the minute of the last request: the one that matters least goes.
                askers.popitem(last=False)
        elif counts[0] != minute:
            # A clock that went back counts as a new minute, too.
            counts[:] = [minute, 0, counts[1] if counts[0] == minute - 1 else 0]
            askers.move_to_end(asker)
        return counts
