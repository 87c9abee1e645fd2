"""A webhook: whose it is, where it leads, and how far it has come. Plain data, without its secret."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from service.partners.credentials import ALPHABET

PREFIX = "wh_"
_ID_SIGNS = 10

#: Webhooks of one partner, at most.
MOST = 10


def new_id() -> str:
    """An id that no webhook has had before."""
    return PREFIX + "".join(secrets.choice(ALPHABET) for _ in range(_ID_SIGNS))


class WebhookState(StrEnum):
    """`works`: nothing is wrong. `failing`: what was sent last is tried again. `ended`: no more is tried."""

    WORKS = "works"
    FAILING = "failing"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Webhook:
    """What is kept of a webhook. Times are aware, UTC.

    `place` is the id of the feed's last change that was taken; 0 for the feed's start. `generation` counts
    its secrets from 1; until `older_until` the one before signs, too. `failures` are those in a row, since
    `failing_since`; nothing is sent before `next_try`. `told` says what became of the last try.
    """

    id: str
    partner: str
    # An address may hold what only its owner should know.
    url: str = field(repr=False)
    created: datetime
    place: int
    generation: int = 1
    older_until: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    next_try: datetime | None = None
    told: str = ""
    told_at: datetime | None = None
    ended: datetime | None = None

    @property
    def state(self) -> WebhookState:
        """How it stands with it."""
        if self.ended is not None:
            return WebhookState.ENDED
        return WebhookState.FAILING if self.failures else WebhookState.WORKS

    def generations(self, now: datetime) -> tuple[int, ...]:
        """The secrets that sign now, the newest first."""
        if self.older_until is not None and now < self.older_until:
            return self.generation, self.generation - 1
        return (self.generation,)

    def may_be_tried(self, now: datetime) -> bool:
        """Whether something may be sent now."""
        return self.ended is None and (self.next_try is None or self.next_try <= now)

    def rotated(self, until: datetime) -> Webhook:
        """With a new secret; the one before signs until then, too."""
        return replace(self, generation=self.generation + 1, older_until=until)

    def resumed(self) -> Webhook:
        """As if nothing had failed: the next change that it has not taken is sent at once."""
        return replace(self, failures=0, failing_since=None, next_try=None, ended=None)
