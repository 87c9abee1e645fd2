"""HTML: what a browser shows of it as text, block by block.

Left out: what is not shown (script, style, head, template, hidden elements, comments), pictures and
their stand-in texts, and the insides of controls. Lists are kept as lists, cells of tables count as
items, two line breaks part paragraphs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from html import unescape
from importlib import resources

from content.article import BlockKind
from content.intake import lines
from content.intake.html_tokens import RAW, Between, Tag, tokens
from content.intake.lines import Leaf
from content.intake.places import LINE_END, Intake, Piece, line_starts

_ELEMENTS = {
    name: frozenset(elements)
    for name, elements in tomllib.loads(
        resources.files("content.intake").joinpath("elements.toml").read_text("utf-8")
    ).items()
}
_LEFT_OUT, _BLOCKS, _LISTS = RAW | _ELEMENTS["left_out"], _ELEMENTS["blocks"], _ELEMENTS["lists"]
_ITEMS, _VOID = _ELEMENTS["items"], _ELEMENTS["void"]
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?")


def taken(text: str) -> Intake:
    """The blocks of HTML, of a whole page or of a part of one."""
    return lines.taken(leaves(text), line_starts(text))


def leaves(text: str) -> list[Leaf]:
    """The lines of each element that has text of its own."""
    walk = _Walk(text)
    for token in tokens(text):
        walk.take(token)
    walk.end_block()
    return walk.found


def pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """Shown signs of text with character references; none of them goes over a line's end."""
    for line_start, line_end in _line_spans(text, start, end):
        at = line_start
        for reference in _REFERENCE.finditer(text, line_start, line_end):
            sign = unescape(reference[0])
            if sign == reference[0]:
                continue
            if at < reference.start():
                yield Piece(text[at : reference.start()], at, reference.start())
            at = reference.end()
            yield Piece(sign, reference.start(), at)
        if at < line_end:
            yield Piece(text[at:line_end], at, line_end)


def _line_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for line_end in LINE_END.finditer(text, start, end):
        yield start, line_end.end()
        start = line_end.end()
    yield start, end


class Skipping:
    """Where nothing is read: within elements that are left out or hidden."""

    def __init__(self, text: str) -> None:
        self._text = text.lower()
        self._last_ends: dict[str, int] = {}
        self._name = ""
        self._depth = 0

    def skips(self, tag: Tag) -> bool:
        """Take a tag; True where what follows, or this end tag, is within such an element."""
        if self._name:
            if tag.name == self._name:
                self._depth += 1 if tag.opens else -1
            # The end tag of a paragraph may be left out.
            over = self._depth == 0 or (self._name == "p" and tag.opens and tag.name in _BLOCKS)
            if not over:
                return True
            self._name = ""
            return not tag.opens or self._begins(tag)
        return tag.opens and self._begins(tag)

    @property
    def on(self) -> bool:
        """Whether nothing is read now."""
        return bool(self._name)

    def _begins(self, tag: Tag) -> bool:
        if (tag.name not in _LEFT_OUT and not tag.hidden) or tag.name in _VOID:
            return False
        # An element that nobody closed must not swallow the rest.
        if tag.name != "p" and self._last_end(tag.name) < tag.end:
            return False
        self._name, self._depth = tag.name, 1
        return True

    def _last_end(self, name: str) -> int:
        if name not in self._last_ends:
            self._last_ends[name] = self._text.rfind("</" + name)
        return self._last_ends[name]


class _Walk:
    """Goes over the tokens once, with counts of what is open instead of a tree."""

    def __init__(self, text: str) -> None:
        self.found: list[Leaf] = []
        self._text = text
        self._skipping = Skipping(text)
        self._lists = 0
        self._preformatted = 0
        self._heading = 0
        self._item = False
        self._lines: list[list[Piece]] = [[]]

    def take(self, token: Tag | Between) -> None:
        """Read what is between tags, or see what a tag changes."""
        if isinstance(token, Between):
            if not self._skipping.on:
                self._read(token)
        elif self._skipping.skips(token):
            if token.name in _BLOCKS:
                self.end_block()
        elif token.name == "br":
            self._lines[-1].append(Piece(" ", token.start, token.end))
            self._lines.append([])
        elif token.name in _BLOCKS:
            self.end_block()
            self._enter(token)

    def end_block(self) -> None:
        """Whatever was read since the last block is one."""
        if any(self._lines):
            kind, depth = self._kind()
            self.found.append(Leaf(kind, depth, self._lines))
            self._lines = [[]]

    def _kind(self) -> tuple[BlockKind, int]:
        if self._heading:
            return "heading", self._heading
        if self._lists or self._item:
            return "item", max(self._lists, 1)
        return "paragraph", 0

    def _enter(self, tag: Tag) -> None:
        name = tag.name
        if name in _LISTS:
            self._lists = max(0, self._lists + (1 if tag.opens else -1))
        elif name == "pre":
            self._preformatted = max(0, self._preformatted + (1 if tag.opens else -1))
        is_heading = len(name) == 2 and name[0] == "h" and name[1].isdigit()
        self._heading = int(name[1]) if is_heading and tag.opens else 0
        # A paragraph in a cell is a paragraph.
        self._item = name in _ITEMS and tag.opens

    def _read(self, token: Between) -> None:
        for piece in pieces(self._text, token.start, token.end):
            self._lines[-1].append(piece)
            if self._preformatted and piece.text[-1] in "\r\n":
                self._lines.append([])
