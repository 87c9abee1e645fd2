"""The webhooks' store on SQLite or PostgreSQL."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select, update

from content.store.connected import Connected
from service.partners.errors import PartnerNotFound, TooManyWebhooks, WebhookExists, WebhookNotFound
from service.partners.store import rows
from service.partners.store.roster import VERSION, names, tell
from service.partners.store.tables import SCHEMA, webhooks
from service.partners.webhooks.webhook import MOST, Webhook


class SqlWebhookStore(Connected):
    """`WebhookStore` on a database. Connects when first used; share it between threads, not forks."""

    def __init__(self, url: str) -> None:
        """Raise `StoreUnavailable` for a URL that can't be used."""
        super().__init__(url, SCHEMA, VERSION)

    def add(self, webhook: Webhook) -> None:
        """Keep a new webhook; see `WebhookStore.add`."""
        with self._writing() as connection:
            known = names(connection)
            if webhook.partner not in known:
                raise PartnerNotFound(webhook.partner, known)
            had = select(webhooks.c.id, webhooks.c.url).where(webhooks.c.partner == webhook.partner)
            owned = {url: webhook_id for webhook_id, url in connection.execute(had)}
            if webhook.url in owned:
                raise WebhookExists(owned[webhook.url])
            if len(owned) >= MOST:
                raise TooManyWebhooks(MOST)
            connection.execute(insert(webhooks).values({**rows.from_webhook(webhook), "owner": ""}))
            tell(connection)

    def webhook(self, webhook_id: str) -> Webhook:
        """One webhook. Raises `WebhookNotFound`."""
        with self._reading() as connection:
            return _require(connection, webhook_id)

    def webhooks(self) -> tuple[Webhook, ...]:
        """All webhooks by partner, oldest first."""
        with self._reading() as connection:
            found = [rows.webhook(row) for row in connection.execute(select(webhooks))]
        # Sorted here: databases differ in how they order letters.
        return tuple(sorted(found, key=lambda each: (each.partner, each.created, each.id)))

    def rotate(self, webhook_id: str, until: datetime) -> Webhook:
        """Raise its generation. Raises `WebhookNotFound`."""
        with self._writing() as connection:
            return _replace(connection, _require(connection, webhook_id).rotated(until))

    def resume(self, webhook_id: str) -> Webhook:
        """Forget its failures. Raises `WebhookNotFound`."""
        with self._writing() as connection:
            return _replace(connection, _require(connection, webhook_id).resumed())

    def remove(self, webhook_id: str) -> None:
        """Forget it. Raises `WebhookNotFound`."""
        with self._writing() as connection:
            _require(connection, webhook_id)
            connection.execute(delete(webhooks).where(webhooks.c.id == webhook_id))
            tell(connection)

    def hold(self, webhook_id: str, owner: str, now: datetime, until: datetime) -> Webhook | None:
        """Hold it until then; None where somebody else does."""
        free = or_(webhooks.c.owner.in_(("", owner)), webhooks.c.held_until <= now)
        return self._held(webhook_id, free, {"owner": owner, "held_until": until})

    def note(self, webhook: Webhook, owner: str, until: datetime) -> Webhook | None:
        """Write how far it has come; None where `owner` does not hold it any more."""
        ours = webhooks.c.owner == owner
        return self._held(webhook.id, ours, {**rows.from_progress(webhook), "held_until": until})

    def let_go(self, webhook_id: str, owner: str) -> None:
        """End holding it."""
        self._held(webhook_id, webhooks.c.owner == owner, {"owner": "", "held_until": None})

    def _held(self, webhook_id: str, condition: object, values: dict[str, object]) -> Webhook | None:
        here = update(webhooks).where(webhooks.c.id == webhook_id, condition)  # type: ignore[arg-type]
        with self._writing() as connection:
            if not connection.execute(here.values(values)).rowcount:
                return None
            return _require(connection, webhook_id)


def _require(connection: Connection, webhook_id: str) -> Webhook:
    row = connection.execute(select(webhooks).where(webhooks.c.id == webhook_id)).one_or_none()
    if row is None:
        raise WebhookNotFound(webhook_id)
    return rows.webhook(row)


def _replace(connection: Connection, webhook: Webhook) -> Webhook:
    here = update(webhooks).where(webhooks.c.id == webhook.id)
    connection.execute(here.values(rows.from_webhook(webhook)))
    tell(connection)
    return webhook
