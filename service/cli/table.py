"""The table of `plainspoken check`: for each section its levels, with numbers and a verdict in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from content.article import Level, Measurement
from content.findings import Finding, Severity
from content.gate import Verdict
from service.cli.colour import bold, graded

#: The words for a level's file that holds only a note to editors.
UNWRITTEN = "TEXT-010"
_WIDTH = 80
_HEADS = ("level", "G", "words", "hard %", "longest", "verdict")
_WIDTHS = (10, 6, 7, 8, 9)
PAGE = "whole page"


def table(verdict: Verdict, package: str) -> str:
    """The table's lines: no wider than 80 columns, no tabs, no signs that a screen reader stumbles on.

    G is the grade, `hard %` the share of hard words, `longest` the words of the longest sentence.
    """
    return "\n".join(_lines(verdict, package))


def _lines(verdict: Verdict, package: str) -> Iterator[str]:
    yield bold(_row(_HEADS))
    sections = _sections(verdict, package)
    levels = [level for level in Level if any(at is level for _, at in verdict.measurements)]
    for section in sections:
        yield bold(_cut(section))
        for level in Level:
            file = f"{package}/{section}/{level}.md"
            found = [each for each in verdict.findings if each.file == file]
            measured = verdict.measurements.get((section, level))
            if measured is not None or found or level in levels:
                yield _measured(level, measured, found)
    if verdict.pages:
        yield bold(PAGE)
        for level, measured in verdict.pages.items():
            yield _measured(level, measured, _of_page(verdict, package, level))


def _sections(verdict: Verdict, package: str) -> list[str]:
    """Sections that were measured, in their order, and those of which only findings tell."""
    sections = dict.fromkeys(section for section, _ in verdict.measurements)
    for each in verdict.findings:
        parts = PurePosixPath(each.file).parts
        if len(parts) == 3 and parts[0] == package and parts[2] in {f"{level}.md" for level in Level}:
            sections.setdefault(parts[1], None)
    return list(sections)


def _of_page(verdict: Verdict, package: str, level: Level) -> list[Finding]:
    """Findings on a level's page: they stand at article.toml and name the level, or the next harder one."""
    pages = list(verdict.pages)
    harder = pages[pages.index(level) - 1] if level is not pages[0] else None
    return [
        each
        for each in verdict.findings
        if each.file == f"{package}/article.toml"
        and (
            (each.code == "LEVEL-001" and f"and {level} allows" in each.message)
            or (each.code == "LEVEL-003" and f" below {harder}'s" in each.message)
        )
    ]


def _measured(level: Level, measured: Measurement | None, found: Sequence[Finding]) -> str:
    said, severity = _verdict(measured, found)
    if measured is None:
        cells: tuple[str, ...] = (level.value, "-", "-", "-", "-")
    else:
        grade = "-" if measured.grade is None else f"{measured.grade:.1f}"
        hard = f"{measured.hard_words_percent:.0f}"
        cells = (level.value, grade, str(measured.words), hard, str(measured.longest_sentence_words))
    return f"{_row(cells)}  {graded(said, severity)}"


def _verdict(measured: Measurement | None, found: Sequence[Finding]) -> tuple[str, Severity | None]:
    errors = sum(each.severity is Severity.ERROR for each in found)
    warnings = len(found) - errors
    if measured is None:
        if any(each.code == UNWRITTEN for each in found):
            return ("not written, MISSING" if errors else "not written"), (
                Severity.ERROR if errors else Severity.WARNING
            )
        return "MISSING", Severity.ERROR
    if errors:
        return f"FAILS, {count(errors, 'error')}", Severity.ERROR
    if warnings:
        return f"ok, {count(warnings, 'warning')}", Severity.WARNING
    return "ok", None


def count(number: int, what: str) -> str:
    """How many of something, in words: `1 error`, `2 errors`."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _row(cells: Sequence[str]) -> str:
    first, *rest = cells
    numbers = "".join(cell.rjust(width) for cell, width in zip(rest, _WIDTHS[1:], strict=False))
    row = f"  {first.ljust(_WIDTHS[0])}{numbers}"
    return f"{row}  {cells[-1]}" if len(cells) == len(_HEADS) else row


def _cut(name: str) -> str:
    return name if len(name) <= _WIDTH else f"{name[: _WIDTH - 1]}…"
