"""Marks as captions: cues that a reader can follow, as a WebVTT file.

A cue is a sentence, or a clause of a longer one. It comes with its first word, never before: who
reads along must not know what was not yet said. It stays until the next, or a while into a long
silence. No word is left out, so speech that is too fast to read makes cues that are too fast to read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

import numpy as np

from audio.caption_rules import rules
from audio.caption_text import Piece, lines, pieces
from audio.cue_cuts import cue_cuts
from audio.marks import Mark
from audio.webvtt import Cue, document

LINES = 2


@dataclass(frozen=True, slots=True)
class _Said:
    """Lines of a cue, and when they are heard, in milliseconds."""

    start_ms: int
    end_ms: int
    part: str
    lines: tuple[str, ...]


def to_webvtt(marks: Iterable[Mark], note: str = "") -> str:
    """Captions: a sentence or a clause a cue, at most two lines of 42 columns, no two at once.

    Every word is shown once, in order. `note` stands at the head as a comment that players do not
    show. No note, no comment.
    """
    return document(_cues(_joined(list(_said(marks)))), note)


def _said(marks: Iterable[Mark]) -> Iterator[_Said]:
    sentences = _sentences(marks)
    for (sentence, words), following in zip_longest(sentences, sentences[1:]):
        next_ms = following[0].start_ms if following else None
        found = pieces(sentence.value)
        if not found:  # controls alone
            continue
        starts = _starts(found, sentence, words)
        cuts = cue_cuts(found, [*starts, _stays_until(sentence.end_ms, next_ms)])
        ends = [*(starts[cut] for cut in cuts[1:-1]), sentence.end_ms]
        for (first, end), end_ms in zip(pairwise(cuts), ends, strict=True):
            yield _Said(starts[first], end_ms, sentence.part, lines(found[first:end]))


def _sentences(marks: Iterable[Mark]) -> list[tuple[Mark, list[Mark]]]:
    found: list[tuple[Mark, list[Mark]]] = []
    for mark in marks:
        if mark.type == "sentence":
            found.append((mark, []))
        else:
            found[-1][1].append(mark)
    return found


def _starts(found: Sequence[Piece], sentence: Mark, words: Sequence[Mark]) -> list[int]:
    """When each piece begins to be heard. Within a word that had to be cut, time passes evenly."""
    at = [word.start - sentence.start for word in words]
    places = [_first_word(piece, at) for piece in found]
    times = [sentence.start_ms, *(word.start_ms for word in words), sentence.end_ms]
    starts = np.interp(places, [0, *at, len(sentence.value)], times)
    return [sentence.start_ms, *(round(ms) for ms in starts.tolist()[1:])]


def _first_word(piece: Piece, words: Sequence[int]) -> int:
    """Where the first word begins that is in a piece, behind quotes and brackets; else the piece itself."""
    first = bisect_left(words, piece.start)
    inside = first < len(words) and words[first] < piece.start + len(piece.text)
    return words[first] if inside else piece.start


def _stays_until(end_ms: int, next_ms: int | None) -> int:
    """Until when a text stays whose words end, given when the words of the next begin."""
    if next_ms is None:
        return end_ms
    if next_ms - end_ms <= rules().linger_ms:
        return next_ms
    return min(end_ms + rules().linger_ms, next_ms - rules().gap_ms)


def _joined(said: Sequence[_Said]) -> list[_Said]:
    """Put what is too brief to be read together with its neighbour, each on its own line."""
    joined: list[_Said] = []
    for each, following in zip_longest(said, said[1:]):
        last = joined[-1] if joined else None
        if last and (_is_brief(last, each) or _is_brief(each, following)) and _go_together(last, each):
            joined[-1] = _Said(last.start_ms, each.end_ms, last.part, last.lines + each.lines)
        else:
            joined.append(each)
    return joined


def _is_brief(said: _Said, following: _Said | None) -> bool:
    next_ms = following.start_ms if following else None
    return _stays_until(said.end_ms, next_ms) - said.start_ms < rules().shortest_ms


def _go_together(one: _Said, other: _Said) -> bool:
    return (
        one.part == other.part
        and len(one.lines + other.lines) <= LINES
        and other.start_ms - one.end_ms <= rules().linger_ms
        and other.end_ms - one.start_ms <= rules().longest_ms
    )


def _cues(said: Sequence[_Said]) -> Iterator[Cue]:
    free_ms = 0
    for each, following in zip_longest(said, said[1:]):
        start_ms = max(each.start_ms, free_ms)
        next_ms = following.start_ms if following else None
        end_ms = max(_stays_until(each.end_ms, next_ms), start_ms + rules().shortest_ms)
        if next_ms is not None:
            end_ms = min(end_ms, next_ms)
        # What takes no time has yet to be shown: a cue lasts a moment at least.
        free_ms = max(end_ms, start_ms + 1)
        yield Cue(start_ms, free_ms, each.lines)
