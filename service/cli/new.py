"""`plainspoken new`: an empty package to start writing in."""

from __future__ import annotations

from pathlib import Path

import click

from content.article import Level
from content.source.imports.skeleton import new_package


@click.command()
@click.argument("place", metavar="SLUG_OR_FOLDER", type=click.Path(path_type=Path))
@click.option("--title", default="", help="The article's title.")
@click.option(
    "--levels",
    default=",".join(Level),
    show_default=True,
    help="The levels to make files for, with commas between. `full` is always made.",
)
@click.option("--section", "sections", multiple=True, help="The title of a section; once for each.")
def new(place: Path, title: str, levels: str, sections: tuple[str, ...]) -> None:
    """Start an article package: article.toml, and a file for each section and level.

    SLUG_OR_FOLDER is the article's name in addresses (a-z, 0-9 and hyphens), or a folder to make whose
    last part is that name. Each level's file has a note with what the level asks for, and `plainspoken
    check` says what is still to be filled in. Nothing that is there already is overwritten.

    \b
      plainspoken new sleeping-well --title "Sleeping well" --section "Why sleep matters"
      plainspoken new articles/sleeping-well --levels full,plain
    """  # noqa: D301 - click looks for the sign itself
    chosen = [_level(name) for name in levels.replace(" ", ",").split(",") if name]
    root = new_package(place.parent, place.name, " ".join(title.split()), chosen, sections)
    click.echo(f"Made {root}:")
    for file in sorted(path for path in root.rglob("*") if path.is_file()):
        click.echo(f"  {file.relative_to(root)}")
    click.echo(f"Write article.toml and each full.md first. What is missing: plainspoken check {root}")


def _level(name: str) -> Level:
    try:
        return Level(name.lower())
    except ValueError:
        raise click.BadParameter(
            f"There is no level {name!r}. Levels: {', '.join(Level)}.", param_hint="--levels"
        ) from None
