"""The contract of every Encoder, read back with FFmpeg's decoders."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys

import av
import numpy as np
import pytest

from audio.encoding import TAGS as KNOWN_TAGS
from audio.encoding import Encoder, encoder, formats
from audio.errors import EncodingFailed, UnknownFormat
from tests.audio.tones import CHAPTERS, RATE, TAGS, heard, tone

FORMATS = ("mp3", "opus", "flac", "wav")

# What FFmpeg calls the tags that it reads, where that is not our name.
READ_AS = {"TIT3": "subtitle", "lyrics-eng": "lyrics"}


@pytest.fixture(params=FORMATS)
def each(request: pytest.FixtureRequest) -> Encoder:
    return encoder(request.param)


def tags_of(data: bytes) -> dict[str, str]:
    with av.open(io.BytesIO(data)) as file:
        found = {**file.metadata, **file.streams.audio[0].metadata}
    return {READ_AS.get(name, name.lower()): text for name, text in found.items()}


def test_the_formats_are_known_by_name(each: Encoder) -> None:
    assert formats() == FORMATS
    assert each.name in FORMATS
    assert each.media_type.startswith("audio/")
    assert each.settings


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownFormat, match="mp3, opus, flac, wav"):
        encoder("aac")


@pytest.mark.parametrize(
    "samples", [100, 441, 1152, RATE, 3 * RATE + 17, 61 * RATE + 1, 1 << 16, (1 << 17) + 1]
)
def test_what_is_decoded_is_as_long_as_what_was_encoded(each: Encoder, samples: int) -> None:
    came_out, told = heard(each.encode(tone(samples), RATE, TAGS))
    assert abs(came_out - samples / RATE) < 0.001
    assert abs(told - samples / RATE) < 0.007  # for Opus, FFmpeg counts what players skip


def test_the_same_input_gives_the_same_bytes(each: Encoder) -> None:
    pcm = tone(3 * RATE)
    first = each.encode(pcm, RATE, TAGS, CHAPTERS)
    assert each.encode(pcm, RATE, dict(reversed(TAGS.items())), CHAPTERS) == first
    code = (
        "import hashlib; from tests.audio.tones import *; from audio.encoding import encoder;"
        f"print(hashlib.sha256(encoder({each.name!r}).encode(tone(3 * RATE), RATE, TAGS, CHAPTERS)).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", code]
    other = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert other.stdout.strip() == hashlib.sha256(first).hexdigest()
    assert other.stderr == ""


def test_every_tag_is_read_back(each: Encoder) -> None:
    assert TAGS.keys() == KNOWN_TAGS.keys()
    assert tags_of(each.encode(tone(RATE), RATE, TAGS)).items() >= TAGS.items()


def test_a_tag_that_is_not_given_is_not_there(each: Encoder) -> None:
    assert tags_of(each.encode(tone(RATE), RATE, {})).keys() <= {"encoder"}


def test_tags_and_chapters_change_no_sound(each: Encoder) -> None:
    with_tags = each.encode(tone(RATE), RATE, TAGS, CHAPTERS)
    without = each.encode(tone(RATE), RATE, {})
    assert with_tags != without
    with av.open(io.BytesIO(with_tags)) as one, av.open(io.BytesIO(without)) as two:
        pairs = zip(one.decode(audio=0), two.decode(audio=0), strict=True)
        assert all(np.array_equal(a.to_ndarray(), b.to_ndarray()) for a, b in pairs)


def test_hostile_tags_do_not_break_the_file(each: Encoder) -> None:
    tags = {"title": "a\0b \ud800 \U0001f469", "comment": "", "artist": "x" * 70_000, "lyrics": "=\r\n" * 9}
    assert abs(heard(each.encode(tone(RATE), RATE, tags))[0] - 1) < 0.001


def test_chapters_are_read_back(each: Encoder) -> None:
    with av.open(io.BytesIO(each.encode(tone(3 * RATE), RATE, TAGS, CHAPTERS))) as file:
        found = [
            (chapter["metadata"]["title"], float(chapter["start"] * chapter["time_base"]))
            for chapter in file.chapters()
        ]
    assert found == [("Introduction", 0.0), ("Effects \u2013 more", 1.5)]


@pytest.mark.parametrize("name", ["mp3", "opus"])
def test_a_place_in_the_middle_can_be_sought(name: str) -> None:
    with av.open(io.BytesIO(encoder(name).encode(tone(61 * RATE), RATE, TAGS))) as file:
        for second in (45, 12, 59):
            file.seek(second * 1_000_000)
            frame = next(file.decode(audio=0))
            assert frame.time is not None
            # Ogg is found by its pages, a second long; players decode on from there.
            assert abs(frame.time - second) < 1.1


def test_no_sound_at_all_is_an_empty_wav_and_refused_by_the_others(each: Encoder) -> None:
    if each.name == "wav":
        assert each.encode(b"", RATE, {}).endswith(b"data" + bytes(4))
    else:
        with pytest.raises(EncodingFailed, match="no sound"):
            each.encode(b"", RATE, TAGS)


def test_opus_is_about_24_kbit() -> None:
    assert len(encoder("opus").encode(tone(61 * RATE), RATE, TAGS)) < 61 * 3600


def test_a_single_sample_is_refused_where_it_makes_no_file() -> None:
    with pytest.raises(EncodingFailed, match="no sound"):
        encoder("opus").encode(tone(1), RATE, TAGS)
