"""`plainspoken render`: make the sound of what is published, ahead of its listeners."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

import click

from service.cli.opened import opened
from service.hearing import Hearing
from service.jobs.render import Rendered, hearings, render_all
from service.settings import Settings
from service.wiring import Services

#: Making the sound of a whole article from its sections' costs about this much of making theirs.
WHOLE = 0.8


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG...]")
@click.option(
    "--verify", is_flag=True, help="Decode what is kept, compare it with what it should be, mend it."
)
def render(slugs: tuple[str, ...], verify: bool) -> None:
    """Make the sound of published articles: of those named, or of all.

    Every section and the whole article at every level, as MP3 and Opus, on every processor. What is
    kept already is not made again, so an interrupted run goes on where it stopped.

    With --verify every kept file is decoded too: its bytes, length, loudness and peak must be those of
    the sound that its words give. What is not so is named, and made again. Exit code 0: all is kept
    and good; 1: something could not be made.
    """
    with opened() as (settings, services):
        wanted = slugs or tuple(summary.slug for summary in services.store.list())
        if not render_with_progress(settings, services, wanted, verify=verify):
            sys.exit(1)


def render_with_progress(
    settings: Settings, services: Services, slugs: Sequence[str], *, verify: bool = False
) -> bool:
    """Render, a line for each thing that was made, with the time left. False if any could not be."""
    wanted = tuple(hearing for slug in slugs for hearing in hearings(services, slug))
    estimate = Estimate(sum(_work(hearing) for hearing in wanted))
    made = failed = faulty = 0
    results = render_all(services, wanted, workers=settings.speech_workers, verify=verify)
    for number, done in enumerate(results, start=1):
        made += done.made
        failed += bool(done.error)
        faulty += bool(done.faults)
        left = estimate.after(_work(done.hearing), worked=done.made or verify)
        for fault in done.faults:
            click.echo(f"{_place(done)}: {fault}")
        if done.made or done.error or verify:
            # A line each, not a bar redrawn: a screen reader can follow it and a log can keep it.
            click.echo(f"[{number} of {len(wanted)}] {_place(done)}: {_told(done)}{left}")
    kept = len(wanted) - made - failed
    checked = f" {faulty} were not as they should be." if verify else ""
    click.echo(
        f"Sound: {made} made, {kept} kept from before, {failed} failed; in {_where(settings)}.{checked}"
    )
    return not failed


class Estimate:
    """How long the rest takes, from how long the work so far took. What was kept already counts as none."""

    def __init__(self, work: float) -> None:
        self._left = work
        self._done = 0.0
        self._start = time.monotonic()

    def after(self, work: float, *, worked: bool) -> str:
        """Count a piece of work as finished; say what is left, once there is something to tell it from."""
        self._left -= work
        if worked:
            self._done += work
        if not worked or self._left <= 0:
            return ""
        seconds = (time.monotonic() - self._start) * self._left / self._done
        return f"; about {seconds:.0f} s left" if seconds < 90 else f"; about {seconds / 60:.0f} minutes left"


def _work(hearing: Hearing) -> float:
    letters = len(hearing.text) + len(hearing.disclaimer)
    return letters if hearing.section else WHOLE * letters


def _told(done: Rendered) -> str:
    if done.error:
        return done.error
    if done.made:
        return "sound made again" if done.faults else "sound made"
    return "as it should be"


def _place(done: Rendered) -> str:
    hearing = done.hearing
    return f"{hearing.article.slug} {hearing.level} {hearing.section or '(whole article)'}"


def _where(settings: Settings) -> str:
    # An address may carry credentials; a folder does not.
    return settings.audio_url if "://" not in settings.audio_url else settings.audio_url.split("://")[0]
