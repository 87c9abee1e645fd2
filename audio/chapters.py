"""Chapters of a sound: a title for the utterance that each begins with."""

from __future__ import annotations

from collections.abc import Mapping

from audio.encoding import Chapter
from audio.engine import Timing

ChapterTitles = Mapping[int, str]
"""Titles by the position, among the script's utterances, of the one that a chapter begins with."""

NO_CHAPTERS: ChapterTitles = {}


def chapters_of(timing: Timing, titles: ChapterTitles) -> tuple[Chapter, ...]:
    """Give the chapters in order, each up to the next, the last to the end of the sound.

    Raises ValueError for an utterance that the sound does not have.
    """
    if not all(0 <= index < len(timing.utterances) for index in titles):
        raise ValueError("a chapter begins with an utterance that the script does not have")
    starts = [timing.ms(timing.utterances[index].start) for index in sorted(titles)]
    ends = [*starts, timing.duration_ms][1:]
    return tuple(
        Chapter(titles[index], start, end)
        for index, start, end in zip(sorted(titles), starts, ends, strict=True)
    )
