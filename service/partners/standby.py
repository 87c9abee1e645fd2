"""When Redis does not answer: the service does, and each process counts for itself until Redis is back.

To refuse everybody, or to admit everybody without a limit, would let one server's failure become the
failure of all. Counting in each process still bounds what one asker gets: by the limit for each process.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog

from service.partners.window import Allowance, Limiter, LimiterUnavailable

#: Seconds after a failure in which Redis is left alone, so that not every request waits for it.
PAUSE = 5.0


class StandbyLimiter:
    """`Limiter` that asks `first`, and `second` while `first` fails. `clock` gives seconds."""

    def __init__(self, first: Limiter, second: Limiter, clock: Callable[[], float] = time.monotonic) -> None:
        self._first = first
        self._second = second
        self._clock = clock
        self._failing = False
        self._again_at = 0.0

    def take(self, asker: str, limit: int) -> Allowance:
        """Count one request; see `Limiter.take`."""
        if self._failing and self._clock() < self._again_at:
            return self._second.take(asker, limit)
        try:
            allowance = self._first.take(asker, limit)
        except LimiterUnavailable as error:
            self._failed(str(error))
            return self._second.take(asker, limit)
        if self._failing:
            self._failing = False
            structlog.get_logger().warning("limits are counted by Redis again")
        return allowance

    def close(self) -> None:
        """Close both."""
        self._first.close()
        self._second.close()

    def _failed(self, why: str) -> None:
        self._again_at = self._clock() + PAUSE
        if not self._failing:
            self._failing = True
            structlog.get_logger().error(
                "Redis does not answer: each process counts limits for itself", problem=why
            )
