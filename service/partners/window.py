"""The sliding window: how many requests were there in the last minute?

Two counts for each asker, of this minute and of the one before, which counts for as much as the sliding
window still covers of it. Unlike a bucket of tokens, which may be emptied and filled again within its
first minute, this admits what its name says: no more than the limit in any minute of the clock, and about
that in any 60 seconds. Unlike a list of times, it needs two numbers however high the limit is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

#: Seconds.
WINDOW = 60


@dataclass(frozen=True, slots=True)
class Allowance:
    """Whether a request is admitted, how many more are, and for how many seconds that holds.

    For one that is not admitted, `seconds` is the wait until the next one is.
    """

    admitted: bool
    remaining: int
    seconds: int


class LimiterUnavailable(Exception):
    """What counts requests does not answer."""


class Limiter(Protocol):
    """Counts requests. Safe to share between threads."""

    def take(self, asker: str, limit: int) -> Allowance:
        """Count one request of this asker, if it is within its limit (from 1) of requests a minute.

        A request that is not admitted is not counted: who waits as told is admitted. May raise
        `LimiterUnavailable`.
        """
        ...

    def close(self) -> None:
        """Release connections. Harmless when repeated."""
        ...


def allow(before: int, now: int, into: float, limit: int) -> Allowance:
    """What the counts of the last minute and of this one admit, `into` seconds (0-60) into this one."""
    share = 1 - into / WINDOW
    spent = before * share + now
    if spent + 1 <= limit:
        return Allowance(True, math.floor(limit - spent - 1), math.ceil(WINDOW - into))
    return Allowance(False, 0, max(1, math.ceil(_wait(before, now, into, limit))))


def _wait(before: int, now: int, into: float, limit: int) -> float:
    """Seconds until the window has slid far enough for one more."""
    if now + 1 <= limit:
        return WINDOW * (1 - (limit - 1 - now) / before) - into
    # Not in this minute; in the next, this one's count slides out.
    return WINDOW - into + WINDOW * max(0.0, 1 - (limit - 1) / now)
