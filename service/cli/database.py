"""`plainspoken db upgrade`."""

from __future__ import annotations

import click

from content.store import migrations
from service.settings import Settings


@click.group()
def db() -> None:
    """Look after the database."""


@db.command()
def upgrade() -> None:
    """Create the database, or bring it to this version's schema. Harmless when repeated."""
    settings = Settings.from_environment()
    before = migrations.current(settings.database_url)
    migrations.upgrade(settings.database_url)
    if before == migrations.head():
        click.echo("The database is up to date.")
    else:
        click.echo(f"The database was brought to schema {migrations.head()}.")
