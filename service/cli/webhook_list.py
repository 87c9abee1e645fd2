"""Webhooks as `plainspoken partner webhook list` shows them: without secrets, and what receivers wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from service.partners.webhooks.desk import MOST_COUNTED
from service.partners.webhooks.webhook import Webhook, WebhookState

_AT = "%Y-%m-%d %H:%M"


def lines(webhook: Webhook, served: bool, waiting: int, now: datetime) -> Iterator[str]:
    """What it is, and how it stands."""
    yield f"{webhook.id}  {webhook.partner}  {webhook.url}"
    more = "+" if waiting == MOST_COUNTED else ""
    yield f"  {_standing(webhook, served)}; waiting: {waiting}{more}"
    if webhook.told_at is not None:
        yield f"  last try, {webhook.told_at:{_AT}} UTC: {webhook.told}"
    if len(webhook.generations(now)) > 1:
        yield f"  the secret before signs until {webhook.older_until:{_AT}} UTC"


def as_json(webhook: Webhook, served: bool, waiting: int, now: datetime) -> dict[str, Any]:
    """For scripts; times in ISO 8601, UTC. `waiting` counts changes, 1000 at most."""
    return {
        "id": webhook.id,
        "partner": webhook.partner,
        "url": webhook.url,
        "created": webhook.created.isoformat(),
        "state": webhook.state.value,
        "paused": not served,
        "waiting": waiting,
        "failures": webhook.failures,
        "failing_since": _told(webhook.failing_since),
        "next_try": _told(webhook.next_try),
        "ended": _told(webhook.ended),
        "last_try": {"at": _told(webhook.told_at), "told": webhook.told} if webhook.told_at else None,
        "old_secret_until": _told(webhook.older_until) if len(webhook.generations(now)) > 1 else None,
    }


def _standing(webhook: Webhook, served: bool) -> str:
    if webhook.state is WebhookState.ENDED:
        return f"ended {webhook.ended:{_AT}} UTC; go on with: plainspoken partner webhook resume {webhook.id}"
    if not served:
        return "paused, since no key of the partner works"
    if webhook.state is WebhookState.FAILING:
        again = f"{webhook.next_try:{_AT}:%S}" if webhook.next_try else "now"
        return f"failing since {webhook.failing_since:{_AT}} UTC ({webhook.failures} times), next try {again}"
    return "works"


def _told(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
