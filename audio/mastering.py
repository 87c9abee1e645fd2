"""Mastering: every sound as loud as every other, and no peak that a player would have to cut off.

One gain for the whole sound, then a limiter, which turns what is too loud down a moment before it comes.
Neither moves a sample in time: marks stay exact. The same sound gives the same bytes on any machine: gains
are whole numbers, and where they meet the samples every operation is one that IEEE 754 rounds exactly.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from audio.engine import Speech
from audio.loudness import CHUNK, FULL_SCALE, Floats, Samples, between, energies, gated, with_neighbours

REVISION = 1
"""Part of every sound's identity: count up when a change here or in `loudness` changes the bytes."""

TARGET_LUFS = -16.0
"""Loudness of every file as a player decodes it, within 1 LU, in mono as it is (ITU-R BS.1770-4).

The loud end of what is usual for speech: -16 for podcasts (Apple), -20 to -16 for streams (EBU R 128 s2),
-18 for speech in streams (AES TD1008), and sometimes 3 less for mono. Who listens here has a phone's
loudspeaker or hears badly: turning down is always possible, turning up ends at the device's most.
"""

CEILING_DBTP = -1.0
"""True peak that no decoded file passes (EBU R 128, AES TD1008)."""

MASTER_LUFS = -15.8
"""Aim of the master: MP3 takes 0.45 LU off, Opus 0.1, so that all files are near the target."""

MASTER_DBTP = -4.5
"""Ceiling of the master. Opus at 24 kbit/s put up to 2.8 dB on a peak of it, MP3 0.5."""

MOST_GAIN_DB = 30.0
"""Above it, what is nearly silent would become a roar."""

MOST_LIMITED_DB = 8.0
"""Gain beyond what is missing in loudness, which the limiter takes back; espeak-ng's voices need 4 to 5.

What needs more is all spikes: better it stays a little low than that its background comes to the front.
"""

LOOK_AHEAD = 2
"""Milliseconds in which a gain comes down before a peak, and goes up behind it.

Shorter than the pitch of a low voice, so only the spikes in each cycle give way. With 10, whole vowels do,
the gain grows to make up for it, and a speech recogniser mistakes 1 word in 7 where it mistook 1 in 8.
"""

BRIGHT_HZ = 2700
"""Above it a tone counts for more than its peak, in proportion to its frequency.

Coders make other noise of a sibilant, as loud but with other peaks: up to 4 dB above those they got.
"""

WINDOW_MS = 100  # what loudness is measured in
TAPS = 12  # sees peaks between samples to 0.05 dB
UNIT = 1 << 16  # gains are whole numbers of it
STRIDE = 1.4  # decibels for each LU that is missing: the limiter takes some of them back
NEAR_LU = 0.02  # of what is foretold
MOST_TRIALS = 12
CLOSE_LU = 0.15  # of what is measured in the end
MOST_PASSES = 4

Ints = npt.NDArray[np.int64]


def mastered(speech: Speech) -> Speech:
    """Bring speech to the loudness that all files have. Its timing, and silence, stay as they are."""
    samples, rate = np.frombuffer(speech.pcm, "<i2"), speech.sample_rate
    millisecond = max(rate // 1000, 1)
    windows = energies(samples, rate, WINDOW_MS * millisecond)
    if math.isinf(gated(windows)):
        return speech
    peaks, powers = _levels(samples, rate, millisecond)
    aim = MASTER_LUFS
    for _ in range(MOST_PASSES):
        turned = _turned(samples, _gains(peaks, powers, windows, aim), millisecond)
        off = gated(energies(turned, rate, WINDOW_MS * millisecond)) - MASTER_LUFS
        if abs(off) < CLOSE_LU:
            break
        aim -= off
    return replace(speech, pcm=turned.astype("<i2", copy=False).tobytes())


def _levels(samples: Samples, rate: int, millisecond: int) -> tuple[Ints, Floats]:
    """Peak that counts, and power, of each millisecond."""
    count = -(-len(samples) // millisecond)
    peaks, powers = np.zeros(count, np.int64), np.zeros(count)
    slope = np.float32(rate / (2 * math.pi * BRIGHT_HZ))
    step = CHUNK // millisecond
    for first in range(0, count, step):
        last = min(first + step, count)
        around = with_neighbours(samples, first * millisecond, last * millisecond, TAPS)
        at, before = around[TAPS // 2 - 1 : -(TAPS // 2)], around[TAPS // 2 - 2 : -(TAPS // 2) - 1]
        high = np.maximum(np.abs(at), np.abs(between(around, 0.5, TAPS)))
        np.maximum(high, slope * np.abs(at - before), out=high)
        peaks[first:last] = np.ceil(high.reshape(-1, millisecond).max(axis=1))
        powers[first:last] = np.square(at).reshape(-1, millisecond).sum(axis=1)
    return peaks, powers


def _gains(peaks: Ints, powers: Floats, windows: Floats, aim: float) -> Ints:
    """Gain in units of UNIT squared, at the start of each millisecond and at the end of the last.

    The loudness that they give, in LUFS, is foretold, which costs a tenth of trying it.
    """
    filled = np.zeros(-(-len(powers) // WINDOW_MS) * WINDOW_MS)
    filled[: len(powers)] = powers
    by_window = filled.reshape(-1, WINDOW_MS)[: len(windows)]
    whole = np.maximum(by_window.sum(axis=1), 1)
    decibels, heard = 0.0, gated(windows)
    most = min(MASTER_LUFS - heard + MOST_LIMITED_DB, MOST_GAIN_DB)
    for _ in range(MOST_TRIALS):
        decibels = min(round(decibels + STRIDE * (aim - heard), 2), round(most, 2))
        gain = round(10 ** (decibels / 20) * UNIT)
        limits = _limits(peaks * gain)
        # What the limiter leaves of a window's power is about what it leaves of its loudness.
        filled[: len(powers)] = powers * np.square((limits[1:] + limits[:-1]) / (2 * UNIT))
        heard = gated(windows * (by_window.sum(axis=1) / whole) * (gain / UNIT) ** 2)
        if abs(heard - aim) < NEAR_LU:
            break
    return limits * gain


def _limits(peaks: Ints) -> Ints:
    """Gain, of UNIT, that keeps these peaks (in UNITs) below the ceiling, at the edges of milliseconds."""
    ceiling = int(FULL_SCALE * 10 ** (MASTER_DBTP / 20))
    needed = np.minimum(ceiling * UNIT**2 // np.maximum(peaks, 1), UNIT)
    # A sample's gain is between those of the two edges around it: both must be low enough.
    edges = np.minimum(np.append(needed, UNIT), np.append(UNIT, needed))
    gains: Ints = edges.copy()
    for away in range(1, LOOK_AHEAD + 1):
        np.minimum(gains[away:], edges[:-away], out=gains[away:])
        np.minimum(gains[:-away], edges[away:], out=gains[:-away])
    # Each mean of three reaches one edge further, all of them as far as the minimum did: none is too high.
    for _ in range(LOOK_AHEAD):
        around = np.pad(gains, 1, mode="edge")
        gains = (around[:-2] + around[1:-1] + around[2:]) // 3
    return gains


def _turned(samples: Samples, gains: Ints, millisecond: int) -> Samples:
    """Samples times their gains, which run straight from each edge to the next."""
    turned = np.empty(len(samples), np.int16)
    levels = (gains / UNIT**2).astype(np.float32)
    part = np.arange(millisecond, dtype=np.float32) / np.float32(millisecond)
    step = CHUNK // millisecond
    for first in range(0, len(gains) - 1, step):
        edges = levels[first : first + step + 1, None]
        gain = (edges[:-1] + (edges[1:] - edges[:-1]) * part).reshape(-1)
        piece = samples[first * millisecond : first * millisecond + len(gain)]
        turned[first * millisecond : first * millisecond + len(piece)] = np.rint(piece * gain[: len(piece)])
    return turned
