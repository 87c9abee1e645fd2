"""WAV: the samples untouched behind a head of known size."""

from __future__ import annotations

import io
import wave

import pytest

from audio.encoders.wav import WavEncoder, head, size_of
from audio.errors import EncodingFailed
from tests.audio.tones import CHAPTERS, RATE, TAGS, tone


def test_the_samples_are_untouched() -> None:
    pcm = tone(1001)
    with wave.open(io.BytesIO(WavEncoder().encode(pcm, RATE, TAGS, CHAPTERS))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        assert file.readframes(file.getnframes()) == pcm


@pytest.mark.parametrize("samples", [0, 1, 1001])
@pytest.mark.parametrize("tags", [{}, TAGS, {"title": "odd"}])
def test_its_size_is_known_before_it_is_made(samples: int, tags: dict[str, str]) -> None:
    for chapters in ((), CHAPTERS):
        made = WavEncoder().encode(tone(samples), RATE, tags, chapters)
        assert size_of(samples, tags, chapters) == len(made)
        assert head(samples, RATE, tags, chapters) + tone(samples) == made
        assert int.from_bytes(made[4:8], "little") == len(made) - 8


def test_without_tags_it_has_the_head_of_44_bytes_that_every_program_knows() -> None:
    assert len(head(5, RATE, {})) == 44


def test_old_players_find_the_disclaimer_too() -> None:
    made = WavEncoder().encode(tone(10), RATE, TAGS)
    assert b"ICMT" in made
    assert made.index(TAGS["comment"].encode()) < made.index(b"id3 ") < made.index(b"data")


def test_four_gibibytes_are_the_limit() -> None:
    most = (0xFFFF_FFFF - 36) // 2
    assert size_of(most, {}) == 44 + 2 * most
    with pytest.raises(EncodingFailed, match="4 GiB"):
        size_of(most + 1, {})
    with pytest.raises(EncodingFailed, match="4 GiB"):
        size_of(most, TAGS)
