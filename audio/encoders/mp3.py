"""MP3, 48 kbit/s constant: plays everywhere, and a player can seek without reading it all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audio.encoders.av_codec import AvCodec
from audio.encoders.id3 import id3
from audio.encoding import Chapter

CODEC = AvCodec(
    container="mp3",
    codec="libmp3lame",
    rate=22_050,
    bit_rate=48_000,
    sample_format="s16p",
    codec_options={"compression_level": "7"},
    container_options={"id3v2_version": "0", "write_xing": "1"},
)


class Mp3Encoder:
    """Tags and chapters are ID3; an Info header tells the exact length and the seek points."""

    name = "mp3"
    media_type = "audio/mpeg"
    settings = f"{CODEC.settings}; id3 1"

    def encode(
        self, pcm: bytes, sample_rate: int, tags: Mapping[str, str], chapters: Sequence[Chapter] = ()
    ) -> bytes:
        """Encode mono 16-bit PCM. Raises EncodingFailed."""
        return id3(tags, chapters) + CODEC.encode(pcm, sample_rate, {})
