"""When each word and sentence is heard: marks for highlighting, as JSON and for captions.

A word lasts until the next one begins, silence and spoken signs ("&") between them included: so a
highlight never goes out inside a sentence, and media overlays miss no sound.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from audio.engine import SpokenUtterance, Timing
from audio.script import Script, Utterance
from audio.word_places import Place, places, spoken_length

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
    words = places(utterance)
    if not words:
        return
    starts = [timing.ms(sample) for sample in _starts(utterance, spoken, words, timing.sample_rate)]
    for word, start, end in zip(words, starts, [*starts[1:], end_ms], strict=True):
        text = utterance.shown[word.start : word.end]
        begin = utterance.start + word.start
        yield Mark("word", start, end, text, begin, begin + len(text), utterance.part)


def _starts(
    utterance: Utterance, spoken: SpokenUtterance, words: Sequence[Place], sample_rate: int
) -> list[int]:
    """First sample of each word: from the engine's first event in it, else shared out by length."""
    shortest = SHORTEST_MS * sample_rate // 1000
    count, length = len(words), spoken.end - spoken.start
    if count * shortest > length:
        return [spoken.start + length * index // count for index in range(count)]
    anchors = [(0, spoken.start)]
    for index, sample in _heard(spoken, words):
        last_index, last_sample = anchors[-1]
        earliest = last_sample + (index - last_index) * shortest
        start = min(max(sample, earliest), spoken.end - (count - index) * shortest)
        if index == 0:  # what is before the first word is silence
            anchors.clear()
        anchors.append((index, start))
    anchors.append((count, spoken.end))
    lengths = [spoken_length(utterance.spoken[word.spoken_start : word.spoken_end]) for word in words]
    starts: list[int] = []
    for (first, begin), (last, end) in pairwise(anchors):
        starts += _shared(lengths[first:last], begin, end, shortest)
    return starts


def _heard(spoken: SpokenUtterance, words: Sequence[Place]) -> Iterator[tuple[int, int]]:
    """Index and first sample of each word in which an event fell, in the order of the words.

    Events between words are of signs that are no words ("&", an emoji): they tell nothing of the next.
    """
    ends = [word.spoken_end for word in words]
    latest = -1
    for event in spoken.words:
        index = bisect_right(ends, event.offset)
        if latest < index < len(words) and words[index].spoken_start <= event.offset:
            latest = index
            yield index, event.sample


def _shared(lengths: Sequence[int], begin: int, end: int, shortest: int) -> Iterator[int]:
    if not any(lengths):
        lengths = [1] * len(lengths)
    spare = end - begin - shortest * len(lengths)
    total = sum(lengths)
    for index, before in enumerate(accumulate(lengths[:-1], initial=0)):
        yield begin + index * shortest + spare * before // total
