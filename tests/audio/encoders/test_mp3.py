"""MP3: exact lengths, and a size that is known before the first sample is encoded."""

from __future__ import annotations

import struct
from unittest.mock import patch

import numpy as np
import pytest

from audio.encoders import lame
from audio.encoders.decoding import decoded
from audio.encoders.mp3 import Mp3Encoder, size_of
from audio.encoders.mpeg_frames import FRAME, frame_count, info_frame, info_length, size
from audio.errors import EncodingFailed
from tests.audio.tones import CHAPTERS, RATE, TAGS, heard, samples_of, speechlike, tone

LENGTHS = [50, 100, 575, 576, 577, 1152, 1153, 5000, *range(30_000, 30_576, 71)]
RATES = [16_000, 22_050, 24_000]


@pytest.mark.parametrize("rate", RATES)
def test_its_size_and_length_are_exact_whatever_the_number_of_samples(rate: int) -> None:
    for samples in LENGTHS:
        data = Mp3Encoder().encode(tone(samples, rate), rate, TAGS, CHAPTERS)
        assert len(data) == size_of(samples, rate, TAGS, CHAPTERS)
        came_out, told = heard(data)
        assert round(came_out * rate) == samples
        assert told == pytest.approx(samples / rate, abs=1e-5)


def test_what_comes_out_stands_where_it_stood() -> None:
    pcm = speechlike(3, 20_000)
    one, other = samples_of(pcm), samples_of(decoded(Mp3Encoder().encode(pcm, RATE, {}), "mp3")[0])
    likeness = [np.corrcoef(one[500:-500], np.roll(other, by)[500:-500])[0, 1] for by in range(-3, 4)]
    assert int(np.argmax(likeness)) == 3
    assert max(likeness) > 0.9


def test_a_lame_that_makes_other_frames_is_found_out() -> None:
    with patch.object(lame, "frames", return_value=[b"more"]), pytest.raises(EncodingFailed, match="LAME"):
        Mp3Encoder().encode(tone(RATE), RATE, TAGS)


def test_every_frame_is_of_48_kbit_at_the_sounds_rate() -> None:
    for rate, number in zip(RATES, (2, 0, 1), strict=True):
        data = Mp3Encoder().encode(tone(3 * rate, rate), rate, {})
        at, frames = len(info_frame(3 * rate, rate)), 0
        while at < len(data):
            (header,) = struct.unpack_from(">I", data, at)
            assert header & 0xFFFF_FC00 == 0xFFF3_6000 | number << 10
            at += FRAME // 8 * 48_000 // rate + (header >> 9 & 1)
            frames += 1
        assert frames == frame_count(3 * rate)


def test_the_info_frame_says_what_players_need() -> None:
    frame = info_frame(100_000, RATE)
    assert frame[13:17] == b"Info"
    flags, frames, total = struct.unpack_from(">III", frame, 17)
    assert (flags, frames, total) == (15, 176, size(100_000, RATE))
    seek = frame[29:129]
    assert list(seek) == sorted(seek)
    assert (seek[0], seek[50], seek[75]) == (0, 128, 192)
    assert frame[133:142] == b"LAME3.100"
    start, end = divmod(int.from_bytes(frame[154:157], "big"), 4096)
    assert start == 576
    assert frames * FRAME - start - end == 100_000


def test_the_info_frames_own_sum_is_right() -> None:
    # A check value of CRC-16/ARC: a message followed by its sum, low byte first, sums up to nothing.
    frame = info_frame(100_000, RATE)
    crc = 0
    for byte in frame[:167] + frame[168:166:-1]:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    assert crc == 0


def test_a_rate_that_mpeg_2_does_not_have_is_refused() -> None:
    with pytest.raises(EncodingFailed, match=r"16,000, 22,050, 24,000 samples a second, not of 44,100"):
        Mp3Encoder().encode(tone(100), 44_100, {})


def test_a_lame_that_makes_other_frames_is_noticed() -> None:
    with patch.object(lame, "frames", return_value=iter([b"x"])), pytest.raises(EncodingFailed, match="LAME"):
        Mp3Encoder().encode(tone(100), RATE, {})


def test_the_length_is_told_only_of_a_whole_file() -> None:
    data = Mp3Encoder().encode(tone(5000), RATE, {})
    assert info_length(data) == 5000
    for broken in (data[:-1], data + b"\0", data[:100], b"", b"x" * 500):
        with pytest.raises(EncodingFailed):
            info_length(broken)


def test_the_comment_and_the_words_are_where_players_look_for_them() -> None:
    data = Mp3Encoder().encode(tone(100), RATE, TAGS)
    for frame, name in (("COMM", "comment"), ("USLT", "lyrics")):
        body = b"\x03eng\0" + TAGS[name].encode()
        assert frame.encode() + len(body).to_bytes(4, "big") + b"\0\0" + body in data
