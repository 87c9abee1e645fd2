"""When each word and sentence is heard: marks for highlighting, as JSON and as WebVTT captions.

A *word* is a stretch of shown text between white space that has a letter or a digit in it. Its mark
leaves out the quotes, brackets and sentence punctuation around it. "30-40%" is one word, and so is
"word\u2014word"; a dash on its own is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from audio.engine import SpokenUtterance, Timing
from audio.script import Script, Utterance

LEADING = "\"'([{<\u2018\u201c\u201e\u00ab\u00bf\u00a1*_-\u2013\u2014\u2026\u2022"
TRAILING = "\"')]}>\u2019\u201d\u00bb.,;:!?*_-\u2013\u2014\u2026"

SHORTEST_MS = 10  # a word's share where the engine's events leave it none


@dataclass(frozen=True, slots=True)
class Mark:
    """A sentence or a word, when it is heard and where it stands.

    `start_ms`-`end_ms` count from the start of the sound; `start`:`end` are code points in the
    text of `part` ("title", "body" or "disclaimer"), where `value` is found.
    """

    type: Literal["sentence", "word"]
    start_ms: int
    end_ms: int
    value: str
    start: int
    end: int
    part: str


@dataclass(frozen=True, slots=True)
class _Word:
    start: int  # code points in the utterance's shown text
    end: int
    token_end: int  # with the punctuation that follows


def marks(script: Script, timing: Timing) -> tuple[Mark, ...]:
    """Each utterance's sentence mark, followed by its word marks; all in order.

    Every shown word has exactly one mark, and no two word marks overlap. Raises ValueError when
    the timing is of another script.
    """
    found: list[Mark] = []
    for utterance, spoken in zip(script.utterances(), timing.utterances, strict=True):
        found += _of_utterance(utterance, spoken, timing)
    return tuple(found)


def to_json(found: Iterable[Mark], *, duration_ms: int, voice: str) -> dict[str, object]:
    """Turn marks into JSON's types. Marks of the body carry no `part`."""
    return {"duration_ms": duration_ms, "voice": voice, "marks": [_mark_to_json(mark) for mark in found]}


def _mark_to_json(mark: Mark) -> dict[str, object]:
    data: dict[str, object] = {
        "type": mark.type,
        "start_ms": mark.start_ms,
        "end_ms": mark.end_ms,
        "value": mark.value,
        "start": mark.start,
        "end": mark.end,
    }
    return data if mark.part == "body" else {**data, "part": mark.part}


def _of_utterance(utterance: Utterance, spoken: SpokenUtterance, timing: Timing) -> Iterator[Mark]:
    value = utterance.shown.strip()
    if not value:
        return
    at = utterance.start + utterance.shown.index(value)
    start_ms, end_ms = timing.ms(spoken.start), timing.ms(spoken.end)
    yield Mark("sentence", start_ms, end_ms, value, at, at + len(value), utterance.part)
    words = list(_words(utterance.shown))
    if not words:
        return
    starts = [timing.ms(sample) for sample in _starts(utterance, spoken, words, timing.sample_rate)]
    for word, start, end in zip(words, starts, [*starts[1:], end_ms], strict=True):
        text = utterance.shown[word.start : word.end]
        begin = utterance.start + word.start
        yield Mark("word", start, end, text, begin, begin + len(text), utterance.part)


def _words(shown: str) -> Iterator[_Word]:
    for match in re.finditer(r"\S+", shown):
        token = match[0]
        if any(letter.isalnum() for letter in token):
            start = match.start() + len(token) - len(token.lstrip(LEADING))
            end = match.end() - (len(token) - len(token.rstrip(TRAILING)))
            yield _Word(start, end, match.end())


def _starts(
    utterance: Utterance, spoken: SpokenUtterance, words: Sequence[_Word], sample_rate: int
) -> list[int]:
    """First sample of each word: from the engine's first event in it, else shared out by length."""
    shortest = SHORTEST_MS * sample_rate // 1000
    count, length = len(words), spoken.end - spoken.start
    if count * shortest > length:
        return [spoken.start + length * index // count for index in range(count)]
    anchors = [(0, spoken.start)]
    for index, sample in _heard(utterance, spoken, words):
        if index == 0:
            # What is before the first word is silence; but leave room for all the others.
            anchors = [(0, min(sample, spoken.end - count * shortest))]
            continue
        last_index, last_sample = anchors[-1]
        if last_sample + (index - last_index) * shortest <= sample <= spoken.end - (count - index) * shortest:
            anchors.append((index, sample))
    anchors.append((count, spoken.end))
    starts: list[int] = []
    for (first, begin), (last, end) in pairwise(anchors):
        starts += _shared(words[first:last], begin, end, shortest)
    return starts


def _shared(words: Sequence[_Word], begin: int, end: int, shortest: int) -> Iterator[int]:
    letters = sum(word.end - word.start for word in words)
    spare = end - begin - shortest * len(words)
    before = 0
    for index, word in enumerate(words):
        yield begin + index * shortest + spare * before // letters
        before += word.end - word.start


def _heard(
    utterance: Utterance, spoken: SpokenUtterance, words: Sequence[_Word]
) -> Iterator[tuple[int, int]]:
    """Index and first sample of each word in which an event fell, in the order of the words."""
    ends = [word.token_end for word in words]
    latest = -1
    for event in spoken.words:
        # An event on the space or the quote before a word is that word's: count the ends behind it.
        index = bisect_right(ends, shown_offset(utterance, event.offset))
        if latest < index < len(words):
            latest = index
            yield index, event.sample


def shown_offset(utterance: Utterance, spoken_offset: int) -> int:
    """Where a code point of the spoken text stands in the shown text.

    Inside a swap it is the point as far along, by share of length.
    """
    shift = 0
    for swap in utterance.swaps:
        if spoken_offset < swap.spoken_start:
            break
        if spoken_offset < swap.spoken_end:
            share = (spoken_offset - swap.spoken_start) / (swap.spoken_end - swap.spoken_start)
            return swap.shown_start + int(share * (swap.shown_end - swap.shown_start))
        shift = swap.shown_end - swap.spoken_end
    return spoken_offset + shift
