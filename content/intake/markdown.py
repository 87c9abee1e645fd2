"""Markdown: CommonMark with tables and struck-out text; HTML within it is read as HTML.

Left out are pictures and their stand-in texts, and where links lead to. Code is read as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from content.article import BlockKind
from content.intake import html, lines
from content.intake.html_tokens import Tag, tokens
from content.intake.lines import Leaf
from content.intake.markdown_places import AT, with_places
from content.intake.places import Intake, Piece, line_starts
from content.markdown_nesting import nested

#: markdown-it goes no deeper, and leaves out what is there. Its own 20 are ten lists in each other.
_DEEPEST = 60
#: Nobody writes so many signs of emphasis, links and tables in 100 kB; looking for what each belongs to
#: would take markdown-it seconds. They are then signs like any other.
_MOST_SIGNS = {"[": 2000, "|": 5000, "*": 10_000, "_": 10_000, "~": 10_000}
_BREAKS = {"softbreak", "hardbreak"}


def taken(text: str) -> Intake:
    """The blocks of Markdown; line ends may be of any kind."""
    reading = _Reading(text)
    return lines.taken(reading.leaves(), reading.line_starts)


@cache
def _parser(*, sparse: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    if sparse:
        return with_places(parser.enable(["table", "strikethrough"]))
    return with_places(parser.disable(["link", "image", "emphasis", "backticks", "reference"]))


class _Reading:
    """One text, with where its lines are."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.line_starts = line_starts(text)

    def leaves(self) -> Iterator[Leaf]:
        """The lines of each block."""
        cell: _Cells | None = None
        sparse = all(self._text.count(sign) <= most for sign, most in _MOST_SIGNS.items())
        for token, heading, lists in nested(_parser(sparse=sparse).parse(self._text)):
            if token.type == "tr_open":
                cell = _Cells()
            elif token.type == "tr_close":
                cell = None
            elif token.map and token.content:
                kind: BlockKind = "heading" if heading else "item" if lists or cell else "paragraph"
                depth = heading or max(lists, 1 if cell else 0)
                yield from self._block(token, kind, depth, cell)

    def _block(self, token: Token, kind: BlockKind, depth: int, cell: _Cells | None) -> Iterator[Leaf]:
        first = token.map[0] if token.map else 0
        starts = self._starts(token, first, cell)
        if token.type == "html_block":
            for leaf in html.leaves(token.content):
                moved = [[_moved(piece, starts) for piece in line] for line in leaf.lines]
                listed = leaf.kind == "paragraph" and kind == "item"
                yield Leaf(kind if listed else leaf.kind, depth if listed else leaf.depth, moved)
        elif token.type == "inline":
            found = [[_moved(piece, starts) for piece in line] for line in _inline(token)]
            yield Leaf(kind, depth, found)
        elif token.type in {"code_block", "fence"}:
            found = [[_moved(piece, starts) for piece in line] for line in _code(token.content)]
            yield Leaf(kind, depth, found)

    def _starts(self, token: Token, first: int, cell: _Cells | None) -> _Starts:
        """Where each line of the token's content stands in the text as sent."""
        if cell:
            return self._cell_starts(token.content, first, cell)
        in_content, in_text = [], []
        at, number = 0, first + (token.type == "fence")
        for part in token.content.split("\n"):
            start, end = self._line(number)
            in_content.append(at)
            in_text.append(self._line_start(part, start, end))
            at += len(part) + 1
            number += 1
        return _Starts(in_content, in_text)

    def _line(self, number: int) -> tuple[int, int]:
        """Where a line is, its end left out; one after the last is empty."""
        starts = [*self.line_starts[number : number + 2], len(self._text), len(self._text)]
        return starts[0], starts[0] + len(self._text[starts[0] : starts[1]].rstrip("\r\n"))

    def _line_start(self, part: str, start: int, end: int) -> int:
        """Where `part` is in the line from `start` to `end`; marks of lists and quotes come before it."""
        at = self._text[start:end].rstrip().rfind(part.strip())
        blanks = len(part) - len(part.lstrip())
        return start + at - blanks if at >= 0 else start

    def _cell_starts(self, content: str, number: int, cell: _Cells) -> _Starts:
        """The same for a cell, in which a stroke follows a backslash."""
        start, end = self._line(number)
        written = content.replace("|", "\\|")
        at = self._text.find(written, start + cell.passed, end)
        at = at if at >= 0 else start + cell.passed
        cell.passed = at + len(written) - start
        in_content, in_text = [0], [at]
        for strokes, stroke in enumerate(re.finditer(r"\|", content)):
            in_content += [stroke.start(), stroke.end()]
            in_text += [at + stroke.start() + strokes + 1, at + stroke.end() + strokes + 1]
        return _Starts(in_content, in_text)


class _Cells:
    """How far the cells of one row are read."""

    passed = 0


class _Starts:
    """From offsets in the content of a block to those in the text as sent, stretch by stretch."""

    def __init__(self, in_content: Sequence[int], in_text: Sequence[int]) -> None:
        self._in_content = in_content
        self._in_text = in_text
        self._line = 0

    def of(self, offset: int) -> int:
        """The offset in the text as sent. Asked for in rising order, or nearly."""
        line, starts = self._line, self._in_content
        while line + 1 < len(starts) and starts[line + 1] <= offset:
            line += 1
        while line and starts[line] > offset:
            line -= 1
        self._line = line
        return self._in_text[line] + offset - starts[line]


def _moved(piece: Piece, starts: _Starts) -> Piece:
    start = starts.of(piece.start)
    end = starts.of(piece.end - 1) + 1 if piece.end > piece.start else start
    return Piece(piece.text, start, end)


def _inline(inline: Token) -> list[list[Piece]]:
    """The lines of inline content, where they are broken in the source or by `<br>`."""
    found: list[list[Piece]] = [[]]
    skipping = html.Skipping(inline.content)
    for child in inline.children or ():
        at = child.meta.get(AT, 0)
        if child.type == "html_inline":
            tag = next((each for each in tokens(child.content) if isinstance(each, Tag)), None)
            if tag is None or skipping.skips(tag._replace(start=at + tag.start, end=at + tag.end)):
                continue
            if tag.name == "br":
                found[-1].append(Piece(" ", at, at + tag.end))
                found.append([])
        elif skipping.on:
            continue
        elif child.type in _BREAKS:
            found[-1].append(Piece(" ", at, at + 1))
            found.append([])
        elif child.type == "text_special":
            found[-1].append(Piece(child.content, at, at + len(child.markup)))
        elif child.type in {"text", "code_inline"} and child.content:
            found[-1].append(Piece(child.content, at, at + len(child.content)))
    return found


def _code(content: str) -> Iterator[list[Piece]]:
    at = 0
    for line in content.split("\n"):
        yield [Piece(line + " ", at, at + len(line) + 1)]
        at += len(line) + 1
