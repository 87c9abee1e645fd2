"""Is it audible? The log-mel spectrum of a known sentence, slid over a decoded file.

The sentence is laid where it fits best, then followed 0.6 s at a time: its worst stretch decides. As a
whole, a sentence that lost its "not" still correlates at 0.73-0.85 with what it was; its worst stretch
at 0.25-0.34, against 0.93-0.99 where every word is there.
"""

from __future__ import annotations

import io
from functools import cache

import av
import numpy as np
import numpy.typing as npt

RATE = 16_000
WINDOW = 400  # samples: 25 ms
HOP = 160  # samples: 10 ms
BANDS = 40
STRETCH = 60  # frames: 0.6 s, two words or so
STEP = 10  # frames
DRIFT = 8  # frames
PRESENT = 0.8

Frames = npt.NDArray[np.float64]


def decoded(data: bytes) -> npt.NDArray[np.float64]:
    """Any sound file as mono samples at 16 kHz, between -1 and 1."""
    with av.open(io.BytesIO(data)) as container:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        pieces = [
            resampled.to_ndarray()[0]
            for frame in container.decode(audio=0)
            for resampled in resampler.resample(frame)
        ]
        pieces += [rest.to_ndarray()[0] for rest in resampler.resample(None)]
    return np.concatenate(pieces).astype(np.float64) / 32768


def log_mel(samples: npt.NDArray[np.float64]) -> Frames:
    """Frames x bands, in dB, silence limited to 60 dB below the loudest frame."""
    count = 1 + (len(samples) - WINDOW) // HOP
    frames = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP][:count]
    power = np.abs(np.fft.rfft(frames * np.hanning(WINDOW), axis=1)) ** 2
    bands = 10 * np.log10(power @ _mel_bands().T + 1e-10)
    return np.maximum(bands, bands.max() - 60)


@cache
def _mel_bands() -> Frames:
    def mel(hertz: float) -> float:
        return 2595 * np.log10(1 + hertz / 700)

    edges = 700 * (10 ** (np.linspace(mel(60), mel(RATE / 2), BANDS + 2) / 2595) - 1)
    bins = np.fft.rfftfreq(WINDOW, 1 / RATE)
    low, mid, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    return np.maximum(0, np.minimum((bins - low) / (mid - low), (high - bins) / (high - mid)))


def audible(sentences: list[bytes], within: bytes) -> bool:
    """Whether every one of these spoken sentences is heard in a sound file, each whole."""
    hay = log_mel(decoded(within))
    return all(likeness(log_mel(decoded(sentence)), hay) >= PRESENT for sentence in sentences)


def likeness(needle: Frames, hay: Frames) -> float:
    """How well the worst 0.6 s of a sentence are heard where it fits best: a correlation, -1 to 1."""
    if len(hay) < len(needle):
        return -1.0
    at = int(_correlations(needle, hay).argmax())
    window = min(STRETCH, len(needle))
    starts = [*range(0, len(needle) - window, STEP), len(needle) - window]
    return min(_nearby(needle[start : start + window], hay, at + start) for start in starts)


def _nearby(stretch: Frames, hay: Frames, at: int) -> float:
    # The engine does not keep time to the frame from one rendering to the next.
    low, high = max(0, at - DRIFT), at + len(stretch) + DRIFT
    return float(_correlations(stretch, hay[low:high]).max())


def _correlations(needle: Frames, hay: Frames) -> Frames:
    """The correlation of the needle with the hay at every place where it fits."""
    needle = needle - needle.mean()
    size, bands = needle.shape
    # Products by FFT, means and norms by running sums.
    length = 1 << (len(hay) + size - 1).bit_length()
    spectrum = np.fft.rfft(hay, length, axis=0) * np.conj(np.fft.rfft(needle, length, axis=0))
    product = np.fft.irfft(spectrum.sum(axis=1), length)[: len(hay) - size + 1]
    total = _windowed(hay.sum(axis=1), size)
    squares = _windowed((hay**2).sum(axis=1), size)
    spread = np.sqrt(np.maximum(squares - total**2 / (size * bands), 1e-9))
    correlations: Frames = product / (spread * np.linalg.norm(needle))
    return correlations


def _windowed(values: npt.NDArray[np.float64], size: int) -> npt.NDArray[np.float64]:
    sums = np.concatenate([[0.0], np.cumsum(values)])
    return sums[size:] - sums[:-size]
