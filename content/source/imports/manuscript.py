"""A manuscript: all that a source says, in order, and what it tells about itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from content.article import BlockKind

Format = Literal["text", "markdown", "html", "wordpress", "docx"]
Fact = Literal[
    "title",
    "author",
    "published",
    "url",
    "publisher",
    "about_author",
    "disclaimer",
    "disclaimer_url",
    "reviewed",
    "modified",
    "language",
]

# Control characters and marks that turn the direction of writing; a package may not hold them. What is
# a blank of some kind (tab, form feed, NEL) parts words and is not among them.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Span:
    """Words in a row that look alike. `href` is an address, or empty."""

    text: str
    href: str = ""
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a heading or a list item.

    `depth` is a heading's level (1-6) or how deep an item's list is nested (from 1); 0 for a paragraph.
    `number` is that of an item in a numbered list, None elsewhere. `continues` marks a further paragraph
    of the item before.
    """

    kind: BlockKind
    spans: tuple[Span, ...]
    depth: int = 0
    number: int | None = None
    continues: bool = False

    @property
    def text(self) -> str:
        """The words, with single blanks."""
        return " ".join("".join(span.text for span in self.spans).split())

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Known:
    """One fact about the article, and where it was found, said for an editor."""

    fact: Fact
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words that are not part of the article, and why they are thought not to be."""

    piece: Piece
    why: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What was read of a source.

    `known` is in order of trust: the first of a fact is the one to take. `notes` are for the editor.
    """

    format: Format
    pieces: tuple[Piece, ...]
    known: tuple[Known, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def texts(self) -> Iterator[str]:
        """Everything that was said, article or not."""
        yield from (piece.text for piece in self.pieces)
        yield from (left.piece.text for left in self.left_out)

    def cleaned(self) -> Manuscript:
        """This manuscript without signs that no package may hold, with a note if there were any."""
        found = sum(
            len(_UNSEEN.findall(span.text)) + len(_SURROGATE.findall(span.text))
            for piece in (*self.pieces, *(left.piece for left in self.left_out))
            for span in piece.spans
        )
        note = (
            (f"{found} control characters or unpaired surrogates were taken out; look where words look odd.",)
            if found
            else ()
        )
        return Manuscript(
            self.format,
            tuple(_cleaned(self.pieces)),
            tuple(replace(each, value=cleaned_text(each.value)) for each in self.known),
            tuple(LeftOut(piece, left.why) for left in self.left_out for piece in _cleaned([left.piece])),
            (*self.notes, *note),
        )


def cleaned_text(text: str) -> str:
    """Words with single blanks and without signs that no package may hold."""
    return " ".join(_SURROGATE.sub("\ufffd", _UNSEEN.sub("", text)).split())


def plain_piece(text: str, kind: BlockKind = "paragraph", depth: int = 0, number: int | None = None) -> Piece:
    """A piece of words that all look alike."""
    return Piece(kind, (Span(text),), depth, number)


def _cleaned(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        spans = tuple(
            replace(
                span, text=_SURROGATE.sub("\ufffd", _UNSEEN.sub("", span.text)), href=cleaned_text(span.href)
            )
            for span in piece.spans
        )
        cleaned = replace(piece, spans=spans)
        if cleaned.text:
            yield cleaned
