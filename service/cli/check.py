"""`plainspoken check`: an editor's findings, and a table of sections and levels."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from content.article import Level, Measurement
from content.gate import Verdict
from service.editing import judge

PACKAGE = click.Path(path_type=Path)


@click.command()
@click.argument("packages", nargs=-1, required=True, type=PACKAGE, metavar="PACKAGE...")
@click.option("--json", "as_json", is_flag=True, help="Print findings and scores as JSON.")
def check(packages: tuple[Path, ...], as_json: bool) -> None:
    """Judge article packages; change nothing.

    Prints a finding a line, as FILE:LINE CODE message. remedy, then a table: for each section and
    level its school grade, and whether it may be published. Warnings ask for a second look and do
    not keep an article back. Exit code 0: publishable; 1: findings; 2: a package can't be read.
    """
    verdicts = [(path, judge(path)) for path in packages]
    if as_json:
        click.echo(json.dumps([_as_json(*each) for each in verdicts], ensure_ascii=False, indent=2))
    else:
        for path, verdict in verdicts:
            report(path, verdict)
    if any(verdict.article is None for _, verdict in verdicts):
        sys.exit(1)


def report(path: Path, verdict: Verdict) -> None:
    """Print findings, table and verdict for people."""
    for finding in verdict.findings:
        click.echo(str(finding))
    if verdict.measurements:
        click.echo(table(verdict))
    errors, warnings = len(verdict.errors), len(verdict.warnings)
    ending = "may be published" if verdict.article else "may not be published"
    click.echo(f"{path}: {_count(errors, 'error')}, {_count(warnings, 'warning')}: {ending}.")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def table(verdict: Verdict) -> str:
    """Sections x levels: the grade and a word, so that nothing hangs on colour."""
    levels = [level for level in Level if any(at == level for _, at in verdict.measurements)]
    rows = [["section", *(level.value for level in levels)]]
    blamed = {(finding.file, finding.code) for finding in verdict.errors}
    for section in dict.fromkeys(section for section, _ in verdict.measurements):
        row = [section]
        for level in levels:
            found = any(file.endswith(f"/{section}/{level.value}.md") for file, _ in blamed)
            row.append(_cell(verdict.measurements.get((section, level)), found=found))
        rows.append(row)
    rows.append(["whole page", *(_cell(verdict.pages.get(level), found=False) for level in levels)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in ("", *lines, ""))


def _cell(measurement: Measurement | None, *, found: bool) -> str:
    if measurement is None:
        return "missing"
    grade = "-" if measurement.grade is None else f"{measurement.grade:.1f}"
    return f"{grade} {'FAILS' if found else 'ok'}"


def _as_json(path: Path, verdict: Verdict) -> dict[str, Any]:
    return {
        "package": str(path),
        "publishable": verdict.article is not None,
        "findings": [asdict(finding) for finding in verdict.findings],
        "sections": [
            {"section": section, "level": level.value, **_scores(measurement)}
            for (section, level), measurement in verdict.measurements.items()
        ],
        "pages": [{"level": level.value, **_scores(each)} for level, each in verdict.pages.items()],
    }


def _scores(measurement: Measurement) -> dict[str, Any]:
    return {
        "grade": measurement.grade,
        "reads_as": measurement.level.value if measurement.level else None,
        "confidence": measurement.confidence,
        "words": measurement.words,
        "hard_words_percent": measurement.hard_words_percent,
        "metrics": dict(measurement.metrics),
    }
