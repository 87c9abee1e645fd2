"""Decoding to check: a player forgives much, this does not."""

from __future__ import annotations

import numpy as np
import pytest

from audio.encoders.decoding import decoded
from audio.encoding import encoder, formats
from audio.errors import EncodingFailed, UnknownFormat
from tests.audio.tones import CHAPTERS, RATE, TAGS, samples_of, speechlike

SECONDS = 6
PCM = speechlike(SECONDS, 20_000)


@pytest.fixture(scope="module", params=formats())
def made(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    return request.param, encoder(request.param).encode(PCM, RATE, TAGS, CHAPTERS)


def test_the_whole_sound_is_given(made: tuple[str, bytes]) -> None:
    name, data = made
    pcm, rate = decoded(data, name)
    assert rate == (48_000 if name == "opus" else RATE)
    assert len(pcm) // 2 == SECONDS * rate
    if name in {"flac", "wav"}:
        assert pcm == PCM
    else:
        at_once = np.interp(
            np.arange(SECONDS * RATE) / RATE, np.arange(SECONDS * rate) / rate, samples_of(pcm)
        )
        assert np.corrcoef(at_once, samples_of(PCM))[0, 1] > 0.7


@pytest.mark.parametrize("part", [0.0, 0.2, 0.5, 0.9, 0.999])
def test_a_file_that_is_cut_short_is_refused(made: tuple[str, bytes], part: float) -> None:
    name, data = made
    with pytest.raises(EncodingFailed):
        decoded(data[: int(part * len(data))], name)


def test_a_file_with_a_hole_is_refused(made: tuple[str, bytes]) -> None:
    name, data = made
    middle = len(data) // 2
    with pytest.raises(EncodingFailed):
        decoded(data[:middle] + data[middle + 999 :], name)


def test_a_flipped_bit_is_refused_where_the_format_has_a_checksum(made: tuple[str, bytes]) -> None:
    name, data = made
    altered = bytearray(data)
    altered[len(data) // 2] ^= 4
    if name in {"flac", "opus"}:
        with pytest.raises(EncodingFailed):
            decoded(bytes(altered), name)
    else:
        assert len(decoded(bytes(altered), name)[0]) == len(PCM)


def test_a_file_of_another_format_is_refused(made: tuple[str, bytes]) -> None:
    name, data = made
    for other in formats():
        if other != name:
            with pytest.raises(EncodingFailed):
                decoded(data, other)


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownFormat, match="mp3, opus, flac, wav"):
        decoded(b"", "aac")


def test_two_channels_are_refused() -> None:
    data = bytearray(encoder("wav").encode(PCM, RATE, {}))
    data[22], data[32] = 2, 4
    with pytest.raises(EncodingFailed, match="mono"):
        decoded(bytes(data), "wav")
