"""A speech engine without a voice: a soft tone for each word. For tests and demonstrations."""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from audio.assembly import REVISION, Sound, assemble
from audio.engine import DEFAULT_RATE, DEFAULT_VOICE, Speech, Voice, WordEvent, check_rate
from audio.engines.catalogue import Catalogue, Offer
from audio.script import Pause, Script, Utterance

SAMPLE_RATE = 22_050
PERIOD = 100  # samples in a tone's cycle: 220.5 Hz
LETTERS_A_WORD = 5  # by which "words a minute" are counted


@cache
def catalogue() -> Catalogue:
    """Two voices, one octave apart."""
    voices = (
        Voice("en-gb", "High tone", "en-gb", "", "silence"),
        Voice(DEFAULT_VOICE, "Low tone", "en-us", "", "silence"),
    )
    return Catalogue(Offer(voice, voice.name, f"silence 1; assembly {REVISION}") for voice in voices)


class SilenceEngine:
    """Deterministic tones, as long as their words are at the given rate; nothing to install."""

    def identity_of(self, voice: str) -> str:
        """Name and revision. Raises UnknownVoice."""
        return catalogue().offer(voice).identity

    def voices(self) -> tuple[Voice, ...]:
        """Two voices, one octave apart."""
        return catalogue().voices

    def speak(self, script: Script, voice: str, rate: int = DEFAULT_RATE) -> Speech:
        """Speak at once. Raises UnknownVoice, and ValueError for a rate out of 80-450."""
        check_rate(rate)
        catalogue().offer(voice)
        period = PERIOD if voice == DEFAULT_VOICE else PERIOD // 2
        parts = (item if isinstance(item, Pause) else _tones(item, rate, period) for item in script.items)
        return assemble(parts, SAMPLE_RATE)


def _tones(utterance: Utterance, rate: int, period: int) -> Sound:
    letter = SAMPLE_RATE * 60 // (rate * LETTERS_A_WORD)
    events: list[WordEvent] = []
    at = 0
    for match in re.finditer(r"\S+", utterance.spoken):
        if any(character.isalnum() for character in match[0]):
            events.append(WordEvent(match.start(), len(match[0]), at))
            at += letter * len(match[0])
    square = np.where(np.arange(at) % period < period // 2, 900, -900)
    return Sound(square.astype(np.int16), tuple(events))
