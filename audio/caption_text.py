"""The text of a sentence in pieces, and how well it can be parted between any two of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from audio.caption_rules import rules
from audio.webvtt import readable
from audio.word_places import LEADING, TRAILING

CLOSING = "\"')]\u2019\u201d\u00bb"
OPENING = "\"'([\u2018\u201c\u00ab\u2013\u2014"

# What it costs to part a text, by what stands there: the less, the more natural.
AFTER_CLAUSE, AFTER_COMMA, BEFORE_OPENING, BEFORE_LEADING, ANYWHERE = 0, 1, 1, 2, 4
IN_NAME, AFTER_CLINGING, BEFORE_SIGN = 6, 8, 20
UNEVEN = 6  # for lines of which one has all the text


@dataclass(frozen=True, slots=True)
class Piece:
    """A word with its punctuation, or a line's length of a longer one.

    `start` is its offset in the sentence, `columns` its width, `parting` the cost of parting the
    text behind it.
    """

    text: str
    start: int
    columns: int
    parting: int


def pieces(sentence: str) -> list[Piece]:
    """Cut a sentence at white space, and words that are longer than a line. Controls are left out."""
    cut = [
        (match.start() + at, text) for match in re.finditer(r"\S+", sentence) for at, text in _cut(match[0])
    ]
    return [
        Piece(text, start, columns(text), _parting(text, following, first=start == 0))
        for (start, text), (_, following) in zip_longest(cut, cut[1:], fillvalue=(0, ""))
    ]


def columns(text: str) -> int:
    """Width in columns: two for an East Asian or emoji character, none for what joins the one before."""
    return len(text) if text.isascii() else sum(map(_width, text))


@lru_cache(maxsize=4096)
def _width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def _cut(token: str) -> Iterator[tuple[int, str]]:
    token = readable(token)
    limit = rules().line_columns
    if len(token) <= limit // 2:
        if token:
            yield 0, token
        return
    start = width = 0
    for at, letter in enumerate(token):
        if width + _width(letter) > limit:
            yield start, token[start:at]
            start, width = at, 0
        width += _width(letter)
    yield start, token[start:]


def _parting(text: str, following: str, *, first: bool) -> int:
    """The cost of parting behind a text, from what follows it."""
    known = rules()
    bare, next_bare = _bare(text), _bare(following)
    end = text.rstrip(CLOSING)[-1:]
    if not any(map(str.isalnum, following)):
        cost = BEFORE_SIGN
    elif bare in known.abbreviated and end == ".":
        cost = AFTER_CLINGING
    elif end in ".?!;:\u2013\u2014\u2026":
        cost = AFTER_CLAUSE
    elif end == ",":
        cost = AFTER_COMMA
    elif bare in known.clinging:
        cost = AFTER_CLINGING
    elif next_bare in known.leading:
        cost = BEFORE_LEADING
    elif bare[-1:].isdigit():  # a number and its unit
        cost = AFTER_CLINGING
    elif following[0] in OPENING:
        cost = BEFORE_OPENING
    elif text[0].isupper() and following[0].isupper() and not first:
        cost = IN_NAME
    else:
        cost = ANYWHERE
    return cost


def _bare(text: str) -> str:
    return text.strip(LEADING + TRAILING).casefold()


def width(shown: Sequence[Piece]) -> int:
    """Columns of pieces on one line, with a space between any two."""
    return sum(piece.columns for piece in shown) + len(shown) - 1


def lines(shown: Sequence[Piece]) -> tuple[str, ...]:
    """Lay out what fits on two lines: on one if it can, else parted where it is natural, and evenly."""
    texts, limit, whole = [piece.text for piece in shown], rules().line_columns, width(shown)
    if whole <= limit:
        return (" ".join(texts),)
    first = -1
    costs: list[tuple[float, int]] = []
    for count, piece in enumerate(shown[:-1], start=1):
        first += 1 + piece.columns
        if first <= limit and whole - first - 1 <= limit:
            costs.append((piece.parting + UNEVEN * abs(whole - 2 * first) / whole, count))
    _, count = min(costs)
    return " ".join(texts[:count]), " ".join(texts[count:])
