"""Where the words of a block stood in the text as sent: pieces of it, with their offsets.

All offsets are code points, `end` exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from content.article import Block

#: Where lines end, in the ways of all systems.
LINE_END = re.compile(r"\r\n?|\n")
_WORD = re.compile(r"\S+")


class Piece(NamedTuple):  # made by the ten thousand
    """Shown signs and where they came from. A blank that parts lines is a piece too.

    Where `end - start` is the length of `text`, each sign came from the one at its own distance from
    `start`; otherwise (an entity) every sign came from all of `start` to `end`.
    """

    text: str
    start: int
    end: int

    def cut(self, signs: int) -> Piece:
        """The piece without its first signs."""
        kept = self.text[signs:]
        return Piece(kept, self.end - len(kept) if self._literal else self.start, self.end)

    @property
    def _literal(self) -> bool:
        return self.end - self.start == len(self.text)

    def place(self, sign: int) -> tuple[int, int]:
        """Where one sign of `text` came from."""
        if self._literal:
            return self.start + sign, self.start + sign + 1
        return self.start, self.end


def line_starts(text: str) -> list[int]:
    """Where lines start."""
    return [0, *(found.end() for found in LINE_END.finditer(text))]


def without_start(pieces: Sequence[Piece], signs: int) -> list[Piece]:
    """The pieces less their first signs."""
    kept = []
    for piece in pieces:
        if signs >= len(piece.text):
            signs -= len(piece.text)
        else:
            kept.append(piece.cut(signs) if signs else piece)
            signs = 0
    return kept


def shown(pieces: Iterable[Piece]) -> str:
    """What readers see of the pieces: single blanks, none at the ends."""
    return " ".join("".join([piece.text for piece in pieces]).split())


class Source:
    """The pieces that a block was made of. Nothing is worked out before it is asked for."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces

    @cached_property
    def _words(self) -> tuple[list[int], list[int]]:
        """Where words start: in the block's text, and in the pieces as they stand."""
        words = [
            (found.start(), found.end()) for found in _WORD.finditer("".join(p.text for p in self._pieces))
        ]
        lengths = [end - start + 1 for start, end in words]
        return [0, *accumulate(lengths[:-1])], [start for start, _ in words]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(piece.text) for piece in self._pieces[:-1])]

    def place(self, sign: int) -> tuple[int, int]:
        """Where one sign of the block's text came from."""
        in_text, in_pieces = self._words
        word = bisect_right(in_text, sign) - 1
        raw = in_pieces[word] + sign - in_text[word]
        index = bisect_right(self._starts, raw) - 1
        return self._pieces[index].place(raw - self._starts[index])


class Intake:
    """The blocks of a text, and where each stood in it."""

    __slots__ = ("_sources", "blocks")

    def __init__(self, blocks: Sequence[Block], sources: Sequence[Source]) -> None:
        self.blocks = tuple(blocks)
        self._sources = tuple(sources)

    def span(self, block: int, start: int, end: int) -> tuple[int, int]:
        """Where `start` to `end` of the text of block number `block` stood in the text as sent.

        Markup between is within, markup around is not. An empty span stays empty. Raises `IndexError`
        for what is in no block.
        """
        source, length = self._sources[block], len(self.blocks[block].text)
        if not 0 <= start <= end <= length:
            raise IndexError(f"{start} to {end} is not within the {length} signs of block {block}")
        if start == end:
            at = source.place(start)[0] if start < length else source.place(length - 1)[1]
            return at, at
        return source.place(start)[0], source.place(end - 1)[1]
