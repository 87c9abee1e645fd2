"""Whether a coded sound is still that of its master: how their loudness runs, window by window."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

WINDOW_MS = 20
SPAN_MS = 60_000  # measured at a time, so that hours take no more memory than minutes


def likeness(pcm: bytes, rate: int, other: bytes, other_rate: int) -> float | None:
    """Correlate two sounds' loudness over time: 1 is the same course, 0 has nothing to do with it.

    Mono 16-bit little-endian PCM. None where one is too short or too even to tell.
    """
    one, two = _course(pcm, rate), _course(other, other_rate)
    length = min(len(one), len(two))
    one, two = one[:length], two[:length]
    if length < 2 or not one.std() or not two.std():
        return None
    return float(((one - one.mean()) * (two - two.mean())).mean() / (one.std() * two.std()))


def _course(pcm: bytes, rate: int) -> npt.NDArray[np.float64]:
    """Root mean square of each whole window."""
    samples = np.frombuffer(pcm, "<i2")
    window = rate * WINDOW_MS // 1000
    span = window * (SPAN_MS // WINDOW_MS)
    courses = [np.zeros(0)]
    for start in range(0, len(samples), span):
        piece = samples[start : start + span]
        whole = piece[: len(piece) // window * window].astype(np.float64).reshape(-1, window)
        courses.append(np.sqrt((whole * whole).mean(axis=1)))
    return np.concatenate(courses)
