"""A natural voice: Piper's models speak the phonemes that espeak-ng reads. The only importer of Piper.

For worker processes, which fork a child for each script: loading a model takes longer than a
sentence, and the children share it. So nothing here may start a thread.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from audio.assembly import QUIET, Samples, Sound, assemble
from audio.engine import DEFAULT_RATE, Speech, Voice, WordEvent, check_rate
from audio.engines.phonemes import CLAUSE_MARKS, SENTENCE_MARKS, Phonemes, read
from audio.engines.piper_catalogue import catalogue, policy, settings
from audio.engines.pyttsx3_engine import Espeak, sayable
from audio.errors import SpeechUnavailable
from audio.script import Pause, Script

SAMPLE_RATE = 22_050  # as espeak-ng's: one rate for all speech
MOST_PHONEMES = 200  # at once: some 35 words; twice as many take 300 MB more to speak slowly
LEAD_MS = 10  # kept of the silence that a model begins with, so that a soft consonant is not cut
START, PAD, END = "^", "_", "$"  # Piper's own names, in every model's table
SILENT = frozenset(f" {CLAUSE_MARKS}{SENTENCE_MARKS}")

Ids = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded voice: `speak` is Piper's own, `espeak_voice` reads the text for it."""

    speak: Any
    ids: Ids
    espeak_voice: str
    sample_rate: int


class PiperEngine:
    """A SpeechEngine over every installed voice. Raises SpeechUnavailable, naming what is wrong."""

    def __init__(self) -> None:
        self._catalogue = catalogue()
        self._espeak = Espeak(phonemes=True)
        try:
            self._models = {
                voice.id: _load(Path(self._catalogue.offer(voice.id).source)) for voice in self.voices()
            }
        except Exception as error:
            raise SpeechUnavailable(f"The natural voice can't start: {error}") from error

    def identity_of(self, voice: str) -> str:
        """Versions of all that shapes the sound. Raises UnknownVoice."""
        return self._catalogue.offer(voice).identity

    def voices(self) -> tuple[Voice, ...]:
        """The voices of `piper_catalogue`, sorted by id."""
        return self._catalogue.voices

    def speak(self, script: Script, voice: str, rate: int = DEFAULT_RATE) -> Speech:
        """Speak a script. Above 395 words a minute it is no faster.

        Raises UnknownVoice, SpeechFailed, and ValueError for a rate out of 80-450.
        """
        check_rate(rate)
        self._catalogue.offer(voice)
        model = self._models[voice]
        texts = [sayable(each) for each in script.utterances()]
        sounds = (sound(model, each, rate) for each in read(self._espeak, texts, model.espeak_voice))
        parts = (item if isinstance(item, Pause) else next(sounds) for item in script.items)
        return assemble(parts, SAMPLE_RATE)


def sound(model: Model, text: Phonemes, rate: int) -> Sound:
    """Speak one text; its words begin where the model's own durations say."""
    pieces: list[Samples] = [np.zeros(0, np.int16)]
    words: list[WordEvent] = []
    at = 0
    for start, end in text.stretches(MOST_PHONEMES):
        phonemes = text.phonemes[start:end]
        if SILENT.issuperset(phonemes):
            continue
        ids, places = ids_of(phonemes, model.ids)
        audio, durations = model.speak(ids, length_scale(rate))
        pcm = resampled(audio, model.sample_rate)
        loud = np.flatnonzero(np.abs(pcm) > QUIET)
        lead = max(int(loud[0]) - LEAD_MS * SAMPLE_RATE // 1000, 0) if len(loud) else 0
        begins = np.concatenate(([0], np.cumsum(durations))) * SAMPLE_RATE // model.sample_rate
        for word in text.words:
            if start <= word.index < end:
                sample = max(int(begins[places[word.index - start]]) - lead, 0)
                words.append(WordEvent(word.offset, word.length, at + sample))
        pieces.append(pcm[lead:])
        at += len(pcm) - lead
    return Sound(np.concatenate(pieces), tuple(words))


def ids_of(phonemes: Sequence[str], table: Ids) -> tuple[list[int], list[int]]:
    """A model's ids of phonemes, and where among them each phoneme begins; an unknown one has none."""
    pad = table[PAD]
    ids = [*table[START], *pad]
    places: list[int] = []
    for phoneme in phonemes:
        places.append(len(ids))
        if phoneme in table:
            ids += [*table[phoneme], *pad]
    return [*ids, *table[END]], places


def length_scale(rate: int) -> float:
    """How much longer than in its training a model speaks for this many words a minute."""
    pace = policy()["pace"]
    times = [60 / words for words in pace["words_a_minute"]]
    return float(np.interp(60 / rate, times, pace["length_scale"]))


def resampled(audio: Any, sample_rate: int) -> Samples:
    """16-bit samples at SAMPLE_RATE of a model's floating ones (-1 to 1)."""
    if sample_rate != SAMPLE_RATE:
        count = len(audio) * SAMPLE_RATE // sample_rate
        spectrum = np.fft.rfft(audio)
        kept = np.zeros(count // 2 + 1, spectrum.dtype)
        shared = min(len(kept), len(spectrum))
        kept[:shared] = spectrum[:shared]
        audio = np.fft.irfft(kept, count) * (count / len(audio))
    pcm: Samples = np.clip(audio * 32767, -32767, 32767).astype(np.int16)
    return pcm


def _load(path: Path) -> Model:
    # Set before the library is loaded, which would send usage data over the network from a thread.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnx
    import onnxruntime
    from piper import PiperVoice, SynthesisConfig
    from piper.config import PiperConfig
    from piper.patch_voice_with_alignment import add_alignment_output

    network = onnx.load(path)
    add_alignment_output(network)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # a fifth of the memory, for no time: no two texts are equally long
    session = onnxruntime.InferenceSession(
        network.SerializeToString(), sess_options=options, providers=["CPUExecutionProvider"]
    )
    config = PiperConfig.from_dict(settings(path))
    voice = PiperVoice(session=session, config=config)

    def speak(ids: list[int], scale: float) -> Any:
        # Without noise, which is drawn anew each time: the same words, the same bytes.
        how = SynthesisConfig(length_scale=scale, noise_scale=0, noise_w_scale=0)
        return voice.phoneme_ids_to_audio(ids, how, include_alignments=True)

    return Model(speak, config.phoneme_id_map, config.espeak_voice, config.sample_rate)
