"""Limits counted in Redis: one count for all processes and machines. The only importer of redis-py."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from service.partners.secret import SecretUnusable
from service.partners.window import WINDOW, Allowance, LimiterUnavailable, allow

#: Seconds to wait for Redis: longer, and readers notice that it is gone.
PATIENCE = 0.25
_PREFIX = "plainspoken:limit:"


class RedisLimiter:
    """`Limiter` on a Redis server, whose clock is the one that counts.

    `veil` makes of an asker what is kept there in its place: nobody's address is. `clock` (seconds)
    replaces Redis's own, for tests; `patience` is in seconds. Raises `ValueError` for an address that
    can't be used, and `LimiterUnavailable` from `take`. Connects when first used.
    """

    def __init__(
        self,
        url: str,
        veil: Callable[[str], str],
        clock: Callable[[], float] | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self._redis: Any = redis.Redis.from_url(
            url,
            socket_timeout=patience,
            socket_connect_timeout=patience,
            # One try: what stands in for Redis is at hand, and the next request tries again.
            retry=Retry(NoBackoff(), 0),
            decode_responses=True,
        )
        self._take = self._redis.register_script(
            resources.files("service.partners").joinpath("take.lua").read_text("utf-8")
        )
        self._veil = veil
        self._clock = clock

    def take(self, asker: str, limit: int) -> Allowance:
        """Count one request; see `Limiter.take`."""
        now = "" if self._clock is None else repr(self._clock())
        try:
            kept_as = _PREFIX + self._veil(asker)
            before, count, into = self._take(keys=[kept_as], args=[limit, WINDOW, now])
        except (redis.RedisError, SecretUnusable) as error:
            # Not its text: that may hold the server's address and name.
            raise LimiterUnavailable(type(error).__name__) from None
        return allow(int(before), int(count), float(into), limit)

    def close(self) -> None:
        """Release the connections."""
        self._redis.close()
