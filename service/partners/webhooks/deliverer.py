"""Delivers: looks once a second whether there is something to send, and gives each webhook its turns.

To look costs next to nothing while nothing has changed: two numbers are read. One thread has one webhook at
a time, so that who answers slowly holds up nobody else, as long as there are threads left.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta

import structlog

from content.errors import StoreUnavailable
from service.partners.webhooks.courier import Courier, Turn
from service.partners.webhooks.desk import WebhookDesk
from service.partners.webhooks.webhook import Webhook

#: Seconds between two looks, and until one that finds the stores out of reach is repeated.
LOOK_S, PAUSE_S = 1.0, 5.0
#: Requests at a time.
THREADS = 8
#: All is looked at anew after so long, for what another machine held and did not end.
_ANEW = timedelta(seconds=30)


class Deliverer:
    """Gives turns until it is told to stop. Run it in one thread."""

    def __init__(self, desk: WebhookDesk, courier: Courier, *, threads: int = THREADS) -> None:
        self._desk = desk
        self._courier = courier
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="webhook")
        self._busy: dict[str, Future[Turn]] = {}
        self._awake = threading.Event()
        self._seen: Hashable = None
        self._look_at: datetime | None = None

    def run(self, stop: threading.Event) -> None:
        """Deliver until `stop` is set; what is under way then is ended in peace."""
        failing = False
        while not stop.is_set():
            try:
                self.look()
                failing = False
            except StoreUnavailable as error:
                if not failing:
                    structlog.get_logger().error("webhooks can't be read", problem=str(error))
                failing = True
            self._awake.clear()
            if failing:
                stop.wait(PAUSE_S)
            elif not self._done_by_now():
                self._awake.wait(LOOK_S)
        self.close()

    def once(self) -> tuple[tuple[Webhook, Turn], ...]:
        """Deliver all that is due now, until it is taken or was refused; tell of each turn.

        What somebody else is delivering to is left to them. Raises `StoreUnavailable`.
        """
        told: list[tuple[Webhook, Turn]] = []
        left_alone: set[str] = set()
        while True:
            due = [each for each in self._due(self._desk.clock())[0] if each.id not in left_alone]
            if not due:
                return tuple(told)
            turns = self._threads.map(self._courier.turn, [each.id for each in due])
            for webhook, turn in zip(due, turns, strict=True):
                told.append((webhook, turn))
                if turn == Turn():
                    left_alone.add(webhook.id)

    def wake(self) -> None:
        """Look at once."""
        self._awake.set()

    def close(self) -> None:
        """Wait for what is under way."""
        self._threads.shutdown()

    def look(self) -> int:
        """Begin a turn for each webhook that has something due, and none under way; say for how many.

        Raises `StoreUnavailable`.
        """
        self._reap()
        now = self._desk.clock()
        # The state first: what changes between the two is then looked at once more, not missed.
        state = (self._desk.feed.state(), self._desk.store.state())
        if state == self._seen and self._look_at is not None and now < self._look_at:
            return 0
        due, later = self._due(now)
        begun = 0
        for webhook in due:
            if webhook.id not in self._busy:
                self._begin(webhook)
                begun += 1
        self._seen = state
        self._look_at = min([now + _ANEW, *later])
        return begun

    def _due(self, now: datetime) -> tuple[list[Webhook], list[datetime]]:
        """Webhooks with something to send now, and the times at which others have."""
        webhooks = [each for each in self._desk.store.webhooks() if each.ended is None]
        if not webhooks:
            return [], []
        served = self._desk.served()
        last = self._desk.feed.last_change()
        behind = [
            each for each in webhooks if last and each.place < last.id and served.get(each.partner, False)
        ]
        due = [each for each in behind if each.may_be_tried(now)]
        return due, [each.next_try for each in behind if each.next_try and each.next_try > now]

    def _begin(self, webhook: Webhook) -> None:
        future = self._threads.submit(self._courier.turn, webhook.id)
        self._busy[webhook.id] = future
        future.add_done_callback(lambda _: self.wake())

    def _done_by_now(self) -> bool:
        return any(future.done() for future in self._busy.values())

    def _reap(self) -> None:
        for webhook_id, future in list(self._busy.items()):
            if not future.done():
                continue
            del self._busy[webhook_id]
            error = future.exception()
            if error is not None:
                structlog.get_logger().error("a webhook's turn failed", webhook=webhook_id, exc_info=error)
            if error is None and future.result() != Turn():
                # It may have more to send, or is to be tried again before the next look.
                self._look_at = None
