"""What stands at an article's edges: the disclaimer, and a note on the author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content.source.imports.bylines import is_name
from content.source.imports.manuscript import Piece
from content.source.imports.phrases import disclaims, heads_author, heads_disclaimer

# How many pieces from the end, and from the start, count as the edge.
_LAST, _FIRST = 10, 5
_LEAST_NOTE = 6
_MOST_NOTE = 150


@dataclass(frozen=True, slots=True)
class Found:
    """Indices of what was found, of its headings, and how it was known."""

    words: tuple[int, ...] = ()
    headings: tuple[int, ...] = ()
    where: str = ""


def disclaimer(pieces: Sequence[Piece | None], *, anywhere: bool = False) -> Found:
    """The disclaimer among `pieces` (None: taken already), at their edges or `anywhere`."""
    for index, piece in enumerate(pieces):
        if piece and heads_disclaimer(piece.text) and len(piece.text.split()) <= 6:
            words = _under(pieces, index)
            if words:
                return Found(words, (index,), f"under the heading “{piece.text}”")
    for index, piece in enumerate(pieces):
        edge = anywhere or index >= len(pieces) - _LAST or index < _FIRST
        if not edge or piece is None or piece.kind == "heading":
            continue
        core, every = disclaims(piece.text)
        titled = piece.text.lower().startswith(
            ("disclaimer:", "medical disclaimer:", "disclaimer \u2013", "disclaimer -")
        )
        if titled or (core and every >= 2 and piece.words >= _LEAST_NOTE):
            return Found(_spread(pieces, index), (), "its wording, at the article's edge")
    return Found()


def _spread(pieces: Sequence[Piece | None], index: int) -> tuple[int, ...]:
    """The paragraphs beside a disclaimer that go on with it."""
    found = [index]
    for following in range(index + 1, len(pieces)):
        piece = pieces[following]
        if piece is None or piece.kind == "heading" or not disclaims(piece.text)[1]:
            break
        found.append(following)
    return tuple(found)


def _under(pieces: Sequence[Piece | None], heading: int) -> tuple[int, ...]:
    head = pieces[heading]
    found = []
    for index in range(heading + 1, len(pieces)):
        piece = pieces[index]
        if piece is None or (piece.kind == "heading" and head and head.kind == "heading"):
            break
        if head and head.kind != "heading" and not disclaims(piece.text)[1]:
            break
        found.append(index)
    return tuple(found)


def about_author(pieces: Sequence[Piece | None], author: str, *, anywhere: bool = False) -> Found:
    """The note on the author: under its own heading, or a last paragraph that starts with the name."""
    for index, piece in enumerate(pieces):
        late = anywhere or index >= len(pieces) - _LAST
        if piece and late and piece.words <= 6 and heads_author(piece.text, author):
            words = tuple(each for each in _under_note(pieces, index))
            if words:
                return Found(words, (index,), f"under the heading “{piece.text}”")
    names = [name.strip() for name in author.split(",") if is_name(name.strip())]
    found = []
    for index, piece in enumerate(pieces):
        late = anywhere or index >= len(pieces) - _LAST
        if piece and late and piece.kind == "paragraph" and _LEAST_NOTE <= piece.words <= _MOST_NOTE:
            start = piece.text.removeprefix("Dr ").removeprefix("Dr. ").removeprefix("Professor ")
            if any(start.startswith((f"{name} ", f"{name},")) for name in names):
                found.append(index)
    return Found(tuple(found), (), "a last paragraph that starts with the author's name")


def _under_note(pieces: Sequence[Piece | None], heading: int) -> list[int]:
    found: list[int] = []
    for index in range(heading + 1, min(len(pieces), heading + 5)):
        piece = pieces[index]
        if piece is None or piece.kind == "heading" or disclaims(piece.text)[0] or piece.words > _MOST_NOTE:
            break
        found.append(index)
    return found
