"""`plainspoken import`: a page, post, document or text becomes a package to work on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

import click

from content.source.imports.importing import FORMATS, LARGEST, import_source
from content.source.imports.manuscript import Format
from content.source.imports.package import REPORT
from content.source.imports.refusal import SourceRefused
from service.cli.table import count

# More than this is for the report's file: a saved page has menus of hundreds of lines.
_MOST_LINES = 40


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The folder to make the package in; this one if not given.",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["auto", *FORMATS]),
    default="auto",
    show_default=True,
    help="What the source is.",
)
@click.option("--slug", default="", help="The article's name in addresses; made of its title if not given.")
def import_(source: Path, out: Path, kind: str, slug: str) -> None:
    """Make a package of an article: plain text, Markdown, a saved HTML page, WordPress JSON, or .docx.

    SOURCE is a file, or `-` for standard input. Each section's full.md is filled; the other levels get a
    file with their targets, to be written by you. Title, author, date, address, publisher and disclaimer
    are taken from the source where it has them. Menus, notices, links to other articles and the like are
    left out. Every sentence of the source stands in the package or in its import-report.txt, with the
    reason. Nothing is fetched from the network, and nothing that is there already is overwritten.

    \b
      plainspoken import saved-page.html --out articles
      plainspoken import post.json --slug sleeping-well
      pandoc talk.odt -t markdown | plainspoken import - --format markdown

    \b
    Exit code 0: the package is made. 2: the source can't be imported; nothing is written.
    """  # noqa: D301 - click looks for the sign itself
    content = _read(source)
    name = "standard input" if str(source) == "-" else source.name
    done = import_source(content, name, out, None if kind == "auto" else cast(Format, kind), slug)
    click.echo("\n".join(done.report.summary()))
    left = list(done.report.words_left_out())
    click.echo("\n".join(left[:_MOST_LINES]))
    if len(left) > _MOST_LINES:
        click.echo(f"… and {len(left) - _MOST_LINES} more lines in {done.folder / REPORT}")
    words = count(done.report.left_out_count(), "sentence")
    click.echo(
        f"\nMade {done.folder} of {name}: {count(len(done.report.parts), 'section')}, {words} left out."
    )
    click.echo(f"The whole report: {done.folder / REPORT}")


def _read(source: Path) -> bytes:
    """A source's bytes, and one more than is allowed where there are more."""
    try:
        if str(source) == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        with source.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise SourceRefused(
            f"{source} can't be read ({error.strerror})", "Give the path of a file."
        ) from error
