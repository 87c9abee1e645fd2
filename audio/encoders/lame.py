"""LAME through lameenc: the only file that imports it.

It encodes many frames in one call, without Python's lock. FFmpeg's build of the same LAME takes three
times as long, and the lock again for each of its 38 frames a second.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator
from functools import cache

from audio.encoders.mpeg_frames import BIT_RATE
from audio.errors import EncodingFailed

QUALITY = 7  # 2 is the best, 7 the fastest: a speech recogniser hears the same words in both
CHUNK = 10 * 44_100  # bytes in one call: ten seconds, more or less


def frames(pcm: bytes, sample_rate: int) -> Iterator[bytes]:
    """Encode mono 16-bit PCM at MPEG-2's sampling rates, giving frames as they come.

    Raises EncodingFailed.
    """
    # Imported here: a server with warm audio never needs it.
    import lameenc

    lame = lameenc.Encoder()
    lame.set_channels(1)
    lame.set_in_sample_rate(sample_rate)
    lame.set_bit_rate(BIT_RATE // 1000)
    lame.set_quality(QUALITY)
    lame.silence()
    try:
        for start in range(0, len(pcm), CHUNK):
            yield bytes(lame.encode(pcm[start : start + CHUNK]))
        yield bytes(lame.flush())
    except (RuntimeError, ValueError) as error:
        raise EncodingFailed(f"LAME could not encode {len(pcm) // 2} samples: {error}") from error


@cache
def settings() -> str:
    """All that shapes its frames, with the version of the wheel that carries LAME."""
    version = importlib.metadata.version("lameenc")
    return f"lame {BIT_RATE} b/s quality {QUALITY}; lameenc {version}"
