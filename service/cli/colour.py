"""Colour, only ever beside words that say the same."""

from __future__ import annotations

import os

import click

from content.findings import Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def with_colour() -> None:
    """Keep colour out where NO_COLOR is set to anything (https://no-color.org).

    Where output goes to a file or another program there is none either way.
    """
    if os.environ.get("NO_COLOR"):
        click.get_current_context().color = False


def bold(text: str) -> str:
    """A heading."""
    return click.style(text, bold=True)


def graded(text: str, severity: Severity | None) -> str:
    """A text that tells of errors or warnings; None: of neither."""
    return click.style(text, fg=_COLOURS.get(severity) if severity else "green")
