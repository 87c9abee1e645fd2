"""Counting what partners ask for: in memory first, in the store a moment later.

A write for each request would cost more than the request. What is counted is written when a process ends as
it is told to; of one that is killed, the requests of the last `DELAY` seconds are lost.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime

import structlog

from content.errors import StoreUnavailable
from service.partners.partner import Usage
from service.partners.store.protocol import PartnerStore

#: Seconds until what was counted is written: few enough that next to nothing is lost, and enough that
#: the store has five writes a second at most from a process, whatever is asked of that.
DELAY = 0.2
#: Seconds until it is tried again where the store can't be reached.
AGAIN = 2.0
#: Different counts that are held while the store can't be reached.
_MOST_HELD = 10_000

Later = Callable[[float, Callable[[], None]], None]


def _by_timer(seconds: float, action: Callable[[], None]) -> None:
    timer = threading.Timer(seconds, action)
    timer.daemon = True
    timer.start()


class UsageCounter:
    """Counts requests and writes them. Safe to share between threads, not forks.

    `later` runs an action after so many seconds.
    """

    def __init__(self, store: PartnerStore, clock: Callable[[], datetime], later: Later = _by_timer) -> None:
        self._store = store
        self._clock = clock
        self._later = later
        self._counts: Counter[tuple[str, date, str]] = Counter()
        self._awaited = False
        self._lock = threading.Lock()

    def count(self, partner: str, article: str) -> None:
        """Count one answered request, of an article (its slug) or of none (empty)."""
        what = (partner, self._clock().date(), article)
        with self._lock:
            if what in self._counts or len(self._counts) < _MOST_HELD:
                self._counts[what] += 1
            begin, self._awaited = not self._awaited, True
        if begin:
            self._later(DELAY, self.flush)

    def flush(self) -> None:
        """Write what was counted. Where the store can't be reached it is kept, and tried again."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
            self._awaited = False
        if not counts:
            return
        try:
            self._store.count([Usage(*what, requests) for what, requests in sorted(counts.items())])
        except StoreUnavailable as error:
            structlog.get_logger().error("usage could not be written", problem=str(error))
            self._keep(counts)

    def close(self) -> None:
        """Write what is left."""
        self.flush()

    def _keep(self, counts: Counter[tuple[str, date, str]]) -> None:
        with self._lock:
            self._counts.update(counts)
            begin, self._awaited = not self._awaited, True
        if begin:
            self._later(AGAIN, self.flush)
