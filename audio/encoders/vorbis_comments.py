"""Vorbis comments, as Opus and FLAC files carry them (https://xiph.org/vorbis/doc/v-comment.html)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audio.encoding import Chapter


def comments(tags: Mapping[str, str], chapters: Sequence[Chapter]) -> dict[str, str]:
    """All tags, and the chapters as https://wiki.xiph.org/Chapter_Extension has them.

    FFmpeg gives three of the tags their Vorbis names: the comment becomes DESCRIPTION, the track
    TRACKNUMBER. Its own way with chapters is not used: it rounds seconds up and then adds the
    milliseconds (1.5 s becomes 2.5 s).
    """
    named = dict(tags)
    for index, chapter in enumerate(chapters):
        minutes, ms = divmod(chapter.start_ms, 60_000)
        hours, minutes = divmod(minutes, 60)
        named[f"CHAPTER{index:03}"] = f"{hours:02}:{minutes:02}:{ms // 1000:02}.{ms % 1000:03}"
        named[f"CHAPTER{index:03}NAME"] = chapter.title
    return named
