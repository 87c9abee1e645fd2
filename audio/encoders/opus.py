"""Opus in Ogg, 24 kbit/s: the smallest, for browsers and apps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audio.encoders.av_codec import AvCodec
from audio.encoders.vorbis_comments import comments
from audio.encoding import Chapter

CODEC = AvCodec(
    container="ogg",
    codec="libopus",
    rate=24_000,  # Opus refuses 22,050 Hz; nothing above 11 kHz is in the sound
    bit_rate=24_000,
    sample_format="s16",
    # Frames of 60 ms would save 5 %, and put another 1 dB on the peaks of what they code.
    codec_options={"compression_level": "5", "frame_duration": "20", "vbr": "constrained"},
)


class OpusEncoder:
    """Tags and chapters are Vorbis comments."""

    name = "opus"
    media_type = "audio/ogg; codecs=opus"
    settings = CODEC.settings

    def encode(
        self, pcm: bytes, sample_rate: int, tags: Mapping[str, str], chapters: Sequence[Chapter] = ()
    ) -> bytes:
        """Encode mono 16-bit PCM. Raises EncodingFailed."""
        return CODEC.encode(pcm, sample_rate, comments(tags, chapters))
