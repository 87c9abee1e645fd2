"""Words, and what is said for each: exact outside swaps, found by likeness inside longer ones."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.script import Swap, Utterance
from audio.word_places import MOST_COMPARED, places, spoken_length
from tests.audio.conftest import utterance


def said(each: Utterance) -> list[tuple[str, str]]:
    """Each shown word with what is said for it, without the space around."""
    return [
        (each.shown[place.start : place.end], each.spoken[place.spoken_start : place.spoken_end].strip())
        for place in places(each)
    ]


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        ("\u201cKetamine,\u201d he said (twice)\u2026", ["Ketamine", "he", "said", "twice"]),
        ("'tis patients\u2019 don't rock'n'roll", ["tis", "patients", "don't", "rock'n'roll"]),
        ("Yes \u2014 no & 5 \u00b5g/mL, +3", ["Yes", "no", "5", "\u00b5g/mL", "+3"]),
        ("**bold** _under_ \u2022item", ["bold", "under", "item"]),
        ("-5 \u00b0C to \u20133, not -x or --", ["-5", "\u00b0C", "to", "\u20133", "not", "x", "or"]),
        ("\u2764\ufe0f \U0001f469\u200d\u2695\ufe0f 1\ufe0f\u20e3", ["1\ufe0f\u20e3"]),
        ("cafe\u0301 nai\u0308ve", ["cafe\u0301", "nai\u0308ve"]),
        ("\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627", ["\u05e9\u05dc\u05d5\u05dd", "\u0645\u0631\u062d\u0628\u0627"]),
        ("\u4e2d\u6587 \u5b57\u5e55", ["\u4e2d\u6587", "\u5b57\u5e55"]),
        ("wo\u200drd soft\u00adhyphen zero\u200bwidth no\u00a0break", ["wo\u200drd", "soft\u00adhyphen", "zero\u200bwidth", "no", "break"]),
        ("state-of-the-art 30\u201340% x=1/2", ["state-of-the-art", "30\u201340%", "x=1/2"]),
        ("", []),
        ("?! ...", []),
    ],
)  # fmt: skip
def test_a_word_has_a_letter_or_a_digit_and_sheds_its_punctuation(shown: str, words: list[str]) -> None:
    assert [word for word, _ in said(utterance(shown))] == words


def test_outside_swaps_a_word_is_said_as_it_is_shown() -> None:
    assert said(utterance("Take (this) now.")) == [("Take", "Take"), ("this", "(this)"), ("now", "now.")]


@pytest.mark.parametrize(
    ("shown", "spoken", "expected"),
    [
        ("140/90 mmHg", "140 over 90 millimetres of mercury", ["140 over 90", "millimetres of mercury"]),
        ("5 mg/kg", "5 milligrams per kilogram", ["5", "milligrams per kilogram"]),
        ("Jan 5, 2024", "January 5th twenty twenty four", ["January", "5th", "twenty twenty four"]),
        ("p < 0.05", "p is less than 0.05", ["p is less than", "0.05"]),
        ("116 123", "one one six, one two three", ["one one six,", "one two three"]),
        ("Phase III b", "phase three B", ["phase", "three", "B"]),
        ("Dr Smith", "Doctor Smythe", ["Doctor", "Smythe"]),
        ("10\u201320 mg IV b.i.d.", "10 to 20 milligrams intravenously twice daily",
         ["10 to 20", "milligrams", "intravenously", "twice daily"]),
        ("J\u00fcrgen M\u00fcller", "[[j'Y@g@n]] [[m'Yl3]]", ["[[j'Y@g@n]]", "[[m'Yl3]]"]),
    ],
)  # fmt: skip
def test_in_a_swap_of_several_words_each_gets_what_is_said_for_it(
    shown: str, spoken: str, expected: list[str]
) -> None:
    found = said(utterance(f"So {shown} now.", (shown, spoken)))
    assert [text for _, text in found] == ["So", *expected, "now."]


def test_swaps_of_parts_of_a_word_stay_with_it() -> None:
    swapped = utterance("a (5mg) x/y z", ("mg", " milligrams"), ("/", " over "))
    assert said(swapped) == [("a", "a"), ("5mg", "(5 milligrams)"), ("x/y", "x over y"), ("z", "z")]


def test_words_that_are_not_said_have_nothing() -> None:
    assert said(utterance("a (b) c", ("(b) ", ""))) == [("a", "a"), ("b", ""), ("c", "c")]
    assert said(utterance("a b c d", ("b c ", ""))) == [("a", "a"), ("b", ""), ("c", ""), ("d", "d")]


def test_words_put_in_belong_to_the_word_that_they_touch() -> None:
    put_in = Utterance("5 cm", "about 5 cm long", "body", 0, (Swap(0, 0, 0, 6), Swap(4, 4, 10, 15)))
    assert said(put_in) == [("5", "about 5"), ("cm", "cm long")]


def test_fewer_words_than_are_shown_share_by_length() -> None:
    assert said(utterance("go New York go", ("New York", "[[nju:j'O@k]]")))[1:3] == [
        ("New", "[[nju:"),
        ("York", "j'O@k]]"),
    ]


def test_a_swap_of_very_many_words_is_shared_by_length() -> None:
    count = MOST_COMPARED + 1
    shown, spoken = " ".join(["ab"] * count), " ".join(["abcd"] * count)
    found = said(utterance(shown, (shown, spoken)))
    assert len(found) == count
    assert all(2 <= len(text) <= 7 for _, text in found)


def test_a_digit_is_as_long_as_its_name() -> None:
    assert spoken_length("a1-b \u0663!") == 14


PIECES = ("word", "5", " mg", "140/90", " ", "\n", "(b) ", "\u2014 ", "\U0001f600", "\u2764\ufe0f ", "e\u0301",
          "\u05e9\u05dc\u05d5\u05dd ", "\u4e2d\u6587", "\u201cTo ", "\u2019s ", "[[", "]] ", "-->", "<b>", "&", "\0", "\ud800")  # fmt: skip


@st.composite
def swapped(draw: st.DrawFn) -> Utterance:
    """Any text, any stretches of it said as any other."""
    text = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=6).map("".join)
    shown = spoken = ""
    swaps = []
    for kept, before, after in draw(st.lists(st.tuples(text, text, text), max_size=3)):
        shown, spoken = shown + kept, spoken + kept
        swaps.append(Swap(len(shown), len(shown + before), len(spoken), len(spoken + after)))
        shown, spoken = shown + before, spoken + after
    rest = draw(text)
    return Utterance(shown + rest, spoken + rest, "body", draw(st.integers(0, 9)), tuple(swaps))


@given(swapped())
def test_whatever_is_swapped_every_word_has_its_place_in_order(each: Utterance) -> None:
    found = places(each)
    tokens = [token for token in each.shown.split() if any(map(str.isalnum, token))]
    assert len(found) == len(tokens)
    for place, token in zip(found, tokens, strict=True):
        word = each.shown[place.start : place.end]
        assert word
        assert word in token
        assert 0 <= place.spoken_start <= place.spoken_end <= len(each.spoken)
    for one, two in pairwise(found):
        assert one.end <= two.start
        assert one.spoken_end <= two.spoken_start
