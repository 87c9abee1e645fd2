"""Database rows as the domain's types, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from service.partners.limits import Limits, parse
from service.partners.partner import Key, Partner, Scope, Usage
from service.partners.webhooks.webhook import Webhook


def from_key(partner: str, key: Key) -> dict[str, Any]:
    """A row of `partner_keys`."""
    return {
        "id": key.id,
        "partner": partner,
        "digest": key.digest,
        "scopes": sorted(key.scopes),
        "created_at": key.created,
        "expires_at": key.expires,
        "revoked_at": key.revoked,
    }


def from_usage(used: Usage) -> dict[str, Any]:
    """A row of `partner_usage`."""
    return {"partner": used.partner, "day": used.day, "article": used.article, "requests": used.requests}


def partner(row: Row[Any], owned: Sequence[Row[Any]]) -> Partner:
    """A row of `partners` with its rows of `partner_keys`. Raises `ValueError` where one is damaged."""
    limits = parse(row.limits) if row.limits else Limits()
    return Partner(row.name, tuple(map(_key, owned)), limits)


def usage(row: Row[Any]) -> Usage:
    """A row of `partner_usage`."""
    return Usage(row.partner, row.day, row.article, row.requests)


def _key(row: Row[Any]) -> Key:
    scopes = frozenset(Scope(scope) for scope in row.scopes)
    return Key(row.id, row.digest, scopes, row.created_at, row.expires_at, row.revoked_at)


def from_webhook(webhook: Webhook) -> dict[str, Any]:
    """A row of `partner_webhooks`, but who holds it."""
    return {
        "id": webhook.id,
        "partner": webhook.partner,
        "url": webhook.url,
        "created_at": webhook.created,
        "generation": webhook.generation,
        "older_until": webhook.older_until,
        **from_progress(webhook),
    }


def from_progress(webhook: Webhook) -> dict[str, Any]:
    """What a delivery changes of it."""
    return {
        "place": webhook.place,
        "failures": webhook.failures,
        "failing_since": webhook.failing_since,
        "next_try_at": webhook.next_try,
        "told": webhook.told,
        "told_at": webhook.told_at,
        "ended_at": webhook.ended,
    }


def webhook(row: Row[Any]) -> Webhook:
    """A row of `partner_webhooks`."""
    return Webhook(
        id=row.id,
        partner=row.partner,
        url=row.url,
        created=row.created_at,
        place=row.place,
        generation=row.generation,
        older_until=row.older_until,
        failures=row.failures,
        failing_since=row.failing_since,
        next_try=row.next_try_at,
        told=row.told,
        told_at=row.told_at,
        ended=row.ended_at,
    )
