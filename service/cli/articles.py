"""`plainspoken publish`, `unpublish` and `list`."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from content.article import Article
from content.store.protocol import Correction
from service.cli.check import PACKAGE
from service.cli.opened import opened
from service.cli.render import render_with_progress
from service.cli.report import report
from service.editing import judge


@click.command()
@click.argument("packages", nargs=-1, required=True, type=PACKAGE, metavar="PACKAGE...")
@click.option(
    "--render/--no-render", default=True, help="Make the sound now (default), or leave it to be made."
)
@click.option("--note", default="", metavar="TEXT", help="What changed, for the change feed.")
@click.option(
    "--clinical", is_flag=True, help="The change mends what could mislead a patient; the change feed says so."
)
@click.option(
    "--refresh-by",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The last day (UTC) on which partner sites may still show the earlier text.",
)
def publish(
    packages: tuple[Path, ...], render: bool, note: str, clinical: bool, refresh_by: datetime | None
) -> None:
    """Check article packages, publish them and make their sound.

    All of them pass the gate, or none is published. Unchanged text makes no new revision; sound
    that is kept already is not made again.
    """
    told = Correction(clinical, _day_to_come(refresh_by), note)
    articles = [article for path in packages for article in (_admitted(path),) if article]
    if len(articles) < len(packages):
        click.echo("Nothing was published.", err=True)
        sys.exit(1)
    with opened() as (settings, services):
        created = 0
        for article in articles:
            done = services.store.publish(article, told)
            created += done.created
            what = "published" if done.created else "unchanged, already published"
            click.echo(f"{done.slug}: {what} as revision {done.revision}.")
        if (told.clinical or told.refresh_by) and not created:
            click.echo(
                "Error: no text has changed, so the change feed tells nobody of this correction. "
                "To tell partners all the same, unpublish the article first and publish it again.",
                err=True,
            )
            sys.exit(1)
        if render and not render_with_progress(settings, services, [article.slug for article in articles]):
            sys.exit(1)


def _day_to_come(day: datetime | None) -> date | None:
    if day is not None and day.date() < datetime.now(UTC).date():
        raise click.BadParameter(
            f"{day:%Y-%m-%d} has passed: name today (UTC) or a day to come.", param_hint="--refresh-by"
        )
    return day.date() if day else None


def _admitted(path: Path) -> Article | None:
    verdict = judge(path)
    if verdict.article is None:
        report(path, verdict)
    return verdict.article


@click.command()
@click.argument("slug")
@click.option("--reason", default="", help="Why, for the change feed.")
def unpublish(slug: str, reason: str) -> None:
    """Withdraw an article from readers. Its revisions are kept."""
    with opened() as (_, services):
        services.store.unpublish(slug, reason)
    click.echo(f"{slug}: withdrawn. Publish its package again to bring it back.")


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def list_articles(as_json: bool) -> None:
    """List what is published."""
    with opened() as (_, services):
        summaries = services.store.list()
    if as_json:
        shown = [
            {
                "slug": each.slug,
                "title": each.title,
                "levels": [level.value for level in each.levels],
                "revision": each.revision,
                "updated": each.updated.isoformat(),
            }
            for each in summaries
        ]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    for each in summaries:
        levels = ", ".join(each.levels)
        click.echo(f"{each.slug}: {each.title}. Revision {each.revision}, {each.updated:%Y-%m-%d}; {levels}.")
    if not summaries:
        click.echo("Nothing is published. Publish a package with: plainspoken publish PACKAGE")
