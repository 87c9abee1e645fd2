"""Marks as WebVTT captions (https://www.w3.org/TR/webvtt1/)."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from audio.marks import LEADING, Mark

LINE = 42
"""Characters a line: the usual limit for captions (BBC and Netflix guides)."""

LINES = 2

CLAUSE_END = re.compile(r"""[,;:.!?\u2014\u2013]["')\]\u2019\u201d]*$""")
EARLIEST_BREAK = 0.4  # of a full cue: a clause that ends before this is joined with what follows


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word with its punctuation, or a line's length of a longer one; `start` in the sentence."""

    start: int
    text: str


def to_webvtt(marks: Iterable[Mark], note: str = "") -> str:
    """Captions: a sentence or a clause a cue, at most two lines of 42 characters.

    `note` is put at the head as a comment that players do not show. No note, no comment.
    """
    blocks = ["WEBVTT"]
    if note.strip():
        # A comment ends at the first empty line, and may not hold the arrow of a cue's times.
        lines = [line.strip() for line in note.splitlines() if line.strip()]
        blocks.append("\n".join(["NOTE", *lines]).replace("-->", "--&gt;"))
    for sentence, words in _sentences(marks):
        blocks += _cues(sentence, words)
    return "\n\n".join(blocks) + "\n"


def _sentences(marks: Iterable[Mark]) -> Iterator[tuple[Mark, list[Mark]]]:
    sentence: Mark | None = None
    words: list[Mark] = []
    for mark in marks:
        if mark.type == "word":
            words.append(mark)
            continue
        if sentence:
            yield sentence, words
        sentence, words = mark, []
    if sentence:
        yield sentence, words


def _cues(sentence: Mark, words: Sequence[Mark]) -> Iterator[str]:
    chunks = list(_chunks(list(_pieces(sentence.value))))
    # Between the starts of words (a word longer than a cue is cut) time passes evenly.
    points = [(word.start - sentence.start, word.start_ms) for word in words]
    places, times = zip((0, sentence.start_ms), *points, (len(sentence.value), sentence.end_ms), strict=True)
    starts = [round(float(np.interp(_first_letter(chunk), places, times))) for chunk in chunks]
    ends = [*starts[1:], sentence.end_ms]
    for chunk, start, end in zip(chunks, [sentence.start_ms, *starts[1:]], ends, strict=True):
        if start < end:  # what is never heard has no time to be shown
            lines = (_escaped(line) for line in _lines(chunk))
            yield "\n".join([f"{_time(start)} --> {_time(end)}", *lines])


def _pieces(text: str) -> Iterator[_Piece]:
    for match in re.finditer(r"\S+", text):
        for start in range(match.start(), match.end(), LINE):
            yield _Piece(start, text[start : min(start + LINE, match.end())])


def _chunks(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    while pieces:
        fits = len(pieces)
        while len(_lines(pieces[:fits])) > LINES:
            fits = min(fits - 1, LINE * LINES)  # no piece is empty: more can't fit
        if fits < len(pieces):
            fits = _clause(pieces[:fits])
        yield pieces[:fits]
        pieces = pieces[fits:]


def _clause(pieces: list[_Piece]) -> int:
    """How many of these to show together: up to the last clause's end that is not too early."""
    for count in range(len(pieces), 0, -1):
        reached = pieces[count - 1]
        long_enough = reached.start + len(reached.text) - pieces[0].start >= EARLIEST_BREAK * LINE * LINES
        if long_enough and CLAUSE_END.search(reached.text):
            return count
    return len(pieces)


def _lines(pieces: Sequence[_Piece]) -> list[str]:
    text = " ".join(piece.text for piece in pieces)
    return textwrap.wrap(text, LINE, break_long_words=False, break_on_hyphens=False)


def _first_letter(chunk: Sequence[_Piece]) -> int:
    """Where its first word begins, behind quotes and brackets: there word marks begin too."""
    first = chunk[0]
    return first.start + len(first.text) - len(first.text.lstrip(LEADING))


def _time(ms: int) -> str:
    minutes, ms = divmod(ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{ms // 1000:02}.{ms % 1000:03}"


def _escaped(text: str) -> str:
    # The last also keeps the arrow of a cue's times out of its text.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
