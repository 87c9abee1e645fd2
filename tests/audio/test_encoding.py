"""The contract of every Encoder, read back with FFmpeg's decoders."""

from __future__ import annotations

import hashlib
import io
import math
import subprocess
import sys
import wave

import av
import numpy as np
import pytest

from audio.encoders.wav import pcm_of
from audio.encoding import Chapter, Encoder, encoder, formats
from audio.errors import EncodingFailed, UnknownFormat

RATE = 22_050
TAGS = {
    "title": "How it works & why <it> does",
    "artist": "A publisher",
    "album": "Articles",
    "comment": "Not medical advice.\nAsk a doctor \u2014 \u00fc.",
    "language": "eng",
}
CHAPTERS = (Chapter("Introduction", 0, 1500), Chapter("Effects", 1500, 3000))


def tone(samples: int) -> bytes:
    """A rising tone, with silence at neither end."""
    time = np.arange(samples) / RATE
    return (8000 * np.sin(2 * math.pi * (300 + 40 * time) * time)).astype("<i2").tobytes()


def decoded(data: bytes) -> tuple[float, float]:
    """Seconds of sound that come out, and seconds that the file says it has."""
    with av.open(io.BytesIO(data)) as file:
        stream = file.streams.audio[0]
        samples = sum(frame.samples for frame in file.decode(stream))
        assert file.duration is not None
        return samples / stream.rate, file.duration / 1_000_000


@pytest.fixture(params=["mp3", "opus", "wav"])
def each(request: pytest.FixtureRequest) -> Encoder:
    return encoder(request.param)


def test_the_formats_are_known_by_name(each: Encoder) -> None:
    assert each.name in formats()
    assert each.media_type.startswith("audio/")
    assert each.settings


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownFormat, match="mp3, opus, wav"):
        encoder("flac")


@pytest.mark.parametrize(
    "samples", [100, 441, 1152, RATE, 3 * RATE + 17, 61 * RATE + 1, 1 << 16, (1 << 17) + 1]
)
def test_what_is_decoded_is_as_long_as_what_was_encoded(each: Encoder, samples: int) -> None:
    heard, told = decoded(each.encode(tone(samples), RATE, TAGS))
    assert abs(heard - samples / RATE) < 0.010
    assert abs(told - samples / RATE) < 0.010


def test_the_same_input_gives_the_same_bytes(each: Encoder) -> None:
    pcm = tone(3 * RATE)
    first = each.encode(pcm, RATE, TAGS, CHAPTERS)
    assert each.encode(pcm, RATE, dict(reversed(TAGS.items())), CHAPTERS) == first
    code = (
        "import sys, hashlib; from tests.audio.test_encoding import *;"
        f"print(hashlib.sha256(encoder({each.name!r}).encode(tone(3 * RATE), RATE, TAGS, CHAPTERS)).hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == hashlib.sha256(first).hexdigest()
    assert other.stderr == ""


def test_tags_are_read_back(each: Encoder) -> None:
    with av.open(io.BytesIO(each.encode(tone(RATE), RATE, TAGS))) as file:
        found = {**file.metadata, **file.streams.audio[0].metadata}
    found = {name.lower(): text for name, text in found.items()}
    for name in ("title", "artist", "album", "comment"):
        assert found[name] == TAGS[name]


def test_tags_change_the_tags_alone(each: Encoder) -> None:
    with_tags, without = (each.encode(tone(RATE), RATE, tags) for tags in (TAGS, {}))
    assert with_tags != without
    with av.open(io.BytesIO(with_tags)) as one, av.open(io.BytesIO(without)) as two:
        pairs = zip(one.decode(audio=0), two.decode(audio=0), strict=True)
        assert all(np.array_equal(a.to_ndarray(), b.to_ndarray()) for a, b in pairs)


def test_hostile_tags_do_not_break_the_file(each: Encoder) -> None:
    tags = {"title": "a\0b \ud800 \U0001f469", "comment": "", "artist": "x" * 70_000}
    assert abs(decoded(each.encode(tone(RATE), RATE, tags))[0] - 1) < 0.010


@pytest.mark.parametrize("name", ["mp3", "opus"])
def test_chapters_are_read_back(name: str) -> None:
    with av.open(io.BytesIO(encoder(name).encode(tone(3 * RATE), RATE, TAGS, CHAPTERS))) as file:
        found = [
            (chapter["metadata"]["title"], float(chapter["start"] * chapter["time_base"]))
            for chapter in file.chapters()
        ]
    assert found == [("Introduction", 0.0), ("Effects", 1.5)]


@pytest.mark.parametrize("name", ["mp3", "opus"])
def test_a_place_in_the_middle_can_be_sought(name: str) -> None:
    with av.open(io.BytesIO(encoder(name).encode(tone(61 * RATE), RATE, TAGS))) as file:
        for second in (45, 12, 59):
            file.seek(second * 1_000_000)
            frame = next(file.decode(audio=0))
            assert frame.time is not None
            # Ogg is found by its pages, a second long; players decode on from there.
            assert abs(frame.time - second) < 1.1


def test_mp3_is_constant_48_kbit_with_an_info_header_and_a_comment_that_players_show() -> None:
    data = encoder("mp3").encode(tone(61 * RATE), RATE, TAGS)
    assert b"Info" in data[:1024]
    assert b"COMM" in data[:512]
    assert math.isclose(len(data), 61 * 6000, rel_tol=0.01)


def test_opus_is_about_24_kbit() -> None:
    assert len(encoder("opus").encode(tone(61 * RATE), RATE, TAGS)) < 61 * 3600


def test_wav_gives_the_samples_back_untouched() -> None:
    pcm = tone(1001)
    data = encoder("wav").encode(pcm, RATE, TAGS)
    assert pcm_of(data) == (pcm, RATE)
    with wave.open(io.BytesIO(data)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getnframes()) == (1, 2, 1001)


@pytest.mark.parametrize("data", [b"", b"RIFF", b"x" * 100, encoder("wav").encode(b"", RATE, {})[:30]])
def test_what_is_not_a_wav_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(EncodingFailed):
        pcm_of(data)


def test_no_sound_at_all_is_an_empty_wav_and_refused_by_the_others(each: Encoder) -> None:
    if each.name == "wav":
        assert pcm_of(each.encode(b"", RATE, TAGS)) == (b"", RATE)
    else:
        with pytest.raises(EncodingFailed, match="no sound"):
            each.encode(b"", RATE, TAGS)


def test_a_single_sample_is_refused_where_it_makes_no_file() -> None:
    with pytest.raises(EncodingFailed, match="no sound"):
        encoder("opus").encode(tone(1), RATE, TAGS)
