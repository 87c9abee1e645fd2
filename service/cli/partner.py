"""`plainspoken partner`: keys and limits of partner sites."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import click

from service.cli.opened import opened
from service.cli.partner_list import DAYS, as_json, lines
from service.cli.spans import Span, Until
from service.cli.verify import verify
from service.cli.webhook import webhook
from service.partners.clock import utc_now
from service.partners.credentials import PREFIX, Credential, shown_id
from service.partners.desk import PartnerDesk
from service.partners.limits import Limits, parse
from service.partners.partner import Key, KeyState, Partner, Scope

_KEPT_ONCE = (
    "This is the only time that the key is shown: hand it over by a safe way, and keep no copy. "
    "It is sent as `Authorization: Bearer KEY`."
)
_SIGNS_OF_ID = len(shown_id("12345678"))


class _Limits(click.ParamType[Limits]):
    name = "limit"

    def convert(
        self, value: str | Limits, param: click.Parameter | None, ctx: click.Context | None
    ) -> Limits:
        """Read it."""
        if isinstance(value, Limits):
            return value
        try:
            return parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


_LIMIT = click.option(
    "--limit",
    type=_Limits(),
    metavar="LIMITS",
    help="Requests a minute, such as 5000 or '5000, readability=60'; without it the settings' limits.",
)
_EXPIRES = click.option(
    "--expires", type=Until(), help="When the key ends: a date, or a length of time such as 90d."
)
_SCOPES = click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="What the key is for; may be repeated. Without it: all.",
)


@click.group()
def partner() -> None:
    """Look after partner sites: their keys, their limits, their usage, their webhooks, their pages."""


partner.add_command(verify)
partner.add_command(webhook)


@partner.command()
@click.argument("name")
@_SCOPES
@_EXPIRES
@_LIMIT
def add(name: str, scopes: tuple[str, ...], expires: datetime | None, limit: Limits | None) -> None:
    """Add a partner and print its key, once, on standard output.

    NAME is of small letters, digits and hyphens.
    """
    try:
        Partner(name, ())
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="NAME") from None
    with _desk() as desk:
        credential, key = desk.keyring.issue(_scopes(scopes), expires)
        desk.store.add(Partner(name, (key,), limit or Limits()))
    _hand_over(name, credential, key)


@partner.command()
@click.argument("name")
@click.option(
    "--overlap", type=Span(), default="7d", show_default=True, help="For how long the old keys go on working."
)
@_SCOPES
@_EXPIRES
def rotate(name: str, overlap: timedelta, scopes: tuple[str, ...], expires: datetime | None) -> None:
    """Give a partner a new key; its old ones end after the overlap.

    The new key has the scopes of the newest one, unless --scope says otherwise.
    """
    with _desk() as desk:
        had = desk.store.partner(name).keys
        given = _scopes(scopes) if scopes or not had else had[-1].scopes
        credential, key = desk.keyring.issue(given, expires)
        until = utc_now() + overlap
        desk.store.rotate(name, key, until)
    _hand_over(name, credential, key)
    click.echo(f"Keys that it had work until {until:%Y-%m-%d %H:%M} UTC at most.", err=True)


@partner.command()
@click.argument("name_or_id", metavar="NAME|KEY-ID")
def revoke(name_or_id: str) -> None:
    """Revoke a key, or all keys of a partner: at once, at the next request, in every process.

    KEY-ID is the key's first signs, as `plainspoken partner list` shows them.
    """
    now = utc_now()
    with _desk() as desk:
        if name_or_id.startswith(PREFIX):
            # Whoever pastes a whole key means that key; it must not be printed again.
            ids = [name_or_id[:_SIGNS_OF_ID].removeprefix(PREFIX)]
        else:
            keys = desk.store.partner(name_or_id).keys
            ids = [key.id for key in keys if key.state(now) is not KeyState.REVOKED]
        desk.store.revoke(ids, now)
    for key_id in ids:
        click.echo(f"{shown_id(key_id)}: revoked.")
    if not ids:
        click.echo(f"{name_or_id}: had no key that was not revoked.")


@partner.command()
@click.argument("name")
@click.argument("limits", type=_Limits(), required=False)
def limit(name: str, limits: Limits | None) -> None:
    """Set a partner's limits in requests a minute, such as 5000 or '5000, readability=60'.

    Without LIMITS, those of the settings hold again. In force at the next request.
    """
    with _desk() as desk:
        desk.store.limit(name, limits or Limits())
        held = (limits or Limits()).over(desk.keyed)
    click.echo(f"{name}: {held} requests a minute.")


@partner.command("list")
@click.option("--json", "json_wanted", is_flag=True, help="Print as JSON.")
def list_partners(json_wanted: bool) -> None:
    """List partners with their keys' ids, their limits and how much they asked for lately."""
    now = utc_now()
    with _desk() as desk:
        partners = desk.store.partners()
        totals = desk.store.totals(now.date() - timedelta(days=DAYS - 1))
        keyed = desk.keyed
    if json_wanted:
        shown = [as_json(each, totals.get(each.name, 0), keyed, now) for each in partners]
        click.echo(json.dumps(shown, indent=2))
        return
    for each in partners:
        for line in lines(each, totals.get(each.name, 0), keyed, now):
            click.echo(line)
    if not partners:
        click.echo("There are no partners yet. Add one with: plainspoken partner add NAME")


@contextmanager
def _desk() -> Iterator[PartnerDesk]:
    with opened() as (_, services):
        assert services.partners is not None, "wire() makes it"  # noqa: S101 - tells mypy, too
        yield services.partners


def _scopes(given: tuple[str, ...]) -> frozenset[Scope]:
    return frozenset(Scope(each) for each in given) or frozenset(Scope)


def _hand_over(name: str, credential: Credential, key: Key) -> None:
    # The key alone on standard output, to be piped to where it is kept.
    click.echo(credential.text)
    until = f"until {key.expires:%Y-%m-%d %H:%M} UTC" if key.expires else "until it is revoked"
    scopes = " and ".join(sorted(key.scopes))
    click.echo(f"{name}: key {shown_id(key.id)} for {scopes} works {until}. {_KEPT_ONCE}", err=True)
