"""Lines to blocks: paragraphs, items behind bullets of any kind, and lines that stand as headings.

One set of rules for all formats, since a list typed with `•` in Markdown or behind `<br>` is a list
to whoever reads it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from content.article import Block, BlockKind
from content.intake.places import Intake, Piece, Source, shown, without_start

#: A heading has at most so many words.
_HEADING_WORDS = 12
_HEADING_ENDS = "?)\"'\u201d\u2019%"
# Signs that are nothing but bullets; the last two are Word's, in its own fonts.
_SURE = "•‣◦▪▫●○■□▶▸►➢➤⁃∙·✓✔❖\uf0b7\uf0a7"  # noqa: RUF001
_BULLET = re.compile(
    rf"\s*(?:(?P<sure>[{_SURE}])\s*|o\t\s*|(?P<dash>[-–—*+])\s+"  # noqa: RUF001
    r"|(?P<dotted>\d{1,3})\.\s+|(?P<closed>\(?\d{1,3}\)|\(?[a-z]\)|\(?[ivx]{2,4}\))\s+)(?=\S)"
)
_STOPS = ".:;!?"


@dataclass(frozen=True, slots=True)
class Leaf:
    """Lines that stand together: of plain text, or of one element."""

    kind: BlockKind
    depth: int
    lines: list[list[Piece]]


@dataclass(slots=True)
class _Group:
    """The lines of one block. `apart`: nothing follows on its next line."""

    kind: BlockKind
    depth: int
    pieces: list[Piece]
    count: int = 1
    apart: bool = False
    bullet: re.Match[str] | None = None


def taken(leaves: Iterable[Leaf], line_starts: Sequence[int]) -> Intake:
    """The blocks of these leaves, of a text whose lines start at these offsets."""
    groups = [group for leaf in leaves for group in _groups(leaf)]
    blocks, sources = [], []
    texts = [shown(group.pieces) for group in groups]
    kept = [index for index, text in enumerate(texts) if text]
    last = kept[-1] if kept else -1
    for index in kept:
        group, text = groups[index], texts[index]
        kind, depth = group.kind, group.depth
        if index != last and _stands_as_heading(group, text):
            kind, depth = "heading", 2
        first = next(piece for piece in group.pieces if piece.text.strip())
        blocks.append(Block(kind, text, depth, bisect_right(line_starts, first.start)))
        sources.append(Source(group.pieces))
    return Intake(blocks, sources)


def _stands_as_heading(group: _Group, text: str) -> bool:
    return (
        group.kind == "paragraph"
        and group.apart
        and group.count == 1
        and (text[-1].isalnum() or text[-1] in _HEADING_ENDS)
        and len(text.split()) <= _HEADING_WORDS
    )


class _Line(NamedTuple):
    """A line that is not empty; `bullet` is what may be one at its start."""

    pieces: list[Piece]
    text: str
    bullet: re.Match[str] | None


class _Near:
    """The bullets of lines with none empty between them, and of the line after."""

    def __init__(self, bullets: Sequence[re.Match[str]]) -> None:
        self.numbers = {int(each["dotted"]) for each in bullets if each["dotted"]}
        self.dashes = Counter(each["dash"] for each in bullets if each["dash"])
        self.closed = sum(each["closed"] is not None for each in bullets)


def _groups(leaf: Leaf) -> Iterator[_Group]:
    if leaf.kind == "heading":
        yield _Group(leaf.kind, leaf.depth, [piece for line in leaf.lines for piece in line])
        return
    runs: list[list[_Line]] = [[]]
    for pieces in leaf.lines:
        text = pieces[0].text if len(pieces) == 1 else "".join([piece.text for piece in pieces])
        if text and not text.isspace():
            runs[-1].append(_Line(pieces, text, _BULLET.match(text)))
        elif runs[-1]:
            runs.append([])
    run: list[_Line]
    following: list[_Line]
    for run, following in zip_longest(runs, runs[1:], fillvalue=[]):
        yield from _run(leaf, run, _Near([line.bullet for line in (*run, *following[:1]) if line.bullet]))


def _run(leaf: Leaf, run: Sequence[_Line], near: _Near) -> Iterator[_Group]:
    """The groups of lines with none empty between them."""
    group: _Group | None = None
    before = ""
    for line in run:
        bullet = line.bullet
        if group and not (bullet and _starts_item(bullet, group, before, near)):
            group.pieces += line.pieces
            group.count += 1
        else:
            if group:
                yield group
            if bullet:
                rest = without_start(line.pieces, bullet.end())
                group = _Group("item", max(leaf.depth, 1), rest, bullet=bullet)
            else:
                group = _Group(leaf.kind, leaf.depth, list(line.pieces))
        before = line.text
    if group:
        group.apart = True
        yield group


def _starts_item(bullet: re.Match[str], group: _Group, before: str, near: _Near) -> bool:
    """Whether this bullet, in the midst of other lines, is one.

    A hard wrap may leave a dash, or the number that ends a sentence, at the start of a line.
    """
    last = group.bullet
    if _follows_stop(before):
        return True
    if bullet["dotted"]:
        number = int(bullet["dotted"])
        return number == 1 or (last is not None and number - 1 in near.numbers) or number + 1 in near.numbers
    if bullet["dash"]:
        is_list = last is not None and bullet["dash"] not in "–—"  # noqa: RUF001
        return is_list or near.dashes[bullet["dash"]] > 1
    if bullet["closed"]:
        return last is not None or near.closed > 1
    return True


def _follows_stop(before: str) -> bool:
    return before.rstrip()[-1:] in _STOPS
