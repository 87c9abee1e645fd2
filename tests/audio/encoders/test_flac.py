"""FLAC: what was encoded comes back to the bit, or not at all."""

from __future__ import annotations

import numpy as np
import pytest

from audio.encoders.flac import FlacEncoder, pcm_of
from audio.errors import EncodingFailed
from tests.audio.tones import RATE, TAGS, speechlike, tone

PCM = speechlike(2, 20_000)


@pytest.mark.parametrize("samples", [1, 2, 15, 16, 17, 4607, 4608, 4609, 3 * RATE])
def test_the_samples_come_back_to_the_bit(samples: int) -> None:
    assert pcm_of(FlacEncoder().encode(tone(samples), RATE, TAGS)) == (tone(samples), RATE)


@pytest.mark.parametrize("rate", [8000, 16_000, 22_050, 24_000, 44_100, 48_000, 12_345])
def test_the_rate_is_the_sounds_own(rate: int) -> None:
    assert pcm_of(FlacEncoder().encode(PCM, rate, {})) == (PCM, rate)


def test_loud_noise_and_silence_come_back_too() -> None:
    for pcm in (np.random.default_rng(1).bytes(40_000), bytes(40_000), b"\0\x80\xff\x7f" * 9000):
        assert pcm_of(FlacEncoder().encode(pcm, RATE, {}))[0] == pcm


def test_it_takes_less_room_than_what_is_in_it() -> None:
    assert len(FlacEncoder().encode(PCM, RATE, {})) < 0.8 * len(PCM)


def test_no_altered_byte_gives_other_samples() -> None:
    data, chance = FlacEncoder().encode(PCM, RATE, {}), np.random.default_rng(3)
    sound = data.index(b"\xff\xf8")  # the first frame begins so
    for place in [*range(sound), *chance.integers(sound, len(data), 60)]:
        altered = bytearray(data)
        altered[place] ^= 1 << int(chance.integers(8))
        try:
            # What is told of frames' sizes, and padding, says nothing of the sound.
            assert pcm_of(bytes(altered)) == (PCM, RATE)
            assert place < sound
        except EncodingFailed:
            continue


def test_a_file_that_is_cut_short_is_refused() -> None:
    data = FlacEncoder().encode(PCM, RATE, {})
    for size in (0, 3, 4, 20, 41, 42, 100, len(data) // 2, len(data) - 1):
        with pytest.raises(EncodingFailed):
            pcm_of(data[:size])


def test_a_file_that_lost_a_frame_is_refused() -> None:
    data = FlacEncoder().encode(PCM, RATE, {})
    with pytest.raises(EncodingFailed, match="not hold all"):
        pcm_of(data[: data.rindex(b"\xff\xf8")])


@pytest.mark.parametrize("data", [b"", b"RIFF" * 50, b"fLaC", b"fLaC" + bytes(100)])
def test_what_is_no_flac_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(EncodingFailed):
        pcm_of(data)
