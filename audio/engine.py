"""What a speech engine is: the protocol, and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from audio.script import Script

MIN_RATE = 80
"""Words a minute. Below this espeak-ng clips the rate without a word."""

MAX_RATE = 450
"""Words a minute: the fastest that espeak-ng offers."""

DEFAULT_RATE = 150
"""Words a minute. A speech recogniser heard 2.2 % of words wrong at 150, 7.3 % at 165."""

DEFAULT_VOICE = "en-us"


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that an engine offers.

    `language` is a BCP 47 tag in lower case; `gender` is "male", "female" or "" (not said).
    """

    id: str
    name: str
    language: str
    gender: str
    engine: str


@dataclass(frozen=True, slots=True)
class WordEvent:
    """The engine began a word.

    `offset` and `length` are code points in the utterance's `spoken` (length 0 where the engine
    does not tell); `sample` is its first sample, counted from the start of the whole speech.
    """

    offset: int
    length: int
    sample: int


@dataclass(frozen=True, slots=True)
class SpokenUtterance:
    """Where an utterance stands in the sound: samples `start` (included) to `end` (excluded)."""

    start: int
    end: int
    words: tuple[WordEvent, ...]


@dataclass(frozen=True, slots=True)
class Timing:
    """When each utterance of a script is heard. `samples` is the length of the whole."""

    sample_rate: int
    samples: int
    utterances: tuple[SpokenUtterance, ...]

    @property
    def duration_ms(self) -> int:
        """Length of the sound, rounded to the millisecond."""
        return self.ms(self.samples)

    def ms(self, sample: int) -> int:
        """Milliseconds from the start of the sound to this sample, rounded."""
        return round(sample * 1000 / self.sample_rate)


@dataclass(frozen=True, slots=True)
class Speech:
    """A spoken script: mono 16-bit little-endian PCM and its timing."""

    pcm: bytes
    timing: Timing

    def __post_init__(self) -> None:
        if len(self.pcm) != 2 * self.timing.samples:
            raise ValueError(f"{len(self.pcm)} bytes are not {self.timing.samples} samples of 16 bits")

    @property
    def sample_rate(self) -> int:
        """Samples a second."""
        return self.timing.sample_rate

    @property
    def duration_ms(self) -> int:
        """Length of the sound, rounded to the millisecond."""
        return self.timing.duration_ms


class SpeechEngine(Protocol):
    """Anything that speaks scripts.

    The same script, voice and rate give the same bytes wherever `identity_of` that voice is the same.
    """

    def identity_of(self, voice: str) -> str:
        """Name and versions of all that shapes the sound in this voice; part of every audio key.

        Cheap: no worker is started. Raises UnknownVoice, SpeechUnavailable.
        """
        ...

    def voices(self) -> tuple[Voice, ...]:
        """List the voices on offer, sorted by id. Raises SpeechUnavailable."""
        ...

    def speak(self, script: Script, voice: str, rate: int = DEFAULT_RATE) -> Speech:
        """Speak a script in the voice of this id, at `rate` words a minute (80-450).

        Raises UnknownVoice, SpeechUnavailable, SpeechFailed, SpeechTimedOut, and ValueError for
        a rate out of range.
        """
        ...


def check_rate(rate: int) -> None:
    """Raise ValueError unless the rate is 80-450 words a minute."""
    if not MIN_RATE <= rate <= MAX_RATE:
        raise ValueError(f"a rate is {MIN_RATE}-{MAX_RATE} words a minute, not {rate}")
