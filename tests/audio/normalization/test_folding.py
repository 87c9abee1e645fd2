# ruff: noqa: RUF001 - signs that look alike are what is tested
from __future__ import annotations

import unicodedata

import pytest

from audio.normalization.folding import fold


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("plain", "plain"),
        ("cafe\u0301", "café"),
        ("keta\u00admi\u200bne\ufeff", "ketamine"),
        ("\ufb01\ufb02", "fifl"),
        ("\uff15\uff2d\uff27", "5MG"),
        ("\u0663 \u2460 \u2167", "3 1 VIII"),
        ("5 \u338e", "5 mg"),
        ("5 \u33a7", "5 \u33a7"),
        ("x\u00b2 CO\u2082 \u00bd \u00aa", "x\u00b2 CO\u2082 \u00bd \u00aa"),
        ("\u212b \u212a", "Å K"),
        ("q\u0301", "q\u0301"),
        ("\u05e9\u05b8", "\u05e9\u05b8"),
    ],
)
def test_letters_and_figures_are_written_as_most_write_them(shown: str, text: str) -> None:
    assert fold(shown).text == unicodedata.normalize("NFC", text)


def test_alike_signs_are_found_alike_and_said_as_they_are_written() -> None:
    folded = fold("“it’s” 10\u2009\u00b5g CO\u2082")
    assert folded.text == "“it’s” 10\u2009\u00b5g CO\u2082"
    assert folded.plain == '"it\'s" 10\u00a0\u03bcg CO2'
    assert folded.low == '"it\'s" 10 \u03bcg co2'


def test_every_point_is_traced_to_the_shown_text() -> None:
    shown = "e\u0301\u00ad\ufb01x\u00ad"
    folded = fold(shown)
    assert folded.text == "éfix"
    assert [folded.shown_start(at) for at in (0, 1, 3)] == [0, 3, 4]
    assert [folded.shown_end(at) for at in (1, 3, 4)] == [2, 4, 5]
    assert [folded.cut_at(at) for at in range(5)] == [False, False, True, False, False]


def test_lower_case_never_moves_what_follows() -> None:
    folded = fold("İSTANBUL ẞ")
    assert len(folded.low) == len(folded.plain) == len(folded.text)


def test_an_endless_run_of_marks_takes_no_endless_time() -> None:
    shown = "a" + "\u0301\u0323" * 50_000
    assert fold(shown).text == shown
