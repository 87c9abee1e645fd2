"""Findings: what an editor has to change before a text may be published."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """`error` keeps the article from being published; `warning` asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


def excerpt(text: str, most: int) -> str:
    """The start of a text in quotes, cut between words at `most` code points, to know it by."""
    return f"“{text}”" if len(text) <= most else f"“{text[: most - 3].rsplit(None, 1)[0]} …”"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One judgement on one place, with a stable code and what to do about it.

    `code` never changes its meaning once released: editors and scripts refer to it.
    """

    file: str
    line: int
    code: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """`FILE:LINE CODE message. remedy`, one line, for terminals and editors."""
        mark = "" if self.severity is Severity.ERROR else f"({self.severity}) "
        line = f"{self.file}:{self.line} {self.code} {mark}{self.message}. {self.remedy}"
        # A file's name may hold anything but a slash: a line break, or bytes that are no text.
        return "".join(each if each.isprintable() else repr(each)[1:-1] for each in line)
