"""Sounds that are joined of others: stretches of scripts that are spoken once, and silences between."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from audio.engine import Speech, SpokenUtterance, Timing, WordEvent
from audio.errors import SoundTooLong
from audio.script import Pause, Script, Utterance

LONGEST_S = 3 * 3600
"""A joined sound is held in memory, 159 MB an hour at 22,050 Hz, while it is made and encoded."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Utterances of a script, from position `first` to before `end` (None: to the last one).

    The pauses between them belong to it, silence before and after does not. ValueError where there
    is no such utterance.
    """

    script: Script
    first: int = 0
    end: int | None = None

    def __post_init__(self) -> None:
        count = sum(1 for _ in self.script.utterances())
        if not 0 <= self.first < self.stop <= count:
            raise ValueError(f"a script of {count} utterances has no {self.first} to {self.end}")

    @property
    def stop(self) -> int:
        """Position behind the last utterance."""
        return sum(1 for _ in self.script.utterances()) if self.end is None else self.end

    @property
    def items(self) -> tuple[Utterance | Pause, ...]:
        """What is said, with the pauses between."""
        items = self.script.items
        places = [at for at, item in enumerate(items) if isinstance(item, Utterance)][self.first : self.end]
        return items[places[0] : places[-1] + 1]


@dataclass(frozen=True, slots=True)
class Joined:
    """Excerpts and pauses, one after the other. ValueError without any, or in two languages."""

    parts: tuple[Excerpt | Pause, ...]

    def __post_init__(self) -> None:
        if len({script.language for script in self.scripts()}) != 1:
            raise ValueError("what is joined has excerpts, all in one language")

    def scripts(self) -> Iterator[Script]:
        """Give the script of each excerpt, in order."""
        return (part.script for part in self.parts if isinstance(part, Excerpt))

    @property
    def script(self) -> Script:
        """All that is heard, as one script: its marks are those of the joined sound."""
        items: list[Utterance | Pause] = []
        for part in self.parts:
            items += (part,) if isinstance(part, Pause) else part.items
        return Script(next(self.scripts()).language, tuple(items))


Audible = Script | Joined
"""What can be heard: spoken, or joined of what was spoken."""


def join(joined: Joined, speech_of: Callable[[Script], Speech]) -> Speech:
    """Join excerpts of the scripts' speeches, to the sample.

    Raises SoundTooLong, and what `speech_of` raises.
    """
    speech_of = lru_cache(maxsize=1)(speech_of)  # a script often gives several excerpts in a row
    rate = speech_of(next(joined.scripts())).sample_rate
    pcm = io.BytesIO()
    timings: list[Timing] = []
    for part in joined.parts:
        if isinstance(part, Pause):
            pcm.write(bytes(2 * _silence(part, rate)))
        else:
            speech = speech_of(part.script)
            start, end = _stretch(part, speech.timing)
            pcm.write(memoryview(speech.pcm)[2 * start : 2 * end])
            timings.append(speech.timing)
        if pcm.tell() > 2 * rate * LONGEST_S:
            raise SoundTooLong(f"A sound is at most {LONGEST_S // 3600} hours long. Hear it in parts.")
    return Speech(pcm.getvalue(), join_timings(joined, timings))


def join_timings(joined: Joined, timings: list[Timing]) -> Timing:
    """Tell when all of it is heard, from the timing of each excerpt's script, in order.

    Raises ValueError when their sample rates differ.
    """
    rate = timings[0].sample_rate
    rest = iter(timings)
    utterances: list[SpokenUtterance] = []
    at = 0
    for part in joined.parts:
        if isinstance(part, Pause):
            at += _silence(part, rate)
            continue
        timing = next(rest)
        if timing.sample_rate != rate:
            raise ValueError(f"sounds of {rate} and {timing.sample_rate} Hz can't be joined")
        start, end = _stretch(part, timing)
        utterances += (_moved(each, at - start) for each in timing.utterances[part.first : part.end])
        at += end - start
    return Timing(rate, at, tuple(utterances))


def _silence(pause: Pause, rate: int) -> int:
    return round(pause.ms * rate / 1000)


def _stretch(excerpt: Excerpt, timing: Timing) -> tuple[int, int]:
    """First sample of an excerpt, and that behind its last."""
    utterances = timing.utterances[excerpt.first : excerpt.end]
    return utterances[0].start, utterances[-1].end


def _moved(spoken: SpokenUtterance, by: int) -> SpokenUtterance:
    words = tuple(WordEvent(word.offset, word.length, word.sample + by) for word in spoken.words)
    return SpokenUtterance(spoken.start + by, spoken.end + by, words)
