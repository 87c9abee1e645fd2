"""`plainspoken partner verify`: is what a partner's page shows of our texts as it should be?"""

from __future__ import annotations

import json
import sys

import click

from service.cli.opened import opened
from service.partners.clock import utc_now
from service.partners.verifying.addresses import Service
from service.partners.verifying.fetching import HttpFetcher
from service.partners.verifying.sounds import CurrentSounds
from service.partners.verifying.verifying import verify as look_at


@click.command()
@click.argument("url")
@click.option("--json", "json_wanted", is_flag=True, help="Print as JSON.")
@click.option(
    "--service",
    metavar="ADDRESS",
    help="Where partners know this service, such as https://example.org; without it PLAINSPOKEN_PUBLIC_URL.",
)
def verify(url: str, json_wanted: bool, service: str | None) -> None:
    """Fetch a partner's page and tell whether our texts on it are as they should be.

    Found are embeds (<plain-spoken>, one script tag, frames), the API's HTML, and texts that the partner
    laid out, by their words: also where words were changed, and of earlier revisions. For each text it is
    told whether disclaimer, attribution, level, revision and audio link are there and current.

    A line for each check: the page, the text (ARTICLE/SECTION/LEVEL), what was looked at, and "ok",
    "missing", "stale" or "altered", with what was found. Scripts and style sheets of the page are not run.

    Exit codes: 0 all is as it should be; 1 something is not, or nothing of this service is on the page;
    2 the page can't be read.
    """
    page = HttpFetcher()(url)
    with opened() as (settings, services):
        sounds = CurrentSounds(services.reader, services.listener)
        try:
            ours = Service(service or settings.public_url, page.url)
        except ValueError as error:
            raise click.BadParameter(f"{error}.", param_hint="--service") from None
        report = look_at(page, services.store, sounds, service=ours, today=utc_now().date())
    if json_wanted:
        click.echo(json.dumps(report.as_json(), indent=2, ensure_ascii=False))
    else:
        for check in report.checks:
            click.echo(check.line(report.url))
        for told in (*report.notes, report.closing):
            click.echo(told)
    if not report.good:
        sys.exit(1)
