"""FFmpeg through PyAV: the only file that imports it, inside the functions that encode and decode."""

from __future__ import annotations

import importlib.metadata
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np

from audio.encoding import writable
from audio.errors import EncodingFailed

CHUNK = 1 << 16  # samples in a frame that is handed over

STRICT = {"err_detect": "crccheck+bitstream+buffer+explode"}
"""FFmpeg by default plays on over damage, as a player should and a check must not."""


@dataclass(frozen=True, slots=True)
class AvCodec:
    """A container, a codec and their options, in FFmpeg's words.

    `rate` is in Hz (None: that of the sound), `bit_rate` in bits a second (None: the codec's own).
    """

    container: str
    codec: str
    sample_format: str
    rate: int | None = None
    bit_rate: int | None = None
    codec_options: Mapping[str, str] = field(default_factory=dict)
    container_options: Mapping[str, str] = field(default_factory=dict)

    @property
    def settings(self) -> str:
        """All of the above and the version of the wheel that carries FFmpeg."""
        options = {**self.container_options, **self.codec_options}
        named = " ".join(f"{name}={value}" for name, value in sorted(options.items()))
        return f"{self.codec} {self.rate} Hz {self.bit_rate} b/s {named}; av {_version()}"

    def encode(self, pcm: bytes, sample_rate: int, tags: Mapping[str, str]) -> bytes:
        """Encode mono 16-bit PCM; tags as FFmpeg writes them. Raises EncodingFailed, also without sound."""
        if not pcm:
            raise EncodingFailed("There is no sound to encode.")
        # Imported here: 60 ms and 40 MB that a server with warm audio never needs.
        import av

        samples = np.frombuffer(pcm, "<i2")
        rate = self.rate or sample_rate
        target = io.BytesIO()
        # Without bitexact, Ogg gets a random serial number and files name FFmpeg's version.
        options = {"fflags": "+bitexact", **self.container_options}
        try:
            with av.open(target, "w", format=self.container, options=options) as output:
                # Any: PyAV can't type the stream of a codec that is named at run time.
                stream: Any = output.add_stream(self.codec, rate=rate, options=dict(self.codec_options))
                if self.bit_rate is not None:
                    stream.bit_rate = self.bit_rate
                stream.layout = "mono"
                output.metadata.update({name: writable(tags[name]) for name in sorted(tags)})
                resampler = av.AudioResampler(format=self.sample_format, layout="mono", rate=rate)
                for start in range(0, len(samples), CHUNK):
                    piece = samples[None, start : start + CHUNK]
                    frame = av.AudioFrame.from_ndarray(piece, format="s16", layout="mono")
                    frame.sample_rate = sample_rate
                    frame.pts = start
                    frame.time_base = Fraction(1, sample_rate)
                    for resampled in resampler.resample(frame):
                        output.mux(stream.encode(resampled))
                for rest in resampler.resample(None):
                    output.mux(stream.encode(rest))
                output.mux(stream.encode(None))
        except (av.FFmpegError, ValueError) as error:
            raise EncodingFailed(f"{self.codec} could not encode {len(samples)} samples: {error}") from error
        if not target.tell():  # less than a resampled sample: Ogg then has not even a header
            raise EncodingFailed("There is no sound to encode.")
        return target.getvalue()


def decode(data: bytes, container: str) -> tuple[bytes, int]:
    """Decode a mono file of this container (FFmpeg's name) to 16-bit PCM and its rate in Hz.

    Raises EncodingFailed where the decoder minds the damage; whoever calls must know how long the
    sound should be, as what is missing at the end is no damage to a decoder.
    """
    import av

    try:
        with av.open(io.BytesIO(data), "r", format=container, options=STRICT) as source:
            stream = source.streams.audio[0]
            # Any: typed as what every codec has; the layout is an audio codec's alone.
            context: Any = stream.codec_context
            context.options = STRICT
            if context.layout.nb_channels != 1:
                raise EncodingFailed("The sound is not mono.")
            resampler = av.AudioResampler(format="s16", layout="mono", rate=context.sample_rate)
            frames = [each for frame in source.decode(stream) for each in resampler.resample(frame)]
            frames += resampler.resample(None)
            return b"".join(each.to_ndarray().astype("<i2").tobytes() for each in frames), context.sample_rate
    except (av.FFmpegError, ValueError, IndexError) as error:
        raise EncodingFailed(f"The {container} file can't be decoded: {error}") from error


@cache
def _version() -> str:
    return importlib.metadata.version("av")
