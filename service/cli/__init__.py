"""The `plainspoken` command.

Exit codes: 0 done, 1 findings (a text is not good enough, or something could not be made),
2 wrong usage or input that can't be read.
"""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from audio.errors import AudioError
from content.errors import ArticleNotFound, ContentError
from service.cli.articles import list_articles, publish, unpublish
from service.cli.check import check
from service.cli.database import db
from service.cli.doctor import doctor
from service.cli.importing import import_
from service.cli.new import new
from service.cli.partner import partner
from service.cli.render import render
from service.cli.serve import serve
from service.partners.errors import PartnerError
from service.partners.secret import SecretUnusable
from service.settings import SettingError


class _Plainspoken(click.Group):
    """Turns every foreseen accident into one line and exit code 2; never a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except ArticleNotFound as error:
            there = ", ".join(error.known) or "nothing"
            return _fail(f"{error} Published: {there}.")
        except (SettingError, ContentError, AudioError, PartnerError, SecretUnusable) as error:
            return _fail(str(error))


def _fail(message: str) -> NoReturn:
    click.echo(f"Error: {message}", err=True)
    sys.exit(2)


@click.group(cls=_Plainspoken, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="plainspoken", prog_name="plainspoken")
def main() -> None:
    """Publish health articles at the reading level, and in the voice, that readers need.

    An article is a folder: article.toml and a folder of Markdown files for each section. A usual day:

    \b
      plainspoken import page.html      a page, post, document or text as a package to work on
      plainspoken new my-article        an empty package
      plainspoken check my-article      what has to change before it may be published
      plainspoken publish my-article    publish it and make its sound
      plainspoken serve                 serve what is published

    Settings are environment variables that start with PLAINSPOKEN_ (see the README).
    """  # noqa: D301 - click looks for the sign itself


for _command in (new, import_, check, publish, unpublish, list_articles, render, serve, partner, db, doctor):
    main.add_command(_command)
