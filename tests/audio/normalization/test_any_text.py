"""What holds for any text at all: nothing is lost, nothing leaks, nothing hangs."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.normalization import Normalizer, named, unspeakable
from audio.script import Swap, Utterance

DATA = tomllib.loads(Path(__file__).with_name("pieces.toml").read_text("utf-8"))
HALF_A_SIGN = "\ud800"  # which no file may hold
LENGTH = 20_000

NORMALIZER = Normalizer.of({"ketamine": "[[k'i:t2@m,i:n]]", "WHO": "W H O"}, "en")

PIECES = st.lists(st.sampled_from([*DATA["pieces"], HALF_A_SIGN]), max_size=14)
TEXTS = st.one_of(st.text(max_size=60), PIECES.map("".join), PIECES.map(" ".join))
often = settings(derandomize=True, max_examples=300, deadline=None)


def said(shown: str) -> Utterance:
    return NORMALIZER.utterance(shown, "body", 0)


def spoken_of(each: Utterance, start: int, end: int) -> str:
    """What is said for `start:end` of the shown text: swaps that touch it, and the rest as it stands."""
    pieces, at = [], start
    for swap in each.swaps:
        if swap.shown_start < end and swap.shown_end > start:
            pieces += [
                each.shown[at : max(at, swap.shown_start)],
                each.spoken[swap.spoken_start : swap.spoken_end],
            ]
            at = max(at, swap.shown_end)
    return "".join([*pieces, each.shown[at:end]])


@often
@given(TEXTS)
def test_between_swaps_both_texts_are_equal(shown: str) -> None:
    each = said(shown)
    end = Swap(len(shown), len(shown), len(each.spoken), len(each.spoken))
    for before, after in pairwise([Swap(0, 0, 0, 0), *each.swaps, end]):
        assert before.shown_end <= after.shown_start
        kept = shown[before.shown_end : after.shown_start]
        assert kept == each.spoken[before.spoken_end : after.spoken_start]
    assert all(swap.shown_start < swap.shown_end for swap in each.swaps)
    assert all(
        shown[swap.shown_start : swap.shown_end] != each.spoken[swap.spoken_start : swap.spoken_end]
        for swap in each.swaps
    )


@often
@given(TEXTS)
def test_every_shown_word_has_a_share_of_what_is_said(shown: str) -> None:
    each = said(shown)
    without_tags = re.sub(r"</?[a-zA-Z][^<>]*>", lambda tag: " " * len(tag[0]), shown)
    for word in re.finditer(r"\S+", without_tags):
        if any(map(str.isalnum, word[0])):
            assert spoken_of(each, *word.span()).strip(), word


@often
@given(TEXTS)
def test_only_an_editor_commands_the_voice(shown: str) -> None:
    each = said(shown)
    inside = [each.spoken[start:end] for start, end in each.phonemes]
    assert all(re.fullmatch(r" ?\[\[[^\[\]]+\]\] ?", phonemes) for phonemes in inside), inside
    assert each.spoken.count("[[") == len(inside)


@often
@given(TEXTS)
def test_the_same_text_is_said_in_the_same_way(shown: str) -> None:
    assert said(shown) == Normalizer.of({"WHO": "W H O", "ketamine": "[[k'i:t2@m,i:n]]"}, "en").utterance(
        shown, "body", 0
    )


@often
@given(TEXTS)
def test_reports_name_signs_that_stand_in_the_text(shown: str) -> None:
    for sign in (*unspeakable(shown), *named(shown)):
        assert sign.name
        assert shown[sign.offset] == sign.character or not sign.character.isascii()


@often
@given(TEXTS, st.sampled_from(["fr", "xx-Latn", "", "../en"]))
def test_other_languages_get_no_english_words(shown: str, tag: str) -> None:
    each = Normalizer.of({}, tag).utterance(shown, "body", 0)
    letters = [letter for letter in each.spoken if letter.isalpha() and letter.isascii()]
    assert len(letters) <= sum(letter.isalpha() for letter in shown) + shown.count("ﬁ")


@pytest.mark.parametrize("pattern", [*DATA["repeated"], HALF_A_SIGN])
def test_a_long_monotonous_text_takes_no_more_time_than_its_length(pattern: str) -> None:
    text = pattern * (LENGTH // len(pattern))
    said(text)
    unspeakable(text)
    named(text)


def test_one_word_of_100_kb_is_said() -> None:
    assert said("a" * 100_000).spoken == "a" * 100_000
