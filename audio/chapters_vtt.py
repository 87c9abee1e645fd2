"""Chapters as a WebVTT file, for `<track kind="chapters">`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from audio.encoding import Chapter
from audio.webvtt import Cue, document, readable


def to_webvtt_chapters(chapters: Iterable[Chapter], note: str = "") -> str:
    """A cue a chapter, its title on one line; no two at once, in the order of their starts.

    A chapter without a title to read or without time of its own is left out: menus can't show it.
    `note` stands at the head as a comment that players do not show.
    """
    return document(_cues(sorted(chapters, key=lambda chapter: chapter.start_ms)), note)


def _cues(chapters: Sequence[Chapter]) -> Iterator[Cue]:
    for number, chapter in enumerate(chapters, start=1):
        later = chapters[number].start_ms if number < len(chapters) else chapter.end_ms
        end, title = min(chapter.end_ms, later), " ".join(filter(None, map(readable, chapter.title.split())))
        if title and chapter.start_ms < end:
            yield Cue(chapter.start_ms, end, (title,))
