"""How a long sentence is cut into cues."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.caption_text import lines, pieces, width
from audio.cue_cuts import cue_cuts

LETTER_MS = 65  # an everyday rate of speech


def cut(text: str, letter_ms: int = LETTER_MS) -> list[str]:
    found = pieces(text)
    cuts = cue_cuts(found, [*(piece.start * letter_ms for piece in found), len(text) * letter_ms])
    return [" ".join(piece.text for piece in found[first:end]) for first, end in pairwise(cuts)]


def test_a_sentence_that_fits_is_one_cue() -> None:
    assert cut("It helps.") == ["It helps."]
    assert cut(" ".join(["x" * 41, "y" * 42])) == [" ".join(["x" * 41, "y" * 42])]


@pytest.mark.parametrize(
    "expected",
    [
        [
            "Doctors give ketamine in a clinic, where nurses stay for about two hours,",
            "and nobody drives home alone after it; that is the rule.",
        ],
        [
            "The trial ran for eight weeks in nine hospitals;",
            "half of the patients were given the drug and half were given something else.",
        ],
        ["At least 16 million Americans go through a period", "of depression at least once each year."],
        [
            "For most of the people who took part in the long study of the medicine",
            "(it lasted for two years), relief began within a day.",
        ],
    ],
)
def test_a_longer_one_is_cut_at_its_clauses(expected: list[str]) -> None:
    assert cut(" ".join(expected)) == expected


def test_no_short_word_is_left_for_the_last_cue() -> None:
    found = cut("People who were given the medicine felt better within hours of the first infusion, mostly.")
    assert len(found) == 2
    assert all(len(each) >= 30 for each in found)


@pytest.mark.parametrize(
    "expected",
    [
        ["And so is transcranial magnetic stimulation (TMS),", "which uses magnets to act on the brain."],
        [
            "It also lists post-traumatic stress disorder (PTSD)",
            "and even obsessive-compulsive disorder (OCD).",
        ],
    ],
)
def test_a_cue_is_cut_where_its_lines_can_be_parted_too(expected: list[str]) -> None:
    assert cut(" ".join(expected)) == expected


def test_the_cues_of_a_sentence_without_clauses_are_alike() -> None:
    lengths = [len(each) for each in cut(" ".join(["word"] * 30))]
    assert len(lengths) == 2
    assert max(lengths) - min(lengths) <= 10


def test_slow_speech_is_cut_before_seven_seconds() -> None:
    text = "People who have felt low for months may be given ketamine, a medicine, in a clinic."
    assert len(cut(text)) == 1
    slow = cut(text, 125)
    assert slow == ["People who have felt low for months", "may be given ketamine, a medicine, in a clinic."]
    assert all(len(each) * 125 <= 7000 for each in slow)


def test_one_word_may_take_longer() -> None:
    assert cut("12345678901234567890", 600) == ["12345678901234567890"]


def test_what_is_heard_for_a_moment_is_not_shown_alone() -> None:
    found = pieces("It was of great help; " + "x" * 40 + " " + "y" * 40)
    assert cue_cuts(found, [0, 200, 400, 600, 800, 1500, 4000, 6000]) == [0, 5, 7]
    assert cue_cuts(found, [0, 100, 200, 300, 400, 500, 3000, 5000]) == [0, 6, 7]


@given(
    st.lists(st.text("ab1.,;& \u00e9\u4e2d", min_size=1, max_size=60), max_size=40).map(" ".join),
    st.lists(st.integers(0, 3000), min_size=1),
)
def test_cues_of_any_text_fit_on_two_lines(text: str, times: list[int]) -> None:
    found = pieces(text) or pieces("-")
    at, points = 0, []
    for number in range(len(found) + 1):
        points.append(at)
        at += times[number % len(times)]
    cuts = cue_cuts(found, points)
    assert cuts[0] == 0
    assert cuts[-1] == len(found)
    for first, end in pairwise(cuts):
        assert first < end
        shown = lines(found[first:end])
        assert len(shown) <= 2
        assert sum(len(line.split()) for line in shown) == end - first
        assert width(found[first:end]) <= 2 * 42 + 1
