"""One turn at one webhook: hold it, send what it has not taken, in order, and note how far it came.

A change counts as taken once the receiver said so *and* that was noted. Whoever dies between the two sends
it again later, under the same id: receivers get everything at least once, in order, without a gap.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from content.errors import StoreUnavailable
from content.store.protocol import Change
from service.feed import cursor_of
from service.partners.errors import NotReached
from service.partners.secret import SecretUnusable
from service.partners.sender import Answer
from service.partners.webhooks.desk import WebhookDesk
from service.partners.webhooks.schedule import Chance, after, outcome_told
from service.partners.webhooks.webhook import Webhook

#: How long a webhook is held for one try, which takes 10 s at most. Longer by what clocks of several
#: machines may differ; whoever dies holding it keeps it waiting for so long.
HOLD = timedelta(seconds=60)
#: Changes in one turn; then others have theirs.
TURN = 10


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn came to: changes that were taken, and whether one was refused."""

    taken: int = 0
    refused: bool = False


class Courier:
    """Takes turns. Safe to share between threads; each of several machines has its own.

    `stopping` says that nothing more is to be begun.
    """

    def __init__(
        self,
        desk: WebhookDesk,
        *,
        chance: Chance = random.random,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._desk = desk
        self._chance = chance
        self._stopping = stopping
        self._log = structlog.get_logger()

    def turn(self, webhook_id: str) -> Turn:
        """Send at most `TURN` changes, up to the first that is not taken.

        Raises `StoreUnavailable` or `SecretUnusable`: nothing was sent then, and nothing is held against
        the receiver.
        """
        # A name of this very turn: two of one process are as foreign to each other as two machines.
        owner = secrets.token_hex(8)
        now = self._desk.clock()
        held = self._desk.store.hold(webhook_id, owner, now, now + HOLD)
        if held is None:
            return Turn()
        try:
            return self._send(held, owner)
        finally:
            self._desk.store.let_go(webhook_id, owner)

    def _send(self, webhook: Webhook, owner: str) -> Turn:
        taken = 0
        # Asked for while it is held: where it stands is nobody else's to move.
        for change in self._desk.feed.changes(webhook.place, TURN):
            if self._stopping() or not webhook.may_be_tried(self._desk.clock()):
                break
            outcome = self._tried(webhook, change)
            now = self._desk.clock()
            then = after(webhook, change.id, outcome, now, self._chance)
            self._tell(then, outcome)
            noted = self._desk.store.note(then, owner, now + HOLD)
            if then.failures:
                return Turn(taken, refused=True)
            taken += 1
            if noted is None:  # removed, or held for so long that others think us dead
                break
            webhook = noted
        return Turn(taken)

    def _tried(self, webhook: Webhook, change: Change) -> Answer | NotReached:
        try:
            return self._desk.post(webhook, message_id(webhook, change), self._desk.events.changed(change))
        except (StoreUnavailable, SecretUnusable):
            raise
        except Exception:
            # Noted like any failure: what is not would be sent again at once, and for ever.
            self._log.exception("a try failed for a fault of this service", webhook=webhook.id)
            return NotReached("This service failed to send it: its log says why.")

    def _tell(self, webhook: Webhook, outcome: Answer | NotReached) -> None:
        told = {"webhook": webhook.id, "partner": webhook.partner, "told": outcome_told(outcome)}
        if webhook.ended:
            self._log.error(
                "webhook ended",
                **told,
                failures=webhook.failures,
                remedy=f"plainspoken partner webhook resume {webhook.id}",
            )
        elif webhook.failures:
            self._log.warning("webhook not taken", **told, failures=webhook.failures)
        else:
            self._log.info("webhook taken", **told, change=webhook.place)


def message_id(webhook: Webhook, change: Change) -> str:
    """The same whenever the same change is sent to the same webhook."""
    return f"msg_{webhook.id}_{cursor_of(change)}"
