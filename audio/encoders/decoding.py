"""Decoding to check: what a player would forgive is damage here.

What a decoder can't know is how long the sound should be, so each file's own word for it is read: cut
short, or with a stretch that no longer passes its checksum, it is not what was encoded.
"""

from __future__ import annotations

import io
import struct
import wave

from audio.encoders import flac
from audio.encoders.av_codec import decode
from audio.encoders.mpeg_frames import info_length
from audio.errors import EncodingFailed, UnknownFormat

OPUS_RATE = 48_000  # what Opus counts in, whatever went in (RFC 7845, section 4)
OGG_PAGE = struct.Struct("<4sBBqIIIB")
LAST_PAGE = 0x04
PRE_SKIP = 10  # its place behind OpusHead's start, 16 bits


def decoded(data: bytes, name: str) -> tuple[bytes, int]:
    """Give mono 16-bit PCM and its rate in Hz; `name` is the encoder's.

    Raises UnknownFormat, and EncodingFailed for a file that is damaged. Within an MP3 frame damage
    may go unnoticed: the format has no checksum.
    """
    match name:
        case "flac":
            return flac.pcm_of(data)
        case "mp3":
            pcm, rate = decode(data, "mp3")
            told = info_length(data[_id3_size(data) :])
        case "opus":
            pcm, rate = decode(data, "ogg")
            told = _opus_length(data) * rate // OPUS_RATE
        case "wav":
            return _wav(data)
        case _:
            raise UnknownFormat(name, ("mp3", "opus", "flac", "wav"))
    if len(pcm) != 2 * told:
        raise EncodingFailed(f"The {name} file has {len(pcm) // 2} samples of {told}.")
    return pcm, rate


def _id3_size(data: bytes) -> int:
    if not data.startswith(b"ID3"):
        return 0
    return 10 + sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=False))


def _opus_length(data: bytes) -> int:
    """Samples at 48 kHz, from what the last page counts and the first says to skip."""
    at = data.rfind(b"OggS")
    if at < 0 or len(data) - at < OGG_PAGE.size:
        raise EncodingFailed("The opus file is cut short.")
    _, _, flags, position, *_ = OGG_PAGE.unpack_from(data, at)
    if not flags & LAST_PAGE:
        raise EncodingFailed("The opus file is cut short.")
    head = data.find(b"OpusHead") + PRE_SKIP
    return int(position) - int.from_bytes(data[head : head + 2], "little")


def _wav(data: bytes) -> tuple[bytes, int]:
    try:
        with wave.open(io.BytesIO(data)) as file:
            if (file.getnchannels(), file.getsampwidth()) != (1, 2):
                raise EncodingFailed("The wav file is not mono with 16 bits.")
            told, rate = file.getnframes(), file.getframerate()
            pcm = file.readframes(told)
    except (wave.Error, EOFError) as error:
        raise EncodingFailed(f"The wav file can't be decoded: {error}") from error
    if len(pcm) != 2 * told:
        raise EncodingFailed(f"The wav file has {len(pcm) // 2} samples of {told}.")
    return pcm, rate
