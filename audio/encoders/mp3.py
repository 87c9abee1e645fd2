"""MP3, 48 kbit/s constant: plays everywhere, and a player can seek without reading it all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audio.encoders import lame
from audio.encoders.id3 import id3
from audio.encoders.mpeg_frames import info_frame, size
from audio.encoding import Chapter
from audio.errors import EncodingFailed


class Mp3Encoder:
    """Tags and chapters are ID3; an Info frame tells the exact length and the seek points."""

    name = "mp3"
    media_type = "audio/mpeg"

    @property
    def settings(self) -> str:
        """Bit rate, quality, versions."""
        return f"{lame.settings()}; info 1; id3 2"

    def encode(
        self, pcm: bytes, sample_rate: int, tags: Mapping[str, str], chapters: Sequence[Chapter] = ()
    ) -> bytes:
        """Encode mono 16-bit PCM of 16,000, 22,050 or 24,000 Hz. Raises EncodingFailed."""
        samples = len(pcm) // 2
        if not samples:
            raise EncodingFailed("There is no sound to encode.")
        head = id3(tags, chapters) + info_frame(samples, sample_rate)
        data = b"".join((head, *lame.frames(pcm, sample_rate)))
        more = len(data) - size_of(samples, sample_rate, tags, chapters)
        if more:  # another LAME, which makes other frames: better no file than one that lies
            raise EncodingFailed(f"LAME made {more} bytes more than were told.")
        return data


def size_of(samples: int, sample_rate: int, tags: Mapping[str, str], chapters: Sequence[Chapter] = ()) -> int:
    """Bytes of the file that `encode` would make of this many samples. Raises EncodingFailed as it does."""
    return len(id3(tags, chapters)) + size(samples, sample_rate)
