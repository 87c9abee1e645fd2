"""Marks: one for each shown word, in order, wherever the engine's events fell."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.engine import SpokenUtterance, Timing, WordEvent
from audio.engines.silence import SilenceEngine
from audio.marks import Mark, marks, to_json
from audio.pool import SpeechPool
from audio.script import Pause, Script, Utterance
from tests.audio.conftest import TEXT, say, utterance
from tests.audio.test_word_places import swapped

RATE = 1000  # samples a second, so that a sample is a millisecond


@st.composite
def timings(draw: st.DrawFn, script: Script) -> Timing:
    """Any events, at any time inside their utterance."""
    spoken, at = [], 0
    for each in script.utterances():
        length = draw(st.integers(0, 500))
        offsets = st.integers(-1, len(each.spoken) + 1)
        events = draw(st.lists(st.tuples(offsets, st.integers(0, length)), max_size=12))
        heard = tuple(WordEvent(offset, 0, at + sample) for offset, sample in events)
        spoken.append(SpokenUtterance(at, at + length, heard))
        at += length + draw(st.integers(0, 50))
    return Timing(RATE, at, tuple(spoken))


def timed(length: int, *events: tuple[int, int], start: int = 0) -> Timing:
    words = tuple(WordEvent(offset, 0, start + sample) for offset, sample in events)
    return Timing(RATE, start + length, (SpokenUtterance(start, start + length, words),))


def words(script: Script, timing: Timing) -> list[tuple[str, int, int]]:
    found = marks(script, timing)
    return [(mark.value, mark.start_ms, mark.end_ms) for mark in found if mark.type == "word"]


def test_a_word_lasts_until_the_next_begins_and_the_last_until_the_end() -> None:
    assert words(say("One two three."), timed(900, (0, 0), (4, 300), (8, 500))) == [
        ("One", 0, 300),
        ("two", 300, 500),
        ("three", 500, 900),
    ]


def test_a_sentence_comes_before_its_words_and_spans_the_utterance() -> None:
    sentence, *rest = marks(say(" One two. "), timed(900, (1, 0), start=100))
    assert sentence == Mark("sentence", 100, 1000, "One two.", 1, 9, "body")
    assert [mark.type for mark in rest] == ["word", "word"]


def test_offsets_count_from_the_start_of_the_part() -> None:
    script = Script("en", (utterance("Not advice.", part="disclaimer", start=40),))
    _, first, second = marks(script, timed(900, (0, 0), (4, 400)))
    assert (first.start, first.end, first.part) == (40, 43, "disclaimer")
    assert (second.start, second.end) == (44, 50)


def test_words_without_an_event_share_the_time_by_their_length() -> None:
    assert words(say("a bb cccc d"), timed(810, (0, 0), (10, 730))) == [
        ("a", 0, 110),
        ("bb", 110, 320),
        ("cccc", 320, 730),
        ("d", 730, 810),
    ]


def test_only_the_first_event_of_a_word_counts() -> None:
    assert words(say("It is 1,250 now."), timed(900, (0, 0), (3, 100), (6, 200), (7, 300), (12, 700))) == [
        ("It", 0, 100),
        ("is", 100, 200),
        ("1,250", 200, 700),
        ("now", 700, 900),
    ]


def test_an_event_anywhere_in_a_word_or_its_quotes_is_that_words() -> None:
    assert words(say("Say \u201cnow\u201d please."), timed(900, (0, 0), (4, 200), (11, 500))) == [
        ("Say", 0, 200),
        ("now", 200, 500),
        ("please", 500, 900),
    ]
    assert words(say("\u201cnow\u201d please"), timed(900, (1, 0), (6, 500)))[1] == ("please", 500, 900)


def test_a_spoken_sign_is_heard_during_the_word_before_it() -> None:
    # espeak-ng says "and"; for an emoji it sends a second event, on the space behind it.
    assert words(say("Salt & pepper"), timed(900, (0, 0), (5, 300), (7, 500))) == [
        ("Salt", 0, 500),
        ("pepper", 500, 900),
    ]
    assert words(say("doctor \U0001f600 yes"), timed(900, (0, 0), (7, 300), (8, 400), (9, 700)))[1] == (
        "yes",
        700,
        900,
    )


def test_punctuation_alone_is_no_word() -> None:
    assert [each[0] for each in words(say("Yes \u2014 no & (never) ..."), timed(900))] == [
        "Yes",
        "no",
        "never",
    ]
    assert marks(say("?!"), timed(0)) == (Mark("sentence", 0, 0, "?!", 0, 2, "body"),)
    assert marks(say("  "), timed(0)) == ()


def test_swapped_words_are_marked_where_they_are_shown() -> None:
    script = Script(
        "en",
        (
            utterance(
                "Take 30\u201340% of SSRI now.", ("30\u201340%", "30 to 40 percent"), ("SSRI", "S S R I")
            ),
        ),
    )
    spoken = next(script.utterances()).spoken
    assert spoken == "Take 30 to 40 percent of S S R I now."
    events = [(match.start(), 100 * index) for index, match in enumerate(re.finditer(r"\S+", spoken))]
    assert words(script, timed(1200, *events)) == [
        ("Take", 0, 100),
        ("30\u201340%", 100, 500),
        ("of", 500, 600),
        ("SSRI", 600, 1000),
        ("now", 1000, 1200),
    ]


def test_a_word_in_a_longer_swap_starts_with_what_is_said_for_it() -> None:
    spoken = "140 over 90 millimetres of mercury"
    script = Script("en", (utterance("BP 140/90 mmHg.", ("140/90 mmHg", spoken)),))
    starts = [0, *(3 + match.start() for match in re.finditer(r"\S+", spoken))]
    events = [(offset, 100 * index) for index, offset in enumerate(starts)]
    assert words(script, timed(700, *events)) == [("BP", 0, 100), ("140/90", 100, 400), ("mmHg", 400, 700)]


def test_what_is_not_said_is_marked_for_a_moment() -> None:
    script = Script("en", (utterance("One (two) three.", ("(two) ", "")),))
    assert words(script, timed(900, (0, 0), (4, 300))) == [
        ("One", 0, 290),
        ("two", 290, 300),
        ("three", 300, 900),
    ]
    unheard = say("\u0661\u0662 now and then")  # espeak-ng drops Arabic digits
    assert words(unheard, timed(900, (3, 0), (7, 300), (11, 500)))[:2] == [
        ("\u0661\u0662", 0, 10),
        ("now", 10, 300),
    ]


def test_digits_without_events_get_the_time_of_their_names() -> None:
    assert words(say("in 12 abcdef go"), timed(920, (0, 0), (13, 830))) == [
        ("in", 0, 90),
        ("12", 90, 580),
        ("abcdef", 580, 830),
        ("go", 830, 920),
    ]


def test_events_at_the_very_end_leave_every_word_its_moment() -> None:
    assert words(say("One two three."), timed(900, (0, 0), (4, 898), (8, 900))) == [
        ("One", 0, 880),
        ("two", 880, 890),
        ("three", 890, 900),
    ]


def test_times_too_short_for_the_words_are_shared_evenly() -> None:
    assert words(say("a b c d"), timed(20)) == [("a", 0, 5), ("b", 5, 10), ("c", 10, 15), ("d", 15, 20)]


def test_a_timing_of_another_script_is_refused() -> None:
    with pytest.raises(ValueError, match="argument 2"):
        marks(say("One.", "Two."), timed(100))


def test_json_names_the_part_of_all_but_the_body() -> None:
    items = tuple(utterance("Hi", part=part) for part in ("title", "body", "disclaimer"))
    script = Script("en", items)
    speech = SilenceEngine().speak(script, "en-us")
    data = to_json(marks(script, speech.timing), duration_ms=speech.duration_ms, voice="en-us")
    assert data["duration_ms"] == speech.duration_ms
    assert data["voice"] == "en-us"
    found = data["marks"]
    assert isinstance(found, list)
    assert [mark.get("part") for mark in found[::2]] == ["title", None, "disclaimer"]
    assert list(found[2]) == ["type", "start_ms", "end_ms", "value", "start", "end"]


def check(script: Script, timing: Timing) -> None:
    """What holds of all marks."""
    found = marks(script, timing)
    at_word = [mark for mark in found if mark.type == "word"]
    shown = [
        word for each in script.utterances() for word in each.shown.split() if any(map(str.isalnum, word))
    ]
    assert len(at_word) == len(shown)
    for mark, token in zip(at_word, shown, strict=True):
        assert mark.value
        assert mark.value in token
    for one, two in pairwise(at_word):
        assert one.start_ms <= one.end_ms <= two.start_ms <= two.end_ms
    for each, spoken in zip(script.utterances(), timing.utterances, strict=True):
        for mark in marks(Script("en", (each,)), Timing(timing.sample_rate, timing.samples, (spoken,))):
            assert timing.ms(spoken.start) <= mark.start_ms <= mark.end_ms <= timing.ms(spoken.end)
            assert each.shown[mark.start - each.start : mark.end - each.start] == mark.value


@given(st.lists(swapped(), max_size=4), st.data())
def test_every_shown_word_has_one_mark_whatever_is_swapped_and_whatever_the_events(
    spoken: list[Utterance], data: st.DataObject
) -> None:
    script = Script("en", tuple(spoken))
    check(script, data.draw(timings(script)))


def test_real_speech_marks_every_word_with_time_to_be_heard(pool: SpeechPool) -> None:
    script = Script(
        "en",
        (
            utterance("\u201cKetamine,\u201d said Dr Smith (in 2019), isn't for everyone \u2014 or is it?"),
            Pause(300),
            utterance(
                "SSRI drugs cost $1,250.50 & 30\u201340% of people...",
                ("SSRI", "S S R I"),
                ("30\u201340%", "30 to 40 percent"),
            ),
            utterance(
                "word\u2014word \u05e9\u05dc\u05d5\u05dd \U0001f469\u200d\u2695\ufe0f x=1/2 e-mail:a@b.example"
            ),
            *say(TEXT).items,
        ),
    )
    speech = pool.speak(script, "en-us")
    check(script, speech.timing)
    found = [mark for mark in marks(script, speech.timing) if mark.type == "word"]
    assert all(mark.end_ms - mark.start_ms >= 10 for mark in found)
    heard = {mark.value: mark.start_ms for mark in reversed(found)}
    assert heard["Smith"] - heard["Ketamine"] > 800
