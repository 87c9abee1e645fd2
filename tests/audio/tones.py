"""Sounds that are made of numbers, and tags, for the tests of what is done with sound."""

from __future__ import annotations

import io
import math

import av
import numpy as np

from audio.encoding import Chapter

RATE = 22_050
TAGS = {
    "title": "How it works & why <it> does",
    "subtitle": "In short",
    "track": "2/5",
    "album": "Articles",
    "artist": "A writer",
    "publisher": "A publisher",
    "level": "plain",
    "language": "eng",
    "date": "2026-01-31",
    "genre": "Speech",
    "copyright": "\u00a9 A writer",
    "comment": "Not medical advice.\nAsk a doctor \u2014 \u00fc.",
    "lyrics": "How it works.\n\nFirst this, then that.\n",
}
CHAPTERS = (Chapter("Introduction", 0, 1500), Chapter("Effects \u2013 more", 1500, 3000))


def tone(samples: int, rate: int = RATE) -> bytes:
    """A rising tone, with silence at neither end."""
    time = np.arange(samples) / rate
    return (8000 * np.sin(2 * math.pi * (300 + 40 * time) * time)).astype("<i2").tobytes()


def sine(hertz: float, decibels: float, seconds: float, rate: int = 48_000, phase: float = 0) -> bytes:
    """A sine whose peak is so many decibels from full scale."""
    time = np.arange(round(seconds * rate)) / rate
    sound = np.sin(2 * math.pi * hertz * time + phase)
    return np.rint(32768 * 10 ** (decibels / 20) * sound).clip(-32768, 32767).astype("<i2").tobytes()


def speechlike(seconds: float, level: float, rate: int = RATE) -> bytes:
    """Pulses that ring, as of a voice at 100 Hz, some hissing and some pauses: as spiky as speech."""
    random = np.random.default_rng(7)
    time = np.arange(round(seconds * rate)) / rate
    cycle = time % 0.01
    voice = np.exp(-cycle * 400) * np.sin(2 * math.pi * 700 * cycle)
    hiss = sum(np.sin(2 * math.pi * (hertz * time + random.random())) for hertz in range(3000, 6000, 97)) / 60
    syllable = time % 0.5
    sound = np.where(syllable < 0.3, voice, np.where(syllable < 0.4, hiss, 0.0))
    return np.rint(level * sound / np.abs(sound).max()).astype("<i2").tobytes()


def heard(data: bytes) -> tuple[float, float]:
    """Seconds of sound that come out of a file, and seconds that it says it has."""
    with av.open(io.BytesIO(data)) as file:
        stream = file.streams.audio[0]
        samples = sum(frame.samples for frame in file.decode(stream))
        assert file.duration is not None
        return samples / stream.rate, file.duration / 1_000_000


def samples_of(pcm: bytes) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """PCM as numbers that don't overflow."""
    return np.frombuffer(pcm, "<i2").astype(np.float64)
