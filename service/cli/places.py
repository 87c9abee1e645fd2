"""Where in a file a finding's words stand: lines and columns, for editors and code hosts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from content.findings import Finding
from content.source.file import FileUnreadable, read_bytes

_QUOTED = re.compile("\u201c([^\u201c\u201d]{3,200})\u201d")
# A sentence may be wrapped over lines of its paragraph; further down it would be another paragraph's.
_MOST_LINES = 60
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Region:
    """A place in a file: lines and columns from 1, in code points; `end_column` is past the last sign."""

    line: int
    column: int
    end_line: int
    end_column: int


class Files:
    """The texts of packages' files, each read once. A file that can't be read has no lines."""

    def __init__(self, roots: Mapping[str, Path]) -> None:
        self._roots = roots
        self._texts: dict[str, list[str]] = {}

    def lines(self, file: str) -> list[str]:
        """The lines of a file as findings name it: from the folder that holds the package."""
        if file not in self._texts:
            package, _, name = file.partition("/")
            try:
                content = read_bytes(self._roots[package], name).decode("utf-8-sig", "replace")
            except (FileUnreadable, KeyError):
                content = ""
            self._texts[file] = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return self._texts[file]


def region(found: Finding, files: Files) -> Region | None:
    """Where the words that a finding quotes stand, from its line on; None where it quotes none that do."""
    quoted = _QUOTED.search(found.message)
    lines = files.lines(found.file)
    if quoted is None or not 1 <= found.line <= len(lines):
        return None
    words = _WORD.findall(quoted[1].removesuffix("…"))
    # What a finding quotes is prose; the file has Markdown's signs and line ends between the words.
    starts = lines[found.line - 1 : found.line - 1 + _MOST_LINES]
    at = 0
    places: list[tuple[int, int, int]] = []
    for offset, line in enumerate(starts):
        for match in _WORD.finditer(line):
            if match[0] == words[at]:
                places.append((offset, match.start(), match.end()))
                at += 1
                if at == len(words):
                    first, last = places[0], places[-1]
                    return Region(found.line + first[0], first[1] + 1, found.line + last[0], last[2] + 1)
            else:
                places, at = ([(offset, match.start(), match.end())], 1) if match[0] == words[0] else ([], 0)
                if len(words) == 1 and at:
                    return Region(
                        found.line + offset, match.start() + 1, found.line + offset, match.end() + 1
                    )
    return None
