"""FLAC: the sound as it is, in half the space. Untagged, it is the master of all other formats."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from audio.encoders.av_codec import AvCodec, decode
from audio.encoders.vorbis_comments import comments
from audio.encoding import Chapter
from audio.errors import EncodingFailed

CODEC = AvCodec(
    container="flac",
    codec="flac",
    sample_format="s16",
    codec_options={"compression_level": "5"},  # 8 takes twice the time for 1 % less
)

# STREAMINFO, which comes first (RFC 9639, section 8.2), counted from the start of the file.
MAGIC = b"fLaC"
SAMPLES = slice(21, 26)  # the lower 36 bits
MD5 = slice(26, 42)


class FlacEncoder:
    """Tags and chapters are Vorbis comments."""

    name = "flac"
    media_type = "audio/flac"
    settings = CODEC.settings

    def encode(
        self, pcm: bytes, sample_rate: int, tags: Mapping[str, str], chapters: Sequence[Chapter] = ()
    ) -> bytes:
        """Encode mono 16-bit PCM. Raises EncodingFailed."""
        return CODEC.encode(pcm, sample_rate, comments(tags, chapters))


def pcm_of(data: bytes) -> tuple[bytes, int]:
    """Give the PCM that was encoded, to the bit, and its rate in Hz.

    Raises EncodingFailed for anything else: the file holds the number of its samples and their MD5.
    """
    if len(data) < MD5.stop or not data.startswith(MAGIC):
        raise EncodingFailed("This is not a FLAC file.")
    pcm, rate = decode(data, "flac")
    if len(pcm) != 2 * (int.from_bytes(data[SAMPLES]) % (1 << 36)):
        raise EncodingFailed("The FLAC file does not hold all of its sound.")
    if hashlib.md5(pcm, usedforsecurity=False).digest() != data[MD5]:
        raise EncodingFailed("The FLAC file holds another sound than was encoded.")
    return pcm, rate
