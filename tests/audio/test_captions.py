"""Captions: valid WebVTT, two lines of 42 characters, in time with the words."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from audio.captions import to_webvtt
from audio.engines.silence import SilenceEngine
from audio.marks import marks
from audio.script import Script
from tests.audio.conftest import say, utterance

CUE = re.compile(r"(\d\d):(\d\d):(\d\d)\.(\d{3}) --> (\d\d):(\d\d):(\d\d)\.(\d{3})")


def captions(*texts: str | int, note: str = "") -> str:
    script = say(*texts)
    return to_webvtt(marks(script, SilenceEngine().speak(script, "en-us").timing), note)


def cues(text: str) -> list[tuple[int, int, list[str]]]:
    """Read captions back: start and end in ms, and the lines, unescaped."""
    head, *blocks = text.removesuffix("\n").split("\n\n")
    assert head == "WEBVTT"
    found = []
    for block in blocks:
        times, *lines = block.split("\n")
        if times == "NOTE":
            continue
        match = CUE.fullmatch(times)
        assert match, times
        h1, m1, s1, t1, h2, m2, s2, t2 = map(int, match.groups())
        start, end = ((h1 * 60 + m1) * 60 + s1) * 1000 + t1, ((h2 * 60 + m2) * 60 + s2) * 1000 + t2
        found.append((start, end, [html.unescape(line) for line in lines]))
    return found


def check(text: str) -> None:
    last = 0
    for start, end, lines in cues(text):
        assert last <= start < end
        assert 1 <= len(lines) <= 2
        assert all(0 < len(line) <= 42 for line in lines)
        last = end


def test_a_short_sentence_is_one_cue_with_the_pauses_left_out() -> None:
    first, second = cues(captions("One sentence.", 1000, "Another."))
    assert first[2] == ["One sentence."]
    assert second[0] == first[1] + 1000


def test_a_long_sentence_is_cut_behind_clauses() -> None:
    text = (
        "Doctors give ketamine in a clinic, where nurses watch each person for two hours, "
        "and nobody drives home alone after it; that is the rule."
    )
    found = cues(captions(text))
    assert [" ".join(lines) for _, _, lines in found] == [
        "Doctors give ketamine in a clinic, where nurses watch each person for two hours,",
        "and nobody drives home alone after it; that is the rule.",
    ]
    check(captions(text))


def test_a_cue_begins_with_its_first_word() -> None:
    script = say(
        "A first clause that is long enough to stand alone, (here) begins the second one of the two of them."
    )
    found = marks(script, SilenceEngine().speak(script, "en-us").timing)
    second = cues(to_webvtt(found))[1]
    assert second[0] == next(mark.start_ms for mark in found if mark.value == "here")


def test_markup_and_arrows_in_the_text_are_escaped() -> None:
    text = captions("Is p --> 1 < 2 & <b>3</b>?")
    assert "Is p --&gt; 1 &lt; 2 &amp; &lt;b&gt;3&lt;/b&gt;?" in text
    assert text.count("-->") == 1


def test_a_note_stands_at_the_head_and_cannot_break_the_file() -> None:
    text = captions("Hi.", note="Not advice.\n\n\n00:00 --> 00:01\n\n  From a book.\r\n")
    assert text.startswith(
        "WEBVTT\n\nNOTE\nNot advice.\n00:00 --&gt; 00:01\nFrom a book.\n\n00:00:00.000 --> "
    )
    assert "NOTE" not in captions("Hi.")


def test_no_words_are_no_cues() -> None:
    assert captions() == "WEBVTT\n"
    assert captions(" ") == "WEBVTT\n"


def test_a_word_longer_than_a_cue_is_cut_and_its_time_shared() -> None:
    text = captions("See " + "x" * 500 + " there.")
    check(text)
    shown = "".join("".join(lines) for _, _, lines in cues(text)).replace(" ", "")
    assert shown == "See" + "x" * 500 + "there."


def test_titles_and_disclaimers_are_captioned_too() -> None:
    script = Script("en", (utterance("A title", part="title"), utterance("Not advice.", part="disclaimer")))
    text = to_webvtt(marks(script, SilenceEngine().speak(script, "en-us").timing))
    assert [lines for _, _, lines in cues(text)] == [["A title"], ["Not advice."]]


@given(st.lists(st.text(max_size=300), max_size=4))
def test_captions_of_any_text_are_valid(texts: list[str]) -> None:
    check(captions(*texts))
