"""A body's pieces in sections: where headings part them, each with an id for its folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.source.imports.manuscript import Piece, plain_piece
from content.source.metadata import MOST_SECTIONS

#: What stands before the first heading.
INTRODUCTION = "Introduction"
_LONGEST_ID = 60
_CLAUSE = re.compile(r"[?!:|]\s|\s[-\u2013\u2014|]\s")
_NOT_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A section to be: its id, its title, and its pieces, none of which is at the title's own depth."""

    id: str
    title: str
    pieces: tuple[Piece, ...]


def arrange(body: Sequence[Piece]) -> tuple[Part, ...]:
    """Sections, parted at the highest headings there are. No piece is left out.

    A heading with nothing under it starts a section together with the next one; past the 200 sections
    that a package may have, headings become sub-headings.
    """
    top = min((piece.depth for piece in body if piece.kind == "heading"), default=1)
    groups: list[tuple[str, list[Piece]]] = [("", [])]
    for piece in body:
        starts = piece.kind == "heading" and piece.depth == top
        if not starts or len(groups) >= MOST_SECTIONS:
            lower = max(2, piece.depth - top + 1) if piece.kind == "heading" else piece.depth
            groups[-1][1].append(replace(piece, depth=2 if starts else min(6, lower)))
        elif groups[-1][0] and not groups[-1][1]:
            groups[-1][1].append(replace(piece, depth=2))
        else:
            groups.append((piece.text, []))
    if groups[-1][0] and not _has_words(groups[-1][1]) and len(groups) > 1:
        # The last heading heads nothing: its words go to the section before, or start one.
        title, rest = groups.pop()
        ends = [plain_piece(title), *(plain_piece(piece.text) for piece in rest)]
        groups[-1][1].extend(ends)
    parts: list[Part] = []
    for title, pieces in groups:
        if title or pieces:
            shown = title or INTRODUCTION
            taken = {part.id for part in parts}
            parts.append(
                Part(unused_id(slug_of(shown) or f"section-{len(parts) + 1}", taken), shown, _sound(pieces))
            )
    return tuple(parts)


def _has_words(pieces: Sequence[Piece]) -> bool:
    return any(piece.kind != "heading" for piece in pieces)


def _sound(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Items that a list can hold: no item skips a depth, and no further paragraph stands without its item."""
    sound: list[Piece] = []
    depth = 0
    for piece in pieces:
        if piece.kind != "item":
            depth = 0  # what is no item ends a list
            sound.append(piece)
            continue
        # Three levels are as deep as anybody can follow, and well above the reader's own limit.
        now = max(1, min(piece.depth, depth + 1, 3))
        continues = piece.continues and depth > 0 and now <= depth
        sound.append(replace(piece, depth=now, continues=continues))
        depth = now
    return tuple(sound)


def slug_of(text: str) -> str:
    """An id made of a text: its first words in a-z and 0-9, at most 60 letters; empty where it has none."""
    plain = unicodedata.normalize("NFKD", text.replace("\u2019", "").replace("'", "")).encode(
        "ascii", "ignore"
    )
    words = _NOT_ID.sub("-", plain.decode("ascii").lower()).strip("-")
    if len(words) <= _LONGEST_ID:
        return words
    return words[: _LONGEST_ID + 1].rpartition("-")[0] or words[:_LONGEST_ID]


def slug_of_title(title: str) -> str:
    """An id made of a title's first clause: "What is sleep? All you need to know" is `what-is-sleep`."""
    clause = _CLAUSE.split(title, maxsplit=1)[0]
    return slug_of(clause if len(clause.split()) > 2 else title)


def unused_id(name: str, taken: set[str]) -> str:
    """This id, or with the first number from 2 that is free."""
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
