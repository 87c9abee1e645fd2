"""How like one sound is to another."""

from __future__ import annotations

import numpy as np
import pytest

from audio.encoders.decoding import decoded
from audio.encoding import encoder
from audio.likeness import likeness
from audio.pool import SpeechPool
from tests.audio.conftest import TEXT, say


def bursts(*lengths_ms: int, rate: int = 22_050) -> bytes:
    """Noise and silence in turn."""
    noise = np.random.default_rng(1).integers(-9000, 9000, 60 * rate)
    parts = [noise[: rate * ms // 1000] * (place % 2 == 0) for place, ms in enumerate(lengths_ms)]
    return np.concatenate(parts).astype("<i2").tobytes()


def test_a_sound_is_like_itself_also_louder_or_at_another_rate() -> None:
    one = bursts(300, 200, 100, 400, 300)
    louder = (np.frombuffer(one, "<i2").astype(np.int32) * 3).astype("<i2").tobytes()
    slower = bursts(300, 200, 100, 400, 300, rate=48_000)
    assert likeness(one, 22_050, one, 22_050) == pytest.approx(1)
    assert likeness(one, 22_050, louder, 22_050) == pytest.approx(1)
    assert likeness(one, 22_050, slower, 48_000) == pytest.approx(1, abs=0.02)


def test_other_words_are_not_alike() -> None:
    found = likeness(bursts(300, 200, 100, 400, 300), 22_050, bursts(100, 400, 300, 200, 300), 22_050)
    assert found is not None
    assert found < 0.5


@pytest.mark.parametrize("other", [b"", bytes(2 * 22_050), bytes(100)])
def test_what_is_silent_or_short_can_not_be_told(other: bytes) -> None:
    assert likeness(bursts(300, 200, 300), 22_050, other, 22_050) is None
    assert likeness(other, 22_050, bursts(300, 200, 300), 22_050) is None


def test_what_comes_after_a_minute_counts_too() -> None:
    first = (30_000, 500, 30_000, 500)
    long = bursts(*first, 9000, 30_000, 1000)
    assert likeness(long, 22_050, long, 22_050) == pytest.approx(1)
    other = likeness(long, 22_050, bursts(*first, 1000, 30_000, 9000), 22_050)
    assert other is not None
    assert other < 0.9


@pytest.mark.parametrize("name", ["mp3", "opus"])
def test_coding_leaves_real_speech_as_it_was(pool: SpeechPool, name: str) -> None:
    speech = pool.speak(say(TEXT, 300, "Not advice."), "en-us")
    other = pool.speak(say("Not advice.", 300, TEXT), "en-us")
    pcm, rate = decoded(encoder(name).encode(speech.pcm, speech.sample_rate, {}), name)
    same = likeness(pcm, rate, speech.pcm, speech.sample_rate)
    wrong = likeness(pcm, rate, other.pcm, other.sample_rate)
    assert same is not None
    assert same > 0.99
    assert wrong is not None
    assert wrong < 0.5
