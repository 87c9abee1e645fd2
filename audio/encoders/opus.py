"""Opus in Ogg, 24 kbit/s: the smallest, for browsers and apps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audio.encoders.av_codec import AvCodec
from audio.encoding import Chapter

CODEC = AvCodec(
    container="ogg",
    codec="libopus",
    rate=24_000,  # Opus refuses 22,050 Hz; nothing above 11 kHz is in the sound
    bit_rate=24_000,
    sample_format="s16",
    codec_options={"compression_level": "5", "frame_duration": "60"},
)


class OpusEncoder:
    """Tags are Vorbis comments (the comment is DESCRIPTION), chapters CHAPTERxxx."""

    name = "opus"
    media_type = "audio/ogg; codecs=opus"
    settings = CODEC.settings

    def encode(
        self, pcm: bytes, sample_rate: int, tags: Mapping[str, str], chapters: Sequence[Chapter] = ()
    ) -> bytes:
        """Encode mono 16-bit PCM. Raises EncodingFailed."""
        return CODEC.encode(pcm, sample_rate, {**tags, **_chapter_tags(chapters)})


def _chapter_tags(chapters: Sequence[Chapter]) -> dict[str, str]:
    """Write chapters as https://wiki.xiph.org/Chapter_Extension has it.

    Not FFmpeg's own: it rounds seconds up and then adds the milliseconds (1.5 s becomes 2.5 s).
    """
    tags: dict[str, str] = {}
    for index, chapter in enumerate(chapters):
        minutes, ms = divmod(chapter.start_ms, 60_000)
        hours, minutes = divmod(minutes, 60)
        tags[f"CHAPTER{index:03}"] = f"{hours:02}:{minutes:02}:{ms // 1000:02}.{ms % 1000:03}"
        tags[f"CHAPTER{index:03}NAME"] = chapter.title
    return tags
