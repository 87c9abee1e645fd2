"""What people do with webhooks: add, rotate, remove, resume, try, look at."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from content.store.protocol import ArticleStore
from service.partners.errors import NotReached
from service.partners.partner import KeyState
from service.partners.sender import Answer, Sender
from service.partners.store.protocol import PartnerStore
from service.partners.store.webhook_protocol import WebhookStore
from service.partners.webhooks.events import Events
from service.partners.webhooks.signing import Signer
from service.partners.webhooks.webhook import Webhook, new_id

#: Changes that are counted as waiting, at most.
MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class WebhookDesk:
    """The parts of it. `clock` gives aware times, UTC."""

    store: WebhookStore
    partners: PartnerStore
    feed: ArticleStore
    signer: Signer
    sender: Sender
    events: Events
    clock: Callable[[], datetime]

    def add(self, partner: str, url: str) -> Webhook:
        """A new webhook, for what happens from now on.

        Raises `AddressRefused`, `NotReached`, `PartnerNotFound`, `WebhookExists` or `TooManyWebhooks`.
        """
        self.partners.partner(partner)
        self.sender.check(url)
        last = self.feed.last_change()
        webhook = Webhook(new_id(), partner, url, self.clock(), last.id if last else 0)
        self.store.add(webhook)
        return webhook

    def ping(self, webhook_id: str) -> Answer | NotReached:
        """Try a webhook, whatever its state; nothing of it is changed. Raises `WebhookNotFound`."""
        webhook, now = self.store.webhook(webhook_id), self.clock()
        # Like no other: a receiver that drops what it has had takes each.
        message = f"msg_{webhook.id}_ping_{secrets.token_hex(8)}"
        return self.post(webhook, message, self.events.ping(now))

    def post(self, webhook: Webhook, message: str, body: bytes) -> Answer | NotReached:
        """Sign and send once. What went wrong on the way is returned, like an answer."""
        headers = self.signer.headers(webhook, message, body, self.clock())
        try:
            return self.sender.post(webhook.url, headers, body)
        except NotReached as reason:
            return reason

    def waiting(self, webhook: Webhook) -> int:
        """Changes that it has not taken, `MOST_COUNTED` at most."""
        return len(self.feed.changes(webhook.place, MOST_COUNTED))

    def served(self) -> Mapping[str, bool]:
        """Each partner's name, and whether its webhooks are served: as long as one of its keys works."""
        now = self.clock()
        return {
            partner.name: any(key.state(now) is KeyState.WORKS for key in partner.keys)
            for partner in self.partners.partners()
        }

    def close(self) -> None:
        """Let go of connections."""
        self.store.close()
