"""`plainspoken render`: make the sound of what is published, ahead of its listeners."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from service.cli.opened import opened
from service.jobs.render import Rendered, readings, render_all
from service.settings import Settings
from service.wiring import Services


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG...]")
def render(slugs: tuple[str, ...]) -> None:
    """Make the sound of published articles: of those named, or of all.

    Every section at every level, as MP3, Opus and WAV. What is kept already is not made again, so
    an interrupted run goes on where it stopped.
    """
    with opened() as (settings, services):
        wanted = slugs or tuple(summary.slug for summary in services.store.list())
        if not render_with_progress(settings, services, wanted):
            sys.exit(1)


def render_with_progress(settings: Settings, services: Services, slugs: Sequence[str]) -> bool:
    """Render, a line for each section that was made. False if any could not be."""
    wanted = tuple(reading for slug in slugs for reading in readings(services, slug))
    made = failed = 0
    results = render_all(services, wanted, workers=settings.speech_workers)
    for number, done in enumerate(results, start=1):
        made += done.made
        failed += bool(done.error)
        if done.made or done.error:
            # A line each, not a bar redrawn: a screen reader can follow it and a log can keep it.
            click.echo(f"[{number} of {len(wanted)}] {_place(done)}: {done.error or 'sound made'}")
    kept = len(wanted) - made - failed
    click.echo(
        f"Sound: {made} sections made, {kept} kept from before, {failed} failed; in {_where(settings)}."
    )
    return not failed


def _place(done: Rendered) -> str:
    reading = done.reading
    return f"{reading.article.slug} {reading.rendition.level} {reading.section.id}"


def _where(settings: Settings) -> str:
    # An address may carry credentials; a folder does not.
    return settings.audio_url if "://" not in settings.audio_url else settings.audio_url.split("://")[0]
