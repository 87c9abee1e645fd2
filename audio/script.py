"""Scripts: what to say, in order, with the silences between. Plain data, no engine in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Swap:
    """A stretch of shown words that is said differently.

    `shown_start:shown_end` are code points in the utterance's `shown`; `spoken_start:spoken_end` in
    its `spoken`. Between swaps both strings are equal, so every offset can be mapped back.
    """

    shown_start: int
    shown_end: int
    spoken_start: int
    spoken_end: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence (or heading, or item): the words on the page and the words to say.

    `part` tells what it belongs to: "title", "body" or "disclaimer". `start` is the offset of
    `shown` in that part's own text, in code points.
    """

    shown: str
    spoken: str
    part: str
    start: int = 0
    swaps: tuple[Swap, ...] = ()

    @property
    def phonemes(self) -> tuple[tuple[int, int], ...]:
        """Ranges of `spoken` that may carry `[[phonemes]]`: swaps, as only an editor writes those.

        Brackets anywhere else come from the shown text and must not command the engine.
        """
        ranges = ((swap.spoken_start, swap.spoken_end) for swap in self.swaps)
        return tuple((start, end) for start, end in ranges if "[[" in self.spoken[start:end])


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence, in milliseconds (0-10,000)."""

    ms: int

    def __post_init__(self) -> None:
        if not 0 <= self.ms <= 10_000:
            raise ValueError(f"a pause is 0-10,000 ms, not {self.ms}")


@dataclass(frozen=True, slots=True)
class Script:
    """Utterances and pauses in order, in one language (BCP 47)."""

    language: str
    items: tuple[Utterance | Pause, ...]

    def utterances(self) -> Iterator[Utterance]:
        """Give the utterances alone, in order."""
        return (item for item in self.items if isinstance(item, Utterance))
