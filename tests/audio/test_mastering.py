"""Mastering: as loud as all, no peak too high, nothing moved, the same bytes everywhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import numpy as np
import pytest

from audio.encoding import encoder, formats
from audio.engine import Speech, SpokenUtterance, Timing, WordEvent
from audio.loudness import integrated, true_peak
from audio.mastering import CEILING_DBTP, LOOK_AHEAD, MASTER_DBTP, MASTER_LUFS, TARGET_LUFS, mastered
from audio.pool import SpeechPool
from tests import ebur128
from tests.audio.conftest import TEXT, say
from tests.audio.tones import RATE, samples_of, sine, speechlike, tone

MS = RATE // 1000


def speech(pcm: bytes, rate: int = RATE) -> Speech:
    words = (WordEvent(0, 3, len(pcm) // 8),)
    return Speech(pcm, Timing(rate, len(pcm) // 2, (SpokenUtterance(0, len(pcm) // 2, words),)))


def master(pcm: bytes, rate: int = RATE) -> bytes:
    return mastered(speech(pcm, rate)).pcm


@pytest.mark.parametrize("level", [3000, 32_000])
@pytest.mark.parametrize("rate", [16_000, RATE, 48_000])
def test_whatever_its_level_was_it_comes_to_one_loudness(level: float, rate: int) -> None:
    pcm = master(speechlike(10, level, rate), rate)
    assert integrated(pcm, rate) == pytest.approx(MASTER_LUFS, abs=0.2)
    assert true_peak(pcm, rate) < MASTER_DBTP + 0.5


@pytest.mark.parametrize("name", formats())
def test_a_spoken_sample_is_at_the_target_in_every_format(pool: SpeechPool, name: str) -> None:
    spoken = pool.speak(
        say(TEXT, 300, "See a doctor, she says: sssh, fish, this is as sharp as it gets."), "en-us"
    )
    data = encoder(name).encode(spoken.pcm, spoken.sample_rate, {})
    loudness, peak = ebur128.measured(data)
    assert loudness == pytest.approx(TARGET_LUFS, abs=0.7)
    assert peak <= CEILING_DBTP - 0.2


def test_no_sample_is_moved_and_the_timing_is_the_same() -> None:
    before = speech(speechlike(5, 20_000))
    after = mastered(before)
    assert after.timing == before.timing
    assert len(after.pcm) == len(before.pcm)
    ratio = samples_of(after.pcm) / np.where(samples_of(before.pcm), samples_of(before.pcm), np.nan)
    assert np.nanmin(ratio) >= 0  # every sample is still itself, more or less loud


def test_a_sound_without_spikes_is_only_made_louder() -> None:
    before, after = samples_of(tone(5 * RATE)), samples_of(master(tone(5 * RATE)))
    gain = after @ before / (before @ before)
    assert np.abs(after - before * gain).max() <= 1


def test_a_spike_is_turned_down_with_what_is_around_it_and_nothing_else() -> None:
    spike = 2 * RATE
    before = samples_of(sine(300, -20, 4, RATE))
    before[spike] = 30_000
    after = samples_of(master(before.astype("<i2").tobytes()))
    gain = after[before != 0] / before[before != 0]
    places = np.flatnonzero(before)
    turned = places[gain < gain[200] * 0.99]
    assert after[spike] <= 32768 * 10 ** (MASTER_DBTP / 20)
    assert spike - (2 * LOOK_AHEAD + 2) * MS <= turned.min() < spike - MS
    assert spike + MS < turned.max() <= spike + (2 * LOOK_AHEAD + 2) * MS


def test_gain_never_jumps() -> None:
    # A constant, with a spike now and then: what comes out is the gain itself.
    before = np.full(4 * RATE, 3000.0)
    before[:: RATE // 7] = 30_000
    before *= np.resize([1, -1], len(before))  # loudness leaves constants out
    before = np.repeat(before[: len(before) // 4], 4)
    after = samples_of(master(before.astype("<i2").tobytes()))
    gain = np.abs(after / before)
    assert gain.min() < 0.7 * gain.max()
    assert np.abs(np.diff(gain)).max() < gain.max() / MS


def test_hissing_is_held_lower_than_a_voice() -> None:
    noise = np.random.default_rng(3).normal(size=5 * RATE)
    low = np.convolve(noise, np.hanning(40) / 20, "same")
    high = np.diff(noise, append=0)
    peaks = [
        true_peak(master((each / np.abs(each).max() * 30_000).astype("<i2").tobytes()), RATE)
        for each in (low, high)
    ]
    assert peaks[1] < peaks[0] - 1


@pytest.mark.parametrize("pcm", [b"", bytes(2), bytes(50_000)])
def test_silence_stays_what_it_is(pcm: bytes) -> None:
    assert master(pcm) == pcm


def test_what_is_nearly_silent_does_not_become_a_roar() -> None:
    hum = sine(300, -65, 3, RATE)
    assert integrated(master(hum), RATE) == pytest.approx(-65 - 3.5 + 30, abs=0.6)


@pytest.mark.parametrize("samples", [1, 2, 21, 22, 23, 400, 2199, 2200, 8799, 8800, 8801])
def test_a_sound_of_any_length_is_mastered(samples: int) -> None:
    pcm = master(tone(samples))
    assert len(pcm) == 2 * samples
    assert np.abs(samples_of(pcm)).max() <= 32768 * 10 ** (MASTER_DBTP / 20)


def test_one_short_word_is_as_loud_as_a_page() -> None:
    assert integrated(master(speechlike(0.28, 3000)), RATE) == pytest.approx(MASTER_LUFS, abs=0.5)


def test_pauses_stay_silent() -> None:
    pcm = speechlike(1, 9000) + bytes(2 * RATE) + speechlike(1, 9000)
    assert not any(master(pcm)[2 * RATE : 4 * RATE])


def test_long_sounds_are_mastered_piece_by_piece_without_a_seam() -> None:
    pcm = tone(20 * RATE)
    before, after = samples_of(pcm), samples_of(master(pcm))
    assert np.abs(after - before * (after @ before / (before @ before))).max() <= 1


def test_the_same_sound_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from tests.audio.test_mastering import *;"
        "print(hashlib.sha256(master(speechlike(6, 25_000))).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "NPY_DISABLE_CPU_FEATURES": _FEATURES}
    command = [sys.executable, "-W", "ignore", "-c", code]
    other = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert other.stdout.strip() == hashlib.sha256(master(speechlike(6, 25_000))).hexdigest()


# As on an older processor: numpy then takes other instructions.
_FEATURES = "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL"
