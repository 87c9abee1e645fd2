"""WAV: the sound as it is. Untagged, it is the master that other formats are made from."""

from __future__ import annotations

import io
import struct
import wave
from collections.abc import Mapping, Sequence

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
}
PCM = 1
LARGEST = 0xFFFF_0000  # sizes are 32 bits


class WavEncoder:
    """Tags are INFO chunks in UTF-8, before the sound; chapters are left out."""

    name = "wav"
    media_type = "audio/wav"
    settings = "pcm_s16le mono info 1"

    def encode(
        self,
        pcm: bytes,
        sample_rate: int,
        tags: Mapping[str, str],
        chapters: Sequence[Chapter] = (),  # noqa: ARG002 - the protocol's
    ) -> bytes:
        """Wrap mono 16-bit PCM. Raises EncodingFailed beyond 4 GiB."""
        if len(pcm) > LARGEST:
            raise EncodingFailed("A WAV file holds 4 GiB at most.")
        head = _chunk(b"fmt ", struct.pack("<HHIIHH", PCM, 1, sample_rate, 2 * sample_rate, 2, 16))
        info = b"".join(_chunk(CHUNKS[name], _text(tags[name])) for name in CHUNKS if name in tags)
        if info:
            head += _chunk(b"LIST", b"INFO" + info)
        head += b"data" + struct.pack("<I", len(pcm))  # of 16-bit samples: never an odd size to fill up
        return b"".join((b"RIFF", struct.pack("<I", 4 + len(head) + len(pcm)), b"WAVE", head, pcm))


def pcm_of(data: bytes) -> tuple[bytes, int]:
    """Read PCM and sample rate of a mono 16-bit WAV back. Raises EncodingFailed when it is not one."""
    try:
        with wave.open(io.BytesIO(data)) as file:
            if (file.getnchannels(), file.getsampwidth()) != (1, 2):
                raise EncodingFailed("The kept master is not mono with 16 bits.")
            return file.readframes(file.getnframes()), file.getframerate()
    except (wave.Error, EOFError) as error:
        raise EncodingFailed(f"The kept master is not a WAV file: {error}") from error


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _text(text: str) -> bytes:
    return writable(text).encode() + b"\0"
