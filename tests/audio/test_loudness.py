"""Loudness and true peak against the standards' own signals, and against FFmpeg's measure."""

from __future__ import annotations

import math

import numpy as np
import pytest

from audio.encoding import encoder
from audio.loudness import energies, integrated, true_peak
from tests import ebur128
from tests.audio.tones import RATE, sine, speechlike

RATES = [16_000, 22_050, 24_000, 44_100, 48_000]


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("decibels", [0, -23, -33])
def test_a_sine_of_997_hz_is_3_lu_below_its_peak(rate: int, decibels: float) -> None:
    # BS.1770-4: a full-scale sine of 997 Hz in one channel has -3.01 LKFS.
    assert integrated(sine(997, decibels, 5, rate), rate) == pytest.approx(decibels - 3.01, abs=0.06)


@pytest.mark.parametrize(("hertz", "difference"), [(38, -6), (500, -0.5), (4000, 3.3)])
def test_low_tones_count_less_and_high_ones_more(hertz: float, difference: float) -> None:
    assert integrated(sine(hertz, -20, 5), 48_000) == pytest.approx(-23.01 + difference, abs=0.35)


def test_pauses_and_whispers_do_not_count() -> None:
    # EBU Tech 3341, cases 3 and 4.
    steps = [(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)]
    for part in (steps, steps[1:4]):
        sound = b"".join(sine(1000, decibels, seconds) for decibels, seconds in part)
        assert integrated(sound + bytes(96_000 * 9), 48_000) == pytest.approx(-26.0, abs=0.1)


@pytest.mark.parametrize("rate", [RATE, 48_000])
def test_ffmpeg_measures_the_same(rate: int) -> None:
    sound = speechlike(12, 9000, rate)
    loudness, peak = ebur128.measured(encoder("wav").encode(sound, rate, {}))
    assert integrated(sound, rate) == pytest.approx(loudness, abs=0.05)
    assert true_peak(sound, rate) == pytest.approx(peak, abs=0.1)


@pytest.mark.parametrize("samples", [1, 2, 100, 2204, 2205, 8819, 8820, 8821])
def test_what_is_shorter_than_a_block_has_a_loudness_too(samples: int) -> None:
    whole = integrated(speechlike(0.3, 9000) * 4, RATE)
    part = integrated(speechlike(1, 9000)[2 : 2 + 2 * samples], RATE)
    assert whole is not None
    assert part is not None
    assert abs(part - whole) < (6 if samples > 2000 else 30)


@pytest.mark.parametrize("sound", [b"", bytes(2), bytes(100_000), sine(997, -75, 2, RATE)])
def test_silence_has_none(sound: bytes) -> None:
    assert integrated(sound, RATE) is None


@pytest.mark.parametrize("rate", RATES)
def test_a_peak_between_two_samples_is_found(rate: int) -> None:
    # A quarter of the rate, so that each sample is 3 dB below the peak between it and the next.
    sound = sine(rate / 4, -6, 1, rate, math.pi / 4)
    assert np.abs(np.frombuffer(sound, "<i2")).max() == pytest.approx(32768 * 10 ** (-9.01 / 20), abs=1)
    inner = np.frombuffer(sound, "<i2") * np.hanning(len(sound) // 2)
    assert true_peak(inner.astype("<i2").tobytes(), rate) == pytest.approx(-6, abs=0.11)


def test_a_peak_is_found_wherever_it_is() -> None:
    for place in (0, 1, 40_000, 65_535, 65_536, 65_537, 130_000):
        sound = np.zeros(130_001, "<i2")
        sound[place] = -32768
        assert true_peak(sound.tobytes(), RATE) == 0.0


def test_silence_peaks_nowhere() -> None:
    assert true_peak(b"", RATE) == true_peak(bytes(1000), RATE) == -math.inf


def test_a_long_sound_is_measured_in_pieces_that_leave_nothing_out() -> None:
    rate, window = 22_050, 2_205
    samples = np.frombuffer(speechlike(7, 9000), "<i2")[: 65 * window + 100]
    apart = [float(energies(samples[i * window : (i + 4) * window], rate, window)[0]) for i in range(62)]
    assert energies(samples, rate, window)[:62].tolist() == apart
