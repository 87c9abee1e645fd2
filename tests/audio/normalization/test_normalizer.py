# ruff: noqa: RUF001 - signs that look alike are what is tested
from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from audio.normalization import Normalizer
from tests.audio.normalization.conftest import ByRules

GOLDEN: dict[str, dict[str, str]] = tomllib.loads(
    (Path(__file__).parents[2] / "golden/spoken.toml").read_text("utf-8")
)


@pytest.mark.parametrize("kind", GOLDEN)
def test_what_is_written_is_said_as_the_golden_list_has_it(kind: str, by_rules: ByRules) -> None:
    said = {written: by_rules(written) for written in GOLDEN[kind]}
    assert {written: text for written, text in said.items() if text != GOLDEN[kind][written]} == {}


def test_the_golden_list_is_as_long_as_it_is_promised() -> None:
    assert sum(map(len, GOLDEN.values())) >= 250


@pytest.mark.parametrize("kind", sorted(set(GOLDEN) - {"markup", "letters"}))
def test_what_is_said_needs_no_second_look(kind: str, by_rules: ByRules) -> None:
    once = {text for written, text in GOLDEN[kind].items() if text != written}
    assert {text for text in once if by_rules(text) != text} == set()


def said(shown: str, say: dict[str, str] | None = None, tag: str = "en") -> str:
    return Normalizer.of(say or {}, tag).utterance(shown, "body", 0).spoken


def test_an_articles_own_words_win_over_the_lexicon_and_the_rules() -> None:
    shown = "SSRIs, 5 mg, 30–40%, Stage IV"
    assert said(shown, {"SSRI": "such a drug", "mg": "emm gee", "IV": "eye vee"}) == (
        "such a drugs, 5 emm gee, 30 to 40%, Stage eye vee"
    )


def test_the_lexicon_wins_over_rules_that_look_at_no_more_than_its_terms() -> None:
    assert said("COPD") == "[[s,i:,oUp,i:d'i:]]"
    assert said("IV") == "I.V"
    assert said("Stage IV") == "Stage 4"


def test_a_term_inside_an_address_is_part_of_the_address() -> None:
    own = {"ketamine": "keetameen", "findahelpline.com": "find a help line dot com"}
    assert said("https://example.org/ketamine", own) == "example dot org slash ketamine"
    assert said("Go to findahelpline.com.", own) == "Go to find a help line dot com."


def test_a_link_says_its_words_with_the_rules_that_hold_for_them() -> None:
    assert said("[5 mg](https://example.org) now") == "5 milligrams now"


def test_numbers_are_dialled_only_where_somebody_calls() -> None:
    assert said("Call 988 or 116 123.") == "Call nine, eight, eight or one one six, one two three."
    assert said("A study of 112 people found 988 cells.") == "A study of 112 people found 988 cells."


def test_a_headline_in_capitals_asks_who_and_a_body_of_that_name_is_spelled() -> None:
    assert said("WHO SHOULD TAKE IT") == "WHO SHOULD TAKE IT"
    assert said("The WHO says so.") != "The WHO says so."


def test_each_figure_of_a_range_keeps_its_place() -> None:
    each = Normalizer.of({}, "en").utterance("Give 30–40 mg.", "title", 7)
    assert (each.part, each.start, each.shown) == ("title", 7, "Give 30–40 mg.")
    swaps = [
        (each.shown[s.shown_start : s.shown_end], each.spoken[s.spoken_start : s.spoken_end])
        for s in each.swaps
    ]
    assert swaps == [("–", " to "), ("mg", "milligrams")]


def test_a_swap_covers_the_letters_that_are_folded_in_it() -> None:
    each = Normalizer.of({"Ménière": "[[m,eIni;'e@]]"}, "en").utterance(
        "a Me\u0301nie\u0300re cafe\u0301", "body", 0
    )
    assert each.spoken == "a [[m,eIni;'e@]] café"
    assert [(s.shown_start, s.shown_end) for s in each.swaps] == [(2, 11), (15, 17)]


def test_another_language_keeps_its_words_and_loses_its_markup() -> None:
    shown = "*Prenez* 5 mg d’IV (30–40 %), p < 0,05 [[s'i:]] cafe\u0301"
    assert said(shown, tag="fr-CA") == "Prenez 5 mg d’IV (30–40 %), p < 0,05 s'i: café"
    assert said("Prenez-la.", {"la": "lah"}, "fr") == "Prenez-lah."


def test_all_varieties_of_english_have_the_same_rules() -> None:
    assert said("5 mg", tag="en-GB") == said("5 mg", tag="EN") == "5 milligrams"


def test_nothing_is_said_for_nothing() -> None:
    assert said("") == ""
