"""A plain text: blank lines part paragraphs, signs start list items, short lines alone are headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from content.source.imports.bullets import bullet
from content.source.imports.manuscript import Manuscript, Piece, Span, plain_piece

# A line longer than this was not wrapped by an editor: it is a paragraph of its own.
_WIDEST_WRAP = 120
# Of a block no wider than this, lines end where their words do: an address, a byline.
_NARROWEST_WRAP = 40
_MOST_HEADING_WORDS = 14
_HEADING_END = re.compile(r"[\w?!)\]\"'\u2019\u201d%]$")
# Underlines of headings and rules between parts: signs without words.
_RULE = re.compile(r"\s*[=\-_*~#\u2500-\u257f\u2022 ]{3,}\s*$")


def read_plain_text(text: str) -> Manuscript:
    r"""The pieces of a plain text, line ends as `\\n`. Lines that an editor wrapped are joined."""
    pieces: list[Piece] = []
    alone: list[bool] = []
    for block in _blocks(text):
        found = list(_pieces(block))
        pieces.extend(found)
        alone.extend([len(found) == 1] * len(found))
    headed = [
        _as_heading(piece) if alone[index] and _is_heading(pieces, index) else piece
        for index, piece in enumerate(pieces)
    ]
    return Manuscript("text", tuple(headed))


def _as_heading(piece: Piece) -> Piece:
    words = piece.text if piece.number is None else f"{piece.number}. {piece.text}"
    return plain_piece(words, "heading", 2)


def _blocks(text: str) -> Iterator[list[str]]:
    block: list[str] = []
    # A form feed is a new page; an underline ends a heading as a blank line would.
    for line in [*text.replace("\x0c", "\n\n").split("\n"), ""]:
        if line.strip() and not _RULE.match(line):
            block.append(line)
        elif block:
            yield block
            block = []


def _pieces(lines: list[str]) -> Iterator[Piece]:
    """One block's paragraphs and items; every line goes into one of them."""
    width = max(map(len, lines))
    indents: list[int] = []
    held: Piece | None = None
    words: list[str] = []
    for index, line in enumerate(lines):
        sign = bullet(line)
        if not sign and held is not None and _goes_on(held, lines[index - 1], line, width):
            words.append(line.strip())
            continue
        if held is not None:
            yield replace(held, spans=(Span(" ".join(words)),))
        if sign:
            while indents and sign.indent < indents[-1]:
                indents.pop()
            if not indents or sign.indent > indents[-1]:
                indents.append(sign.indent)
            held = plain_piece("", "item", len(indents), sign.number)
            words = [line[sign.end :].strip()]
        else:
            indents = []
            held = plain_piece("")
            words = [line.strip()]
    if held is not None:
        yield replace(held, spans=(Span(" ".join(words)),))


def _goes_on(held: Piece, last: str, line: str, width: int) -> bool:
    """Whether `line` was wrapped off the line before it, or stands for itself."""
    words = line.strip()
    if held.kind == "item" and line[:1].isspace():
        return True
    if words[:1].islower():
        return True
    if width > _WIDEST_WRAP or width <= _NARROWEST_WRAP:
        return False
    first = words.split(None, 1)[0]
    filled = len(last.rstrip()) + 1 + len(first) > width
    open_ended = len(last.strip()) > _NARROWEST_WRAP and not last.rstrip().endswith((".", "!", "?", ":"))
    return filled or open_ended or len(last.strip()) > width * 0.6


def _is_heading(pieces: list[Piece], index: int) -> bool:
    """Whether a piece that stands alone between blank lines is a heading: short, open-ended, before words."""
    piece = pieces[index]
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    if following is None or piece.words > _MOST_HEADING_WORDS or not _HEADING_END.search(piece.text):
        return False
    if piece.kind == "item":  # "2. Side effects" by itself; a list of many has its items beside it
        return (
            piece.number is not None
            and following.kind != "item"
            and not (index and pieces[index - 1].kind == "item")
        )
    return piece.text[:1].isupper() or piece.text[:1].isdigit() or not piece.text[:1].isalpha()
