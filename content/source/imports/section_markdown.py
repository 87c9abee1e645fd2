"""Pieces as the Markdown of a section file: whatever signs the words have, the reader gives back the words.

Each block is read again as it is written. Where its looks (strong, emphasis, links) would cost a sign,
they go and the words stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from content.source.imports.manuscript import Piece, Span
from content.source.markdown import parse

# Signs that can mean something to Markdown anywhere; the rest only at a line's start.
_ALWAYS = re.compile(r"[\\`*\[\]<>|~]")
_JOINING = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_REFERENCE = re.compile(r"&(?=#?\w)")
_START = re.compile(r"(?P<sign>[#+=-]|\d{1,9}(?=[.)]))")
_EVERY = re.compile(r"([!-/:-@\[-`{-~])")
# Words and signs that mean nothing to Markdown anywhere: most of what is written, and quick to tell.
_HARMLESS = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;?()%'\"\u2018\u2019\u201c\u201d\u2013\u2014-]|:(?!/))*")
_CONTROL = re.compile("[\x00-\x1f]")


def markdown_of(title: str, pieces: Sequence[Piece]) -> str:
    """A section file's text, with its title; ends in a line end."""
    lines = [_heading(title, 1)]
    before: Piece | None = None
    # How wide the sign of the open item is, at each depth: what belongs to an item stands that far in.
    widths: list[int] = []
    numbered: list[bool] = []
    for piece in pieces:
        if before is None or _apart(before, piece, numbered):
            lines.append("")
        if piece.kind == "heading":
            lines.append(_heading(piece.text, piece.depth))
        elif piece.kind == "paragraph":
            lines.append(_words(piece))
        elif piece.continues:
            lines.append(f"{' ' * sum(widths[: piece.depth])}{_words(piece)}")
        else:
            sign = "- " if piece.number is None else f"{piece.number}. "
            widths = [*widths[: piece.depth - 1], len(sign)]
            numbered = [*numbered[: piece.depth - 1], piece.number is not None]
            lines.append(f"{' ' * sum(widths[:-1])}{sign}{_words(piece)}")
        before = piece
    return "\n".join(lines) + "\n"


def _apart(before: Piece, piece: Piece, numbered: Sequence[bool]) -> bool:
    """Whether a blank line has to part two blocks; `numbered` tells of the open list at each depth."""
    if not before.kind == piece.kind == "item" or before.continues or piece.continues:
        return True
    # A list that starts with another number than 1 would be taken for words of the item before.
    goes_on = piece.depth <= before.depth and numbered[piece.depth - 1]
    return piece.number not in {None, 1} and not goes_on


def _heading(text: str, depth: int) -> str:
    marks = "#" * depth
    plain = escaped(text)
    # A "#" at its end would be taken for the closing marks of the heading.
    for candidate in (re.sub(r"(?<!\\)#", r"\\#", plain), _strictly(text)):
        read = parse(f"# T\n\n{marks if depth > 1 else '##'} {candidate}\n")
        if not read.problems and [block.text for block in read.blocks] == [text]:
            return f"{marks} {candidate}"
    return f"{marks} {_strictly(text)}"


def _words(piece: Piece) -> str:
    """The words of a paragraph or an item, as they look as far as that can be written."""
    if _HARMLESS.fullmatch(piece.text) and not any(_look(span) for span in piece.spans):
        return piece.text
    for spans in (
        _joined(piece.spans),
        tuple(replace(each, strong=False, emphasis=False) for each in piece.spans),
    ):
        marked = _marked(_joined(spans))
        if _reads_as(marked, piece.text):
            return marked
    plain = _marked((Span(piece.text),))
    return plain if _reads_as(plain, piece.text) else _strictly(piece.text)


def _look(span: Span) -> tuple[str, bool, bool] | None:
    """How words look where they look like anything, and have words."""
    marked = bool(span.text.strip()) and bool(span.href or span.strong or span.emphasis)
    return (span.href, span.strong, span.emphasis) if marked else None


def _reads_as(markdown: str, text: str) -> bool:
    # As an item's words too: a paragraph may be what a list may not.
    for lead in ("", "-   "):
        read = parse(f"# T\n\n{lead}{markdown}\n")
        if read.problems or [block.text for block in read.blocks] != [text]:
            return False
    return True


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans that look alike as one, blanks single, and none at the edge of a marked one."""
    joined: list[Span] = []
    for span in spans:
        text = " ".join(["", *span.text.split(), ""]) if span.text.split() else " "
        text = text[0 if span.text[:1].isspace() or not span.text.split() else 1 :]
        text = text if span.text[-1:].isspace() else text.rstrip(" ")
        if not span.text:
            continue
        look = _look(span) or ("", False, False)
        last = joined[-1] if joined else None
        if last and (last.href, last.strong, last.emphasis) == look:
            joined[-1] = replace(last, text=last.text + text)
        else:
            joined.append(Span(text, *look))
    return tuple(joined)


def _marked(spans: Sequence[Span]) -> str:
    parts = []
    for span in spans:
        core = span.text.strip()
        if not core:
            parts.append(" ")
            continue
        lead, tail = (
            span.text[: len(span.text) - len(span.text.lstrip())],
            span.text[len(span.text.rstrip()) :],
        )
        marks = "**" * span.strong + "*" * span.emphasis
        words = f"{marks}{escaped(core, at_start=False)}{marks[::-1]}"
        parts.append(f"{lead}{f'[{words}]({span.href})' if span.href else words}{tail}")
    return _safe_start(" ".join("".join(parts).split()))


def escaped(text: str, *, at_start: bool = True) -> str:
    """Words as Markdown that stands for just these words."""
    marked = _ALWAYS.sub(r"\\\g<0>", " ".join(_CONTROL.sub(" ", text).split()))
    marked = _JOINING.sub(r"\\_", marked)
    marked = _REFERENCE.sub(r"\\&", marked)
    return _safe_start(marked) if at_start else marked


def _safe_start(marked: str) -> str:
    start = _START.match(marked)
    if start is None:
        return marked
    sign = start["sign"]
    return f"{sign}\\{marked[len(sign) :]}" if sign.isdigit() else f"\\{marked}"


def _strictly(text: str) -> str:
    return _EVERY.sub(r"\\\1", " ".join(text.split()))
