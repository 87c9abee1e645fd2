"""Joining: to the sample, with the words, the marks and the times of what is heard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio import joining
from audio.engine import Speech, SpokenUtterance, Timing
from audio.engines.silence import SilenceEngine
from audio.errors import SoundTooLong
from audio.joining import Excerpt, Joined, join, join_timings
from audio.marks import marks
from audio.script import Pause, Script
from tests.audio.conftest import say

ONE = say(50, "First thing.", 300, "Second one here.", 400, "Not advice.", 900)
TWO = say("Third.", 100, 20, "Not advice.")


def speak(script: Script) -> Speech:
    return SilenceEngine().speak(script, "en-us")


def samples(speech: Speech, start: int, end: int) -> bytes:
    return speech.pcm[2 * start : 2 * end]


def silence(ms: int) -> bytes:
    return bytes(2 * round(ms * 22_050 / 1000))


JOINED = Joined(
    (Pause(111), Excerpt(ONE, 2), Pause(500), Excerpt(ONE, 0, 2), Pause(7), Pause(3), Excerpt(TWO), Pause(60))
)


def test_what_is_heard_is_each_excerpt_to_the_sample_and_silence_between() -> None:
    one, two = speak(ONE), speak(TWO)
    first, second, advice = one.timing.utterances
    assert join(JOINED, speak).pcm == b"".join(
        (
            silence(111),
            samples(one, advice.start, advice.end),
            silence(500),
            samples(one, first.start, second.end),  # with the pause between them
            silence(7) + silence(3),
            two.pcm,
            silence(60),
        )
    )


def test_each_utterance_and_word_is_timed_where_it_is_heard() -> None:
    speech, spoken = (
        join(JOINED, speak),
        iter((speak(ONE).timing.utterances[2], *speak(ONE).timing.utterances[:2])),
    )
    for heard, alone in zip(speech.timing.utterances[:3], spoken, strict=True):
        assert samples(speech, heard.start, heard.end) == samples(speak(ONE), alone.start, alone.end)
        assert [word.sample - heard.start for word in heard.words] == [
            word.sample - alone.start for word in alone.words
        ]
    assert speech.timing.samples * 2 == len(speech.pcm)


def test_it_has_a_script_of_its_own_whose_marks_are_those_of_the_sound() -> None:
    speech = join(JOINED, speak)
    assert [item.ms if isinstance(item, Pause) else item.shown for item in JOINED.script.items] == [
        111,
        "Not advice.",
        500,
        "First thing.",
        300,
        "Second one here.",
        7,
        3,
        "Third.",
        100,
        20,
        "Not advice.",
        60,
    ]
    found = marks(JOINED.script, speech.timing)
    words = " ".join(mark.value for mark in found if mark.type == "word")
    assert words == "Not advice First thing Second one here Third Not advice"
    assert all(one.start_ms <= two.start_ms for one, two in pairwise(found))


def test_the_same_comes_of_speaking_it_as_one() -> None:
    assert join(JOINED, speak) == speak(JOINED.script)


def excerpts() -> st.SearchStrategy[Excerpt]:
    ranges = st.tuples(st.sampled_from([ONE, TWO]), st.integers(0, 2), st.integers(1, 3))
    return ranges.filter(lambda made: made[1] < made[2] <= len(list(made[0].utterances()))).map(
        lambda made: Excerpt(*made)
    )


@given(st.lists(excerpts() | st.builds(Pause, st.integers(0, 700)), max_size=8), excerpts())
def test_it_does_so_whatever_is_joined(parts: list[Excerpt | Pause], last: Excerpt) -> None:
    joined = Joined((*parts, last))
    assert join(joined, speak) == speak(joined.script)


def test_the_timing_needs_no_sound() -> None:
    timings = [speak(script).timing for script in JOINED.scripts()]
    assert join_timings(JOINED, timings) == join(JOINED, speak).timing


def test_a_script_is_spoken_once_for_excerpts_in_a_row() -> None:
    spoken: list[Script] = []

    def counted(script: Script) -> Speech:
        spoken.append(script)
        return speak(script)

    join(JOINED, counted)
    assert spoken == [ONE, TWO]


@pytest.mark.parametrize(("first", "end"), [(0, 0), (2, 1), (-1, None), (0, 4), (3, None)])
def test_an_excerpt_that_can_not_be_is_refused(first: int, end: int | None) -> None:
    with pytest.raises(ValueError, match="3 utterances"):
        Excerpt(ONE, first, end)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Joined(()),
        lambda: Joined((Pause(1),)),
        lambda: Joined((Excerpt(ONE), Excerpt(replace(TWO, language="de")))),
    ],
)
def test_there_is_something_to_hear_in_one_language(make: Callable[[], Joined]) -> None:
    with pytest.raises(ValueError, match="one language"):
        make()


def test_sounds_of_different_sample_rates_are_not_joined() -> None:
    timing = speak(TWO).timing
    with pytest.raises(ValueError, match="22050 and 16000 Hz"):
        join_timings(
            Joined((Excerpt(TWO), Excerpt(TWO))), [timing, Timing(16_000, timing.samples, timing.utterances)]
        )


def test_what_would_be_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "LONGEST_S", 3600)
    half = Speech(bytes(2 * 1900), Timing(1, 1900, (SpokenUtterance(0, 1900, ()),)))
    excerpt = Excerpt(say("Long."))
    with pytest.raises(SoundTooLong, match="at most 1 hours"):
        join(Joined((excerpt, excerpt)), lambda _: half)
    assert len(join(Joined((excerpt, Pause(9000))), lambda _: half).pcm) == 2 * 1909
