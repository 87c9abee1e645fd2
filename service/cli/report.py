"""What `plainspoken check` and `publish` print for people: findings by file, the table, the verdict."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path, PurePosixPath

import click

from content.findings import Finding, Severity
from content.gate import Verdict
from service.cli.colour import bold, graded
from service.cli.table import UNWRITTEN, count, table


def report(path: Path, verdict: Verdict) -> None:
    """Print findings, table and verdict."""
    for line in _findings(verdict.findings):
        click.echo(line)
    if verdict.measurements:
        click.echo(table(verdict, Path(os.path.normpath(path.absolute())).name))
        click.echo()
    click.echo(closing(path, verdict))


def closing(path: Path, verdict: Verdict) -> str:
    """The last line: how many errors and warnings, and whether it may be published."""
    ending = "may be published" if verdict.article else "may not be published"
    severity = None if verdict.article else Severity.ERROR
    found = f"{count(len(verdict.errors), 'error')}, {count(len(verdict.warnings), 'warning')}"
    return f"{path}: {found}: {graded(ending, severity)}."


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    unwritten: Counter[str] = Counter()
    for file, group in groupby(findings, key=lambda each: each.file):
        found = list(group)
        if all(each.code == UNWRITTEN for each in found):
            # A fresh package has dozens, which would hide what there is to mend; the table has each.
            unwritten[PurePosixPath(file).stem] += 1
            continue
        errors = sum(each.severity is Severity.ERROR for each in found)
        parts = [count(errors, "error")] if errors else []
        parts += [count(len(found) - errors, "warning")] if len(found) > errors else []
        name = "".join(each if each.isprintable() else repr(each)[1:-1] for each in file)
        yield bold(f"{name}, {' and '.join(parts)}")
        yield from (coloured(each) for each in found)
        yield ""
    if unwritten:
        named = ", ".join(f"{level} in {count(number, 'section')}" for level, number in unwritten.items())
        yield f"{UNWRITTEN} (warning) Not yet written: {named}. Write them, or take these files away."
        yield ""


def coloured(found: Finding) -> str:
    """A finding's line, its code in the colour of its severity, which its words tell too."""
    line = str(found)
    return line.replace(f" {found.code} ", f" {graded(found.code, found.severity)} ", 1)


def difference(before: Sequence[Finding], after: Sequence[Finding]) -> Iterator[str]:
    """What a change made of the findings: those that are new, and how many are gone.

    A finding that only moved to another line is neither.
    """
    known = {_same(each) for each in before}
    new = [each for each in after if _same(each) not in known]
    now = {_same(each) for each in after}
    gone = sum(_same(each) not in now for each in before)
    if new:
        yield bold("New")
        yield from (coloured(each) for each in new)
    if gone:
        yield f"{count(gone, 'finding')} mended."
    if not new and not gone:
        yield "The findings are the same as before."


def _same(found: Finding) -> tuple[str, str, str]:
    return found.file, found.code, found.message
