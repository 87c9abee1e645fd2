"""Chapters as WebVTT: a title a cue, none at the same time as another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audio.chapters_vtt import to_webvtt_chapters
from audio.encoding import Chapter
from tests.webvtt import Cue, read


def chapters(*given_chapters: Chapter, note: str = "") -> tuple[Cue, ...]:
    return read(to_webvtt_chapters(given_chapters, note).encode(), "chapters").cues


def test_each_chapter_is_a_cue_with_its_title() -> None:
    assert chapters(Chapter("One", 0, 61_500), Chapter("Two", 61_500, 3_700_000)) == (
        Cue(0, 61_500, ("One",)),
        Cue(61_500, 3_700_000, ("Two",)),
    )


def test_a_title_is_one_line_of_plain_text() -> None:
    (cue,) = chapters(Chapter(" A & <b>B</b>\n\n --> \0\x07 C\ttwo\u2028", 0, 10))
    assert cue.lines == ("A & <b>B</b> --> C two",)


def test_chapters_come_in_order_and_never_two_at_once() -> None:
    found = chapters(Chapter("Late", 500, 900), Chapter("Early", 0, 700))
    assert [(cue.text, cue.start_ms, cue.end_ms) for cue in found] == [("Early", 0, 500), ("Late", 500, 900)]


def test_a_chapter_that_no_menu_can_show_is_left_out() -> None:
    assert chapters(Chapter("", 0, 10), Chapter("\0 \n", 10, 20), Chapter("None", 20, 20)) == ()
    assert to_webvtt_chapters([]) == "WEBVTT\n"


def test_a_note_stands_at_the_head() -> None:
    text = to_webvtt_chapters([Chapter("One", 0, 10)], "Not advice.")
    assert read(text, "chapters").comments == ("Not advice.",)


@given(st.lists(st.builds(Chapter, st.text(max_size=20), st.integers(0, 50), st.integers(0, 50)), max_size=6))
def test_any_chapters_make_a_valid_file(given_chapters: list[Chapter]) -> None:
    last = 0
    for cue in chapters(*given_chapters):
        assert len(cue.lines) == 1
        assert last <= cue.start_ms
        last = cue.end_ms
