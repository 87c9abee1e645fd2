from __future__ import annotations

import pytest

from tests.service import ui_grades
from tests.service.ui_grades import (
    ALLOWED,
    ENOUGH,
    MOST,
    Text,
    grade,
    grouped,
    lexicon,
    strung,
    texts,
    too_hard,
)

HARD = Text(
    "a.html",
    "Administration of psychotherapeutic medication necessitates continuous monitoring of vital signs.",
)


def test_every_text_of_the_pages_is_at_grade_6_or_below() -> None:
    assert list(too_hard()) == []


def test_every_text_is_looked_at_once_alone_or_with_others() -> None:
    found = list(texts())
    long = [text for text in found if len(text.words) >= ui_grades.ALONE]
    short = [text for members in grouped(found).values() for text in members]
    assert len(long) + len(short) == len(found) > 100
    assert all(sum(len(text.words) for text in members) >= ENOUGH for members in grouped(found).values())


def test_a_hard_text_is_told_with_its_grade_and_its_long_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ui_grades, "texts", lambda: iter([HARD]))
    told = too_hard()
    assert "a.html: Administration of" in told[0]
    assert float(told[0].split()[0]) > MOST
    assert any(each.startswith("psychotherapeutic (") for each in told)


def test_short_texts_do_not_pass_for_being_short(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = [Text("a.html", words) for words in ("Therapeutic modality", "Dosage titration protocol")] * 8
    monkeypatch.setattr(ui_grades, "texts", lambda: iter(labels))
    assert any("a.html, its short texts" in each for each in too_hard())
    assert all(len(line.split()) <= ui_grades.ALONE for line in strung(labels))


def test_values_and_code_count_for_nothing() -> None:
    assert not any("%(" in text.shown or "<" in text.shown for text in texts())
    assert grade("") == 0.0


def test_each_long_word_that_is_allowed_is_long_and_has_its_reason() -> None:
    for word, reason in ALLOWED.items():
        assert lexicon().syllables(word) >= ui_grades.LONG
        assert reason
