"""WebVTT as it is written: valid whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.webvtt import Cue, document, readable
from tests.webvtt import read


def test_a_file_is_a_signature_and_its_cues() -> None:
    text = document([Cue(0, 1500, ("One", "two")), Cue(3_661_007, 3_662_000, ("three",))])
    assert text == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nOne\ntwo\n\n01:01:01.007 --> 01:01:02.000\nthree\n"
    )


def test_no_cues_are_a_file_too() -> None:
    assert document([]) == "WEBVTT\n"
    assert read(document([])).cues == ()


def test_markup_and_arrows_in_the_text_are_escaped() -> None:
    text = document([Cue(0, 1, ("p --> 1 < 2 & <b>3</b> &amp;",))])
    assert "p --&gt; 1 &lt; 2 &amp; &lt;b&gt;3&lt;/b&gt; &amp;amp;" in text
    assert read(text).cues[0].text == "p --> 1 < 2 & <b>3</b> &amp;"


def test_a_note_stands_at_the_head_and_cannot_break_the_file() -> None:
    text = document([Cue(0, 1, ("Hi",))], "Not advice.\n\n\n00:00 --> 00:01\n\0\n  From a book.\r\n")
    assert text.startswith(
        "WEBVTT\n\nNOTE\nNot advice.\n00:00 --&gt; 00:01\nFrom a book.\n\n00:00:00.000 --> "
    )
    assert read(text).comments == ("Not advice.\n00:00 --&gt; 00:01\nFrom a book.",)
    assert "NOTE" not in document([], " \n ")


def test_what_a_file_may_not_hold_is_left_out() -> None:
    assert (
        readable("a\0b\x1b\u0085\ud800c\u200d\u00e9\u0301 \U0001f600") == "abc\u200d\u00e9\u0301 \U0001f600"
    )


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-1, 5)])
def test_a_cue_has_time(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="can't be shown"):
        Cue(start, end, ("Hi",))


@pytest.mark.parametrize("lines", [(), ("",), ("Hi", " "), ("\0\x1f",)])
def test_a_cue_has_lines_and_none_is_blank(lines: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="blank"):
        Cue(0, 1, lines)


@given(st.text(max_size=80), st.lists(st.text(max_size=40), max_size=3))
def test_any_text_makes_a_valid_file(note: str, texts: list[str]) -> None:
    lines = [" ".join(text.split()) for text in texts]
    cues = [Cue(at, at + 1, (line,)) for at, line in enumerate(lines) if readable(line).strip()]
    found = read(document(cues, note).encode())
    assert [cue.lines for cue in found.cues] == [(readable(cue.lines[0]),) for cue in cues]
    assert len(found.comments) <= 1
