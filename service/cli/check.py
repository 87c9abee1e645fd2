"""`plainspoken check`: an editor's findings, and a table of sections and levels."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from content.article import Measurement
from content.errors import PackageUnreadable
from content.gate import Verdict
from service.cli.colour import bold, with_colour
from service.cli.report import closing, difference, report
from service.cli.sarif import sarif
from service.cli.table import count
from service.cli.watching import watch
from service.editing import judge

PACKAGE = click.Path(path_type=Path)


@click.command()
@click.argument("packages", nargs=-1, required=True, type=PACKAGE, metavar="PACKAGE...")
@click.option("--json", "as_json", is_flag=True, help="Print findings and scores as JSON.")
@click.option("--sarif", "as_sarif", is_flag=True, help="Print findings as SARIF 2.1.0, for code hosts.")
@click.option("--watch", "watching", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
def check(packages: tuple[Path, ...], *, as_json: bool, as_sarif: bool, watching: bool) -> None:
    """Judge article packages; change nothing.

    Prints the findings of each file, one a line, as FILE:LINE CODE message. remedy. Then a table: for
    each section and level its grade G, its words, the percentage of hard words, the longest sentence in
    words, and a verdict. Warnings ask for a second look and do not keep an article back.

    \b
    Exit code 0: all may be published. 1: findings. 2: a package can't be read.
    With --watch, Ctrl-C ends with the code of the last check.

    Set NO_COLOR for no colour; nothing is told by colour alone.
    """  # noqa: D301 - click looks for the sign itself
    if as_json + as_sarif + watching > 1:
        raise click.UsageError("Take one of --json, --sarif and --watch.")
    with_colour()
    if watching:
        sys.exit(_watch(packages))
    verdicts = [(path, judge(path)) for path in packages]
    if as_json:
        click.echo(json.dumps([_as_json(*each) for each in verdicts], ensure_ascii=False, indent=2))
    elif as_sarif:
        click.echo(json.dumps(sarif(verdicts, Path.cwd()), ensure_ascii=False, indent=2))
    else:
        _report_all(verdicts)
    if any(verdict.article is None for _, verdict in verdicts):
        sys.exit(1)


def _report_all(verdicts: Sequence[tuple[Path, Verdict]]) -> None:
    for number, (path, verdict) in enumerate(verdicts):
        if number:
            click.echo()
        report(path, verdict)
    if len(verdicts) > 1:
        good = sum(verdict.article is not None for _, verdict in verdicts)
        click.echo(f"\n{count(len(verdicts), 'package')}, {good} of them may be published.")


def _watch(packages: Sequence[Path]) -> int:
    """Check, and check again after each change; the exit code once somebody stops it."""
    last: dict[Path, Verdict] = {}
    failed = [_judge_again(packages, last, first=True)]

    def changed(said: tuple[str, ...]) -> None:
        click.echo(f"\n{bold(time.strftime('%H:%M:%S'))} {'; '.join(said[:5])}", nl=False)
        click.echo(f"; and {len(said) - 5} more" if len(said) > 5 else "")
        touched = [path for path in packages if any(str(path) in line for line in said)]
        failed[0] = _judge_again(touched or packages, last, first=False)

    click.echo("Watching. Ctrl-C ends.")
    try:
        watch(packages, changed, time.sleep)
    except KeyboardInterrupt:
        click.echo("\nStopped.")
    unread = [path for path in packages if path not in last]
    return 2 if unread or failed[0] else 1 if any(each.article is None for each in last.values()) else 0


def _judge_again(packages: Sequence[Path], last: dict[Path, Verdict], *, first: bool) -> bool:
    """Judge packages and print what is new; whether one can't be read, which editing may well bring about."""
    unread = False
    for path in packages:
        try:
            verdict = judge(path)
        except PackageUnreadable as error:
            click.echo(str(error))
            last.pop(path, None)
            unread = True
            continue
        before = last.get(path)
        last[path] = verdict
        if first or before is None:
            report(path, verdict)
        else:
            for line in difference(before.findings, verdict.findings):
                click.echo(line)
            click.echo(closing(path, verdict))
    return unread


def _as_json(path: Path, verdict: Verdict) -> dict[str, Any]:
    return {
        "package": str(path),
        "publishable": verdict.article is not None,
        "errors": len(verdict.errors),
        "warnings": len(verdict.warnings),
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
        "sentences": measurement.sentences,
        "mean_sentence_words": measurement.mean_sentence_words,
        "longest_sentence_words": measurement.longest_sentence_words,
        "hard_words_percent": measurement.hard_words_percent,
        "metrics": dict(measurement.metrics),
    }
