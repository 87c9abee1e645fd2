"""`plainspoken db upgrade`."""

from __future__ import annotations

import click

from content.store import migrations as articles
from service.partners.store import migrations as partners
from service.settings import Settings

_ALL = (("articles", articles), ("partners", partners))


@click.group()
def db() -> None:
    """Look after the database."""


@db.command()
def upgrade() -> None:
    """Create the database, or bring it to this version's schema. Harmless when repeated."""
    url = Settings.from_environment().database_url
    moved = []
    for name, each in _ALL:
        before = each.current(url)
        each.upgrade(url)
        if before != each.head():
            moved.append(f"{name} {each.head()}")
    if moved:
        click.echo(f"The database was brought to schema {', '.join(moved)}.")
    else:
        click.echo("The database is up to date.")
