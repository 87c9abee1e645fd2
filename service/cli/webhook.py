"""`plainspoken partner webhook`: where changes are posted to, and what became of it."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import click

from service.cli.opened import opened
from service.cli.spans import Span
from service.cli.webhook_list import as_json, lines
from service.delivering import deliver_until_told
from service.partners.webhooks.courier import Courier
from service.partners.webhooks.deliverer import Deliverer
from service.partners.webhooks.desk import WebhookDesk
from service.partners.webhooks.schedule import is_taken, outcome_told
from service.partners.webhooks.webhook import Webhook
from service.settings import SettingError, Settings
from service.wiring import wire_webhooks

_KEPT_ONCE = (
    "This is the only time that the secret is shown: hand it over by a safe way, and keep no copy. "
    "The partner checks the header webhook-signature with it, as /api/docs tells."
)


@click.group()
def webhook() -> None:
    """Post each change to partners, signed, as it happens.

    `plainspoken serve` delivers, where PLAINSPOKEN_PUBLIC_URL is set. A partner all of whose keys have
    ended is not served.
    """


@webhook.command()
@click.argument("name")
@click.argument("url")
def add(name: str, url: str) -> None:
    """Post all that changes from now on to URL, for the partner NAME; print the secret, once.

    URL begins with https:// and leads to a public address. Private networks are called where
    PLAINSPOKEN_WEBHOOK_NETWORKS names them, these over http:// too.
    """
    with _opened() as (settings, desk):
        made = desk.add(name, url)
        _hand_over(desk, made)
    if settings.public_url is None:
        click.echo("Nothing is sent to it yet: set PLAINSPOKEN_PUBLIC_URL first.", err=True)


@webhook.command("list")
@click.option("--json", "json_wanted", is_flag=True, help="Print as JSON.")
def list_webhooks(json_wanted: bool) -> None:
    """List webhooks: how each stands, what waits for it, and what became of the last try."""
    with _desk() as desk:
        served, now = desk.served(), desk.clock()
        found = [
            (each, served.get(each.partner, False), desk.waiting(each)) for each in desk.store.webhooks()
        ]
    if json_wanted:
        click.echo(json.dumps([as_json(*each, now) for each in found], indent=2))
        return
    for each in found:
        for line in lines(*each, now):
            click.echo(line)
    if not found:
        click.echo("There are no webhooks yet. Add one with: plainspoken partner webhook add NAME URL")


@webhook.command()
@click.argument("webhook_id", metavar="ID")
@click.option(
    "--overlap", type=Span(), default="7d", show_default=True, help="For how long the old secret signs, too."
)
def rotate(webhook_id: str, overlap: timedelta) -> None:
    """Give a webhook a new secret and print it, once.

    Until the overlap ends everything is signed with the new secret and with the one before. With
    --overlap 0 the old one ends at once.
    """
    with _desk() as desk:
        until = desk.clock() + overlap
        made = desk.store.rotate(webhook_id, until)
        _hand_over(desk, made)
    click.echo(f"The secret before signs until {until:%Y-%m-%d %H:%M} UTC.", err=True)


@webhook.command()
@click.argument("webhook_id", metavar="ID")
def remove(webhook_id: str) -> None:
    """Send nothing more to a webhook, and forget it."""
    with _desk() as desk:
        desk.store.remove(webhook_id)
    click.echo(f"{webhook_id}: removed.")


@webhook.command()
@click.argument("webhook_id", metavar="ID")
def resume(webhook_id: str) -> None:
    """Go on with a webhook that was ended, or try one at once: from the first change it has not taken."""
    with _desk() as desk:
        waiting = desk.waiting(desk.store.resume(webhook_id))
    click.echo(f"{webhook_id}: goes on; waiting: {waiting}.")


@webhook.command()
@click.argument("webhook_id", metavar="ID")
def test(webhook_id: str) -> None:
    """Send a signed event of type `ping` now, and say what came back.

    Exit code 1 where it was not taken. How the webhook stands is not changed by it.
    """
    with _desk(sending=True) as desk:
        outcome = desk.ping(webhook_id)
    click.echo(f"{webhook_id}: {outcome_told(outcome)}")
    if not is_taken(outcome):
        sys.exit(1)


@webhook.command()
@click.option("--once", is_flag=True, help="Deliver what is due now, and end: for a timer.")
def deliver(once: bool) -> None:
    """Deliver until Ctrl-C, for those who serve by another server than `plainspoken serve`.

    It does no harm to run several, on several machines, too. With --once, exit code 1 where something
    was not taken.
    """
    with _desk(sending=True) as desk:
        if not once:
            deliver_until_told(desk, signal.SIGTERM, signal.SIGINT)
            return
        deliverer = Deliverer(desk, Courier(desk))
        turns = deliverer.once()
        deliverer.close()
    for each, turn in turns:
        click.echo(f"{each.id}: {turn.taken} taken{', then one refused' if turn.refused else ''}.")
    if any(turn.refused for _, turn in turns):
        sys.exit(1)


@contextmanager
def _opened() -> Iterator[tuple[Settings, WebhookDesk]]:
    with opened() as (settings, services):
        desk = wire_webhooks(settings, services)
        try:
            yield settings, desk
        finally:
            desk.close()


@contextmanager
def _desk(*, sending: bool = False) -> Iterator[WebhookDesk]:
    with _opened() as (settings, desk):
        if sending:
            _require_public_url(settings)
        yield desk


def _require_public_url(settings: Settings) -> None:
    if settings.public_url is None:
        raise SettingError(
            "PLAINSPOKEN_PUBLIC_URL is not set: what is sent to webhooks has links, and where this service "
            "stands is known from no request. Set it to such as https://example.org."
        )


def _hand_over(desk: WebhookDesk, made: Webhook) -> None:
    # The secret alone on standard output, to be piped to where it is kept.
    click.echo(desk.signer.secret_of(made))
    click.echo(f"{made.partner}: webhook {made.id}. {_KEPT_ONCE}", err=True)
