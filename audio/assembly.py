"""Joins the sounds of single utterances, and our own silences, to one speech."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from audio.engine import Speech, SpokenUtterance, Timing, WordEvent
from audio.script import Pause

REVISION = 1
"""Part of every engine's identity: count up when a change here changes the bytes."""

FADE_MS = 4  # hides the click where sound meets silence; shorter than any consonant
TAIL_MS = 12  # kept after the last audible sample, so that a fading consonant is not cut
QUIET = 32  # of 32,768: 60 dB below full scale counts as silence

Samples = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Sound:
    """One utterance as the engine gave it; the samples of its words count from its own start."""

    pcm: Samples
    words: tuple[WordEvent, ...]


def assemble(parts: Iterable[Sound | Pause], sample_rate: int) -> Speech:
    """Put sounds and pauses one after the other.

    The silence that the engine left at the end of an utterance is cut: pauses are the script's.
    """
    pieces: list[Samples] = []
    utterances: list[SpokenUtterance] = []
    at = 0
    for part in parts:
        if isinstance(part, Pause):
            length = round(part.ms * sample_rate / 1000)
            pieces.append(np.zeros(length, np.int16))
        else:
            length = _audible(part.pcm, sample_rate)
            pieces += _faded(part.pcm[:length], sample_rate)
            words = tuple(
                WordEvent(word.offset, word.length, at + min(word.sample, length)) for word in part.words
            )
            utterances.append(SpokenUtterance(at, at + length, words))
        at += length
    # Joined once: copying the sound costs as much as a tenth of speaking it.
    pcm = b"".join(piece.astype("<i2", copy=False).data for piece in pieces)
    return Speech(pcm, Timing(sample_rate, at, tuple(utterances)))


def _audible(pcm: Samples, sample_rate: int) -> int:
    """Samples up to the end of the sound and a little beyond, looking from behind."""
    for start in range((len(pcm) - 1) // sample_rate * sample_rate, -1, -sample_rate):
        second = pcm[start : start + sample_rate]
        loud = np.flatnonzero((second > QUIET) | (second < -QUIET))
        if len(loud):
            return min(start + int(loud[-1]) + 1 + TAIL_MS * sample_rate // 1000, len(pcm))
    return 0


def _faded(pcm: Samples, sample_rate: int) -> tuple[Samples, Samples, Samples]:
    length = min(FADE_MS * sample_rate // 1000, len(pcm) // 2)
    # Integers throughout: floating point may round differently on another machine.
    ramp = np.arange(length, dtype=np.int32)
    end = len(pcm) - length
    start_of, end_of = pcm[:length] * ramp // max(length, 1), pcm[end:] * ramp[::-1] // max(length, 1)
    return start_of.astype(np.int16), pcm[length:end], end_of.astype(np.int16)
