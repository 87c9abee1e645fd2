"""A `WebhookStore` in memory: for tests of whatever uses one. Held to the same contract."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from service.partners.errors import TooManyWebhooks, WebhookExists, WebhookNotFound
from service.partners.webhooks.webhook import MOST, Webhook
from tests.fakes.partner_store import FakePartnerStore


class FakeWebhookStore:
    """Keeps webhooks of the partners of another fake until the test ends."""

    def __init__(self, partners: FakePartnerStore) -> None:
        self._partners = partners
        self._webhooks: dict[str, Webhook] = {}
        self._held: dict[str, tuple[str, datetime]] = {}
        self._changes = 0
        self._lock = threading.Lock()

    def add(self, webhook: Webhook) -> None:
        self._partners.partner(webhook.partner)
        with self._lock:
            owned = {each.url: each.id for each in self._webhooks.values() if each.partner == webhook.partner}
            if webhook.url in owned:
                raise WebhookExists(owned[webhook.url])
            if len(owned) >= MOST:
                raise TooManyWebhooks(MOST)
            self._keep(webhook)

    def webhook(self, webhook_id: str) -> Webhook:
        self._partners.check()
        if webhook_id not in self._webhooks:
            raise WebhookNotFound(webhook_id)
        return self._webhooks[webhook_id]

    def webhooks(self) -> tuple[Webhook, ...]:
        self._partners.check()
        return tuple(sorted(self._webhooks.values(), key=lambda each: (each.partner, each.created, each.id)))

    def rotate(self, webhook_id: str, until: datetime) -> Webhook:
        return self._changed(webhook_id, lambda had: had.rotated(until))

    def resume(self, webhook_id: str) -> Webhook:
        return self._changed(webhook_id, lambda had: had.resumed())

    def remove(self, webhook_id: str) -> None:
        with self._lock:
            self.webhook(webhook_id)
            del self._webhooks[webhook_id]
            self._held.pop(webhook_id, None)
            self._changes += 1

    def hold(self, webhook_id: str, owner: str, now: datetime, until: datetime) -> Webhook | None:
        self._partners.check()
        with self._lock:
            holder, ends = self._held.get(webhook_id, (owner, until))
            if webhook_id not in self._webhooks or (holder != owner and ends > now):
                return None
            self._held[webhook_id] = (owner, until)
            return self._webhooks[webhook_id]

    def note(self, webhook: Webhook, owner: str, until: datetime) -> Webhook | None:
        self._partners.check()
        with self._lock:
            if self._held.get(webhook.id, ("", until))[0] != owner:
                return None
            self._held[webhook.id] = (owner, until)
            kept = self._webhooks[webhook.id]
            kept = replace(webhook, generation=kept.generation, older_until=kept.older_until)
            self._webhooks[webhook.id] = kept
            return kept

    def let_go(self, webhook_id: str, owner: str) -> None:
        self._partners.check()
        with self._lock:
            if self._held.get(webhook_id, ("",))[0] == owner:
                del self._held[webhook_id]

    def state(self) -> tuple[int, int]:
        return self._partners.state(), self._changes

    def check(self) -> None:
        self._partners.check()

    def close(self) -> None:
        pass

    def _changed(self, webhook_id: str, change: Callable[[Webhook], Webhook]) -> Webhook:
        with self._lock:
            made = change(self.webhook(webhook_id))
            self._keep(made)
        return made

    def _keep(self, webhook: Webhook) -> None:
        self._webhooks[webhook.id] = webhook
        self._changes += 1
