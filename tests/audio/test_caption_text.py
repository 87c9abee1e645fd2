"""Where a sentence may be parted, and how its lines are laid out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.caption_text import Piece, columns, lines, pieces, width


def laid_out(text: str) -> tuple[str, ...]:
    return lines(pieces(text))


def test_a_sentence_is_cut_at_white_space() -> None:
    assert [(piece.text, piece.start) for piece in pieces("One  (two)\u00a0three.")] == [
        ("One", 0),
        ("(two)", 5),
        ("three.", 11),
    ]
    assert pieces(" \n ") == []


def test_controls_are_left_out() -> None:
    assert [piece.text for piece in pieces("a\0b \x07 c\ud800")] == ["ab", "c"]


def test_what_a_reader_sees_is_counted() -> None:
    assert columns("plain") == 5
    assert columns("cafe\u0301 nai\u0308ve") == 10
    assert columns("\u4e2d\u6587") == 4
    assert columns("\U0001f600") == 2
    assert columns("a\u200bb\u200d\ufe0f") == 2


def test_a_word_longer_than_a_line_is_cut_but_not_before_its_accents() -> None:
    assert [piece.text for piece in pieces("x" * 100)] == ["x" * 42, "x" * 42, "x" * 16]
    assert [piece.text for piece in pieces("\u4e2d" * 30)] == ["\u4e2d" * 21, "\u4e2d" * 9]
    accented = "e\u0301"
    assert [piece.text for piece in pieces(accented * 50)] == [accented * 42, accented * 8]


@pytest.mark.parametrize(
    "text",
    [
        "It ends here. | Next it begins",
        "one clause; | another one",
        "a dash \u2014 | and more",
        "He said \u201cstop.\u201d | Then he did",
        "after a comma, | words follow it",
        "the patient | in the clinic",
        "people | who were ill",
        "patients | (adults only) came",
        "2019 | and 2020",
    ],
)
def test_a_text_is_parted_rather_at_the_stroke_than_at_any_other_place(text: str) -> None:
    before, after = text.split(" | ")
    found = pieces(f"{before} {after} again")
    costs = [piece.parting for piece in found[:-1]]
    stroke = len(before.split()) - 1
    assert costs[stroke] < min(costs[:stroke] + costs[stroke + 1 :])


@pytest.mark.parametrize(
    "text",
    ["the | clinic", "given in | clinics", "it was | given", "5 | mg", "1,250 | people", "Dr. | Smith",
     "e.g. | ketamine", "because | it helps", "of | course", "cafe \U0001f600", "salt &", "met Ann | Lee",
     "in the World | Health Organization", "may not | help"],
)  # fmt: skip
def test_a_text_is_hardly_ever_parted_at_these(text: str) -> None:
    before, _, after = text.rpartition(" ") if "|" not in text else text.partition(" | ")
    costs = [piece.parting for piece in pieces(f"So {before} {after} always")]
    assert costs[len(before.split())] > 4


def test_a_capital_at_the_start_of_a_sentence_makes_no_name() -> None:
    yesterday, _ = pieces("Yesterday Ann")
    _, ann, _ = pieces("Yesterday Ann Lee")
    assert yesterday.parting < ann.parting


def test_lines_are_as_even_as_can_be() -> None:
    one, two = laid_out("word " * 14)
    assert len(one) == len(two)


def test_what_fits_on_one_line_stands_on_one() -> None:
    assert laid_out("x" * 20 + " " + "y" * 21) == ("x" * 20 + " " + "y" * 21,)
    assert laid_out("x" * 20 + " " + "y" * 22) == ("x" * 20, "y" * 22)


@pytest.mark.parametrize(
    "expected",
    [
        ("Doctors have used it for many years", "to put people to sleep in hospitals."),
        ("The usual dose is 40 mg a day,", "and a nurse stays with you."),
        ("Most people who were asked then said", "that they had taken 500 mg a day."),
        ("It was tested in a large trial", "by the World Health Organization."),
    ],
)
def test_lines_are_parted_where_it_is_natural_and_are_as_even_as_can_be(expected: tuple[str, str]) -> None:
    assert laid_out(" ".join(expected)) == expected


TEXT = st.text("ab1.,-& \u00e9\u0301\u4e2d\U0001f600(", max_size=150) | st.text(max_size=90)


@given(TEXT)
def test_pieces_of_any_text_fit_on_lines_and_are_all_of_it(text: str) -> None:
    found = pieces(text)
    seen = "".join(piece.text for piece in found)
    assert seen == "".join("".join(text.split()).encode("utf-8", "ignore").decode().translate(CONTROLS))
    assert all(piece.columns == columns(piece.text) <= 42 for piece in found)
    assert all(one.start < two.start for one, two in pairwise(found))


@given(TEXT)
def test_any_two_lines_keep_their_words(text: str) -> None:
    shown: list[Piece] = []
    for piece in pieces(text):
        if width([*shown, piece]) <= 42:
            shown.append(piece)
    assert not shown or lines(shown) == (" ".join(piece.text for piece in shown),)


CONTROLS = dict.fromkeys([*range(32), *range(127, 160)])
