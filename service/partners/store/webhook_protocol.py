"""The store of webhooks, as the service sees it."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime
from typing import Protocol

from service.partners.webhooks.webhook import Webhook


class WebhookStore(Protocol):
    """Keeps webhooks, and who delivers to them just now. Safe to share between threads.

    Whoever sends to a webhook holds it: nobody else does until it is let go, or its time is up. Every
    method may raise `content.errors.StoreUnavailable`.
    """

    def add(self, webhook: Webhook) -> None:
        """Keep a new webhook. Raises `PartnerNotFound`, `WebhookExists` or `TooManyWebhooks`."""
        ...

    def webhook(self, webhook_id: str) -> Webhook:
        """One webhook. Raises `WebhookNotFound`."""
        ...

    def webhooks(self) -> tuple[Webhook, ...]:
        """All webhooks by partner, oldest first (by id where they are of one time)."""
        ...

    def rotate(self, webhook_id: str, until: datetime) -> Webhook:
        """Raise its generation; the one before signs until then, too. Raises `WebhookNotFound`."""
        ...

    def resume(self, webhook_id: str) -> Webhook:
        """Forget its failures, and that it was ended. Raises `WebhookNotFound`."""
        ...

    def remove(self, webhook_id: str) -> None:
        """Forget it. Raises `WebhookNotFound`."""
        ...

    def hold(self, webhook_id: str, owner: str, now: datetime, until: datetime) -> Webhook | None:
        """Hold it until then. None where somebody else holds it now, or there is none."""
        ...

    def note(self, webhook: Webhook, owner: str, until: datetime) -> Webhook | None:
        """Write how far it has come, and go on holding it.

        Returns it as it is then. Writes nothing and returns None where `owner` does not hold it any more.
        """
        ...

    def let_go(self, webhook_id: str, owner: str) -> None:
        """End holding it. Harmless where `owner` does not."""
        ...

    def state(self) -> Hashable:
        """Return a token that differs once a webhook, a partner or a key was added, changed or removed.

        Cheap enough to be asked every second. What `hold`, `note` and `let_go` write does not change it.
        """
        ...

    def close(self) -> None:
        """Release connections. Harmless when repeated."""
        ...
