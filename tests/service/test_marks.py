from __future__ import annotations

from itertools import pairwise

import pytest
from flask.testing import FlaskClient

from service.judging import Sent, judge
from service.pages import marks
from service.pages.marks import Marked, marked
from tests.service.posted import HARD, TEXT, post, seen_of, shown_of


def test_the_text_of_the_page_is_the_text_that_was_sent() -> None:
    for text in (TEXT, "One. Two!\n\nThree… ***\n\n12 % (of 3).", "a" * 300 + ". B c."):
        judged = judge(Sent(text, format="markdown"))
        shown = marked(judged)
        said = ["".join(p if isinstance(p, str) else p.text for p in block.parts) for block in shown.blocks]
        assert said == [block.text for block in judged.intake.blocks]


def test_marks_may_lie_over_each_other_and_no_word_is_lost_or_said_twice() -> None:
    shown = shown_of(
        "The medication was not infrequently administered prior to the procedure in order to help."
    )
    for each in shown.notes:
        found = each.advice.sentence
        assert each.text == found.shown
        assert "".join(piece.text for piece in each.pieces) == found.shown
        assert all(piece.text for piece in each.pieces)
        for remark in each.advice.remarks:
            whole = (remark.start, remark.end) == (found.start, found.end)
            assert bool(each.words_of(remark)) is not whole


def test_a_note_names_the_very_words_that_are_marked() -> None:
    shown = shown_of("Rest well.\n\nSit down. Utilise a spoon.", "plain", None)
    named = [(each.text, each.words_of(remark)) for each in shown.notes for remark in each.advice.remarks]
    assert ("Utilise a spoon.", "Utilise") in named


def test_a_step_leads_to_the_sentence_that_it_is_about() -> None:
    long = " ".join(["word"] * 28)
    shown = shown_of(f"Rest well. {HARD} Sit.\n\nUtilise a cup. One {long}. Rest.", "plain")
    by_number = {each.number: each.text for each in shown.notes}
    splits = [each for each in shown.steps if each.step.change == "split"]
    assert {by_number[each.numbers[0]] for each in splits} == {HARD, f"One {long}."}


def test_only_so_many_sentences_have_notes_and_the_hardest_come_first(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "MOST_NOTES", 2)
    text = f"Utilise a spoon. {HARD} Utilise a cup. {HARD}"
    shown = shown_of(text, "plain", None)
    assert [each.text for each in shown.notes] == [HARD, HARD]
    assert [each.number for each in shown.notes] == [1, 2]
    assert shown.left == 2
    assert "2 more have something to look at" in seen_of(client, text).words


def test_sentences_are_numbered_in_the_order_of_the_text() -> None:
    numbers = [
        p.number for b in shown_of(TEXT * 3).blocks for p in b.parts if isinstance(p, Marked) and p.number
    ]
    assert all(after == before + 1 for before, after in pairwise([0, *numbers]))


def test_places_are_told_as_the_field_counts_them(client: FlaskClient) -> None:
    text = "Rest.\r\n\r\n\U0001f600 " + HARD
    html = post(client, text=text).text
    plain = text.replace("\r\n", "\n")
    start = plain.index("The tablets")
    note = shown_of(plain, "plain").notes[0]
    assert plain[note.start : note.end].endswith(HARD)
    assert note.end == start + len(HARD)
    assert f'data-end="{note.end}"' in html
