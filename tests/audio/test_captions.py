"""Captions: valid WebVTT that a reader can follow beside the sound."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.caption_text import columns
from audio.captions import to_webvtt
from audio.engine import SpokenUtterance, Timing
from audio.engines.silence import SilenceEngine
from audio.marks import Mark, marks
from audio.pool import SpeechPool
from audio.script import Pause, Script, Utterance
from audio.webvtt import readable
from tests.audio.conftest import say, utterance
from tests.audio.test_marks import timings
from tests.audio.test_word_places import swapped
from tests.webvtt import Cue, read

FASTEST = 20  # characters a second that adults read: Netflix's guides for English say 17 to 20
ARTICLE = (
    "Ketamine was first made in the 1960s as a medicine that keeps patients from feeling pain during surgery.",
    350,
    "Doctors give it through a drip into a vein, over about 40 minutes, and a nurse measures each person\u2019s blood pressure (140/90 mmHg or less is wanted) and heart rate before, during and after every single infusion.",
    350,
    "What may you feel?",
    350,
    "Nausea",
    200,
    "Headache",
    200,
    "\u201cFloating\u201d",
    200,
    "A rise in blood pressure of 10\u201320 %, which wears off within an hour or two in most of those who are treated",
    500,
    "Yes.",
    3000,
    "Ask your doctor; never take it alone, and never take more than 0.5 mg/kg of it \U0001f600 & rest.",
)


def spoken(*texts: str | int) -> tuple[Mark, ...]:
    script = say(*texts)
    return marks(script, SilenceEngine().speak(script, "en-us").timing)


def captions(*texts: str | int) -> tuple[Cue, ...]:
    return read(to_webvtt(spoken(*texts)).encode()).cues


def timed(*sentences: tuple[int, int, str]) -> tuple[Cue, ...]:
    """Captions of sentences that are heard from and until these milliseconds."""
    heard = tuple(SpokenUtterance(start, end, ()) for start, end, _ in sentences)
    script = say(*(text for _, _, text in sentences))
    return read(to_webvtt(marks(script, Timing(1000, sentences[-1][1], heard))).encode()).cues


def check(cues: tuple[Cue, ...], script: Script) -> None:
    """What holds of all captions."""
    for one, two in pairwise(cues):
        assert one.end_ms <= two.start_ms
    for cue in cues:
        assert 1 <= len(cue.lines) <= 2
        assert all(columns(line) <= 42 for line in cue.lines)
    shown = "".join("".join(cue.lines) for cue in cues)
    assert "".join(shown.split()) == "".join(
        readable("".join(each.shown.split())) for each in script.utterances()
    )


def test_a_short_sentence_is_one_cue() -> None:
    (cue,) = captions("Ketamine is a medicine.")
    assert (cue.start_ms, cue.lines) == (0, ("Ketamine is a medicine.",))


def test_a_long_sentence_is_cut_behind_clauses_and_its_lines_are_even() -> None:
    text = (
        "Doctors give ketamine in a clinic, where nurses stay for about two hours, "
        "and nobody drives home alone; that is the rule."
    )
    assert [cue.lines for cue in captions(text)] == [
        ("Doctors give ketamine in a clinic,", "where nurses stay for about two hours,"),
        ("and nobody drives home alone;", "that is the rule."),
    ]


def test_a_cue_comes_with_its_first_word_and_never_before() -> None:
    found = spoken(*ARTICLE)
    first_words = iter(mark for mark in found if mark.type == "word")
    for cue in read(to_webvtt(found)).cues:
        heard = [next(first_words) for word in cue.text.split() if any(map(str.isalnum, word))]
        assert heard[0].value in cue.text.split()[0]
        assert cue.start_ms == heard[0].start_ms
    assert next(first_words, None) is None


def test_a_cue_stays_until_the_next_and_a_while_into_a_long_silence() -> None:
    found = timed((0, 1000, "One."), (1800, 3000, "Two."), (4500, 5500, "Three."), (7200, 9000, "Four."),
                  (20_000, 21_000, "Five."))  # fmt: skip
    assert [(cue.start_ms, cue.end_ms) for cue in found] == [
        (0, 1800),
        (1800, 4500),
        (4500, 6200),  # a second before the next, since a shorter gap would flicker
        (7200, 10_500),
        (20_000, 21_000),
    ]


def test_what_is_too_brief_to_be_read_is_shown_with_its_neighbour() -> None:
    found = timed(
        (0, 500, "Nausea"), (700, 1200, "Headache"), (1400, 1700, "Pain"), (1900, 3000, "Low blood pressure")
    )
    assert [(cue.start_ms, cue.end_ms, cue.lines) for cue in found] == [
        (0, 1400, ("Nausea", "Headache")),
        (1400, 3000, ("Pain", "Low blood pressure")),
    ]


def test_what_is_far_away_or_takes_long_is_not_shown_together() -> None:
    assert len(timed((0, 300, "Yes."), (5000, 5300, "No."))) == 2
    assert len(timed((0, 300, "Yes."), (700, 7600, "A very slow one."))) == 2


def test_a_cue_that_begins_with_a_bracket_comes_with_the_word_in_it() -> None:
    found = spoken(
        "People who took the medicine in the first year felt better within a day "
        "(half of them within four hours) and slept for longer."
    )
    cue = read(to_webvtt(found)).cues[1]
    assert cue.text.startswith("(half")
    assert cue.start_ms == next(mark.start_ms for mark in found if mark.value == "half")


def test_the_last_word_stays_long_enough_to_be_read() -> None:
    assert [(cue.start_ms, cue.end_ms) for cue in timed((0, 300, "Yes."))] == [(0, 833)]
    assert [cue.lines for cue in timed((0, 1000, "Is it?"), (1350, 1600, "No."))] == [("Is it?", "No.")]


def test_parts_are_never_shown_together() -> None:
    script = Script("en", (utterance("Risks", part="title"), Pause(200), utterance("Pain"), Pause(200),
                           utterance("Not advice.", part="disclaimer")))  # fmt: skip
    found = read(to_webvtt(marks(script, SilenceEngine().speak(script, "en-us", 450).timing))).cues
    assert [cue.lines for cue in found] == [("Risks",), ("Pain",), ("Not advice.",)]


def test_what_takes_no_time_is_still_shown() -> None:
    found = timed((0, 0, "One."), (0, 0, "Two."), (0, 0, "x" * 60), (0, 1000, "Three."))
    check(found, say("One.", "Two.", "x" * 60, "Three."))


def test_a_sign_on_its_own_stays_with_the_word_before_it() -> None:
    text = "He gave them one or two doses of it \u2014 \U0001f600 & so on \u2014 and then they all of them went home again"
    for cue in captions(text):
        assert all(line.split()[0].isalpha() for line in cue.lines)


def test_a_note_stands_at_the_head() -> None:
    text = to_webvtt(spoken("Hi."), note="Not advice.")
    assert read(text).comments == ("Not advice.",)
    assert read(to_webvtt(spoken("Hi."))).comments == ()


def test_no_words_are_no_cues() -> None:
    assert captions() == ()
    assert captions(" ", "\u2014 \0") != ()
    assert captions("\0") == ()


@pytest.mark.parametrize(
    "text",
    [
        "See " + "x" * 500 + " there.",
        "\u4e2d\u6587\u5b57\u5e55" * 40 + "\u3002",
        "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd ketamine \u0645\u0631\u062d\u0628\u0627 " * 9,
        "e\u0301" * 100 + " Zalgo" + "\u0301" * 100,
        "\U0001f469\u200d\u2695\ufe0f \u2764\ufe0f \U0001f600 " * 30,
        "Is p --> 1 < 2 & <b>3</b> &amp; {\\an8}?",
        "NOTE this, STYLE that; 00:01.000 --> 00:02.000",
        "a\0b\u2028c\u0085d\x1be\ud800f",
    ],
)
def test_odd_texts_are_captioned_whole(text: str) -> None:
    check(captions(text), say(text))


@pytest.mark.parametrize("rate", [80, 100, 150])
def test_cues_of_real_speech_can_be_read(pool: SpeechPool, rate: int) -> None:
    script = say(*ARTICLE)
    cues = read(to_webvtt(marks(script, pool.speak(script, "en-us", rate).timing))).cues
    check(cues, script)
    for cue in cues:
        shown_ms = cue.end_ms - cue.start_ms
        assert 833 <= shown_ms <= 7000
        assert len(cue.text) * 1000 <= FASTEST * shown_ms
        assert not cue.text.endswith((" the", " a", " of", " and", " 40", " than"))


@pytest.mark.parametrize("sentence_words", [20, 5000])
def test_a_section_of_5000_words_takes_no_time_to_speak_of(sentence_words: int) -> None:
    sentence = " ".join(
        ["ketamine", "is", "a", "medicine", "that", "helps", "patients,", "and", "5", "mg"] * 500
    )
    words = sentence.split()
    script = say(*(" ".join(words[at : at + sentence_words]) + "." for at in range(0, 5000, sentence_words)))
    timing = SilenceEngine().speak(script, "en-us").timing
    cues = read(to_webvtt(marks(script, timing))).cues
    check(cues, script)


@given(st.lists(swapped(), max_size=4), st.data())
def test_captions_of_any_speech_are_valid_and_whole(said: list[Utterance], data: st.DataObject) -> None:
    script = Script("en", tuple(said))
    check(read(to_webvtt(marks(script, data.draw(timings(script)))).encode()).cues, script)
