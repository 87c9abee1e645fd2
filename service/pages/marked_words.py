"""The first use of each word that is explained, marked in a section's HTML, its meaning after the block.

The HTML is our own, sanitised (`content.source.markdown`). It is never written anew: what is added is
put between its signs, so no word of an article can be altered, dropped or moved.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from service.glossary import Word
from service.word_uses import Use, uses

#: Elements that stand inside a line of text. All others begin a new one.
_INLINE = {"a", "code", "em", "strong"}
#: In these no word is marked.
_BARRED = {"a", "code", "h1", "h2", "h3", "h4", "h5", "h6"}
#: Nothing but words may stand in these: a meaning goes after them. In all others it goes to the end.
_WORDS_ONLY = {"p", "h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass(frozen=True, slots=True)
class Marking:
    """How a word is marked: what goes before and after its first use, and its meaning as a block."""

    before: Callable[[Word], str]
    after: str
    meaning: Callable[[Word], str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text that stands in the source from `start` to `end`; `at` is its place in its block's text.

    `inside` holds the elements that are open around it within the block, each by a number of its own.
    """

    at: int
    text: str
    start: int
    end: int
    inside: tuple[int, ...]
    barred: bool


@dataclass(slots=True)
class _Block:
    """A run of text between block elements; `meanings` is the place in the source for what is explained."""

    pieces: list[_Piece] = field(default_factory=list)
    meanings: int = 0


def mark_words(html: str, words: tuple[Word, ...], marking: Marking) -> tuple[str, frozenset[Word]]:
    """The HTML with the first use of each word marked; and which of them were found.

    A longer term wins over one inside it. Left unmarked, for a later use if there is one, is what
    stands in a link or a heading, or has half of an emphasis in it.
    """
    by_term = {word.term.term: word for word in words}
    wanted = dict(by_term)
    added: list[tuple[int, str]] = []
    for block in _blocks(html) if words else ():
        if not wanted:
            break
        meanings = []
        for use in uses(tuple(by_term), "".join(piece.text for piece in block.pieces)):
            place = _place(block, use) if use.term in wanted else None
            if place:
                word = wanted.pop(use.term)
                added += [(place[0], marking.before(word)), (place[1], marking.after)]
                meanings.append((block.meanings, marking.meaning(word)))
        added += meanings
    return _with(html, added), frozenset(words) - frozenset(wanted.values())


def _with(html: str, added: list[tuple[int, str]]) -> str:
    parts, at = [], 0
    for place, what in sorted(added, key=lambda each: each[0]):
        parts += [html[at:place], what]
        at = place
    return "".join([*parts, html[at:]])


def _place(block: _Block, use: Use) -> tuple[int, int] | None:
    """Where a use begins and ends in the source; None where it can't be marked as one."""
    pieces = block.pieces
    first = bisect_right(pieces, use.start, key=lambda piece: piece.at) - 1
    last = bisect_right(pieces, use.end - 1, key=lambda piece: piece.at) - 1
    # The same elements are open at both ends: so they are all along, and what opens between is closed.
    if pieces[first].inside != pieces[last].inside or any(each.barred for each in pieces[first : last + 1]):
        return None
    return _source(pieces[first], use.start), _source(pieces[last], use.end - 1, 1)


def _source(piece: _Piece, at: int, length: int = 0) -> int:
    if len(piece.text) != piece.end - piece.start:  # "&amp;" and its like: all of it or nothing
        return piece.end if length else piece.start
    return piece.start + at - piece.at + length


def _blocks(html: str) -> list[_Block]:
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    reader.end_block(len(html))
    return reader.blocks


class _Reader(HTMLParser):
    """Lists the blocks of sanitised HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[_Block] = []
        self._html = html
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._block = _Block()
        self._length = 0
        self._open: list[int] = []
        self._barring = 0
        self._count = 0

    def end_block(self, meanings: int) -> None:
        """Begin another block; meanings of the one before go to this place in the source."""
        if self._block.pieces:
            self._block.meanings = meanings
            self.blocks.append(self._block)
        self._block, self._length = _Block(), 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Open an inline element, or end the block before a new one."""
        if tag in _INLINE:
            self._count += 1
            self._open.append(self._count)
        else:
            self.end_block(self._here())
        self._barring += tag in _BARRED

    def handle_endtag(self, tag: str) -> None:
        """Close an inline element, or end the block."""
        here = self._here()
        if tag in _INLINE:
            self._open.pop()
        else:
            self.end_block(self._html.index(">", here) + 1 if tag in _WORDS_ONLY else here)
        self._barring -= tag in _BARRED

    def handle_data(self, data: str) -> None:
        """Take text as it stands."""
        self._take(data, len(data))

    def handle_entityref(self, name: str) -> None:
        """Take a sign that has a name, such as `&amp;`."""
        self._take_reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """Take a sign that has a number, such as `&#39;`."""
        self._take_reference(f"&#{name}")

    def _take_reference(self, written: str) -> None:
        if self._html.startswith(";", self._here() + len(written)):
            written += ";"
        self._take(unescape(written), len(written))

    def _take(self, text: str, length: int) -> None:
        start = self._here()
        piece = _Piece(self._length, text, start, start + length, tuple(self._open), self._barring > 0)
        self._block.pieces.append(piece)
        self._length += len(text)

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
