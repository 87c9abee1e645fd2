"""WAV: the sound as it is, for editors and for players that know nothing else."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from audio.encoders.id3 import id3
from audio.encoding import Chapter, writable
from audio.errors import EncodingFailed

# RIFF's INFO chunks (Multimedia Programming Interface and Data Specifications 1.0).
CHUNKS = {
    "title": b"INAM",
    "artist": b"IART",
    "album": b"IPRD",
    "comment": b"ICMT",
    "copyright": b"ICOP",
    "date": b"ICRD",
    "genre": b"IGNR",
    "language": b"ILNG",
    "track": b"IPRT",
}
PCM = 1
LARGEST = 0xFFFF_FFFF  # sizes are 32 bits


class WavEncoder:
    """Tags are INFO chunks in UTF-8 for old players; an `id3 ` chunk has all of them and the chapters.

    Both stand before the sound: a player that streams must have them first.
    """

    name = "wav"
    media_type = "audio/wav"
    settings = "pcm_s16le mono info 1 id3 2"

    def encode(
        self, pcm: bytes, sample_rate: int, tags: Mapping[str, str], chapters: Sequence[Chapter] = ()
    ) -> bytes:
        """Wrap mono 16-bit PCM. Raises EncodingFailed beyond 4 GiB."""
        return head(len(pcm) // 2, sample_rate, tags, chapters) + pcm


def head(samples: int, sample_rate: int, tags: Mapping[str, str], chapters: Sequence[Chapter] = ()) -> bytes:
    """All that stands before this many samples. Raises EncodingFailed where file and head exceed 4 GiB."""
    chunks = _chunk(b"fmt ", struct.pack("<HHIIHH", PCM, 1, sample_rate, 2 * sample_rate, 2, 16))
    info = b"".join(_chunk(CHUNKS[name], _text(tags[name])) for name in CHUNKS if name in tags)
    if info:
        chunks += _chunk(b"LIST", b"INFO" + info)
    if tag := id3(tags, chapters):
        chunks += _chunk(b"id3 ", tag)
    size = len(b"WAVE") + len(chunks) + 8 + 2 * samples
    if size > LARGEST:
        raise EncodingFailed("A WAV file holds 4 GiB at most.")
    # The data are 16-bit samples: never an odd size to fill up.
    return struct.pack("<4sI4s", b"RIFF", size, b"WAVE") + chunks + struct.pack("<4sI", b"data", 2 * samples)


def size_of(samples: int, tags: Mapping[str, str], chapters: Sequence[Chapter] = ()) -> int:
    """Bytes of the file that `encode` would make of this many samples. Raises EncodingFailed as it does."""
    return len(head(samples, 1, tags, chapters)) + 2 * samples


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _text(text: str) -> bytes:
    return writable(text).encode() + b"\0"
