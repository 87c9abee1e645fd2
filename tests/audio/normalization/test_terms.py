# ruff: noqa: RUF001 - signs that look alike are what is tested
from __future__ import annotations

import pytest

from audio.normalization import Normalizer
from audio.normalization.terms import with_ending


def said(shown: str, say: dict[str, str]) -> str:
    return Normalizer.of(say, "xx").utterance(shown, "body", 0).spoken


def test_letters_are_told_from_words_by_their_case() -> None:
    say = {"WHO": "W H O", "ketamine": "keetameen", "pH": "pea aitch", "Vitamin d": "vee dee"}
    assert said("WHO asks who uses Ketamine.", say) == "W H O asks who uses keetameen."
    assert said("KETAMINE, ph, pH, vitamin D", say) == "keetameen, ph, pea aitch, vee dee"


def test_a_term_of_exact_case_may_start_a_sentence() -> None:
    assert said("Low-dose CT, low-dose ct", {"low-dose CT": "a scan"}) == "a scan, low-dose ct"
    assert said("MRNA and mRNA", {"mRNA": "em R N A"}) == "MRNA and em R N A"


def test_the_longest_term_wins_and_parts_of_words_are_left_alone() -> None:
    say = {"IV": "eye vee", "IV drip": "eye vee drip", "116 123": "one one six, one two three"}
    assert (
        said("An IV drip, an IV, a PIVOT, 116 1234.", say)
        == "An eye vee drip, an eye vee, a PIVOT, 116 1234."
    )


def test_a_term_of_more_than_one_word_bears_other_blanks_and_apostrophes() -> None:
    say = {"IV drip": "eye vee drip", "Parkinson's": "par kinsons"}
    assert said("IV\u00a0drip, Parkinson’s", say) == "eye vee drip, par kinsons"


def test_a_term_may_start_with_a_sign_or_be_one() -> None:
    assert said("a ↑ b .NET", {"↑": "up", ".NET": "dot net"}) == "a up b dot net"


@pytest.mark.parametrize(
    ("spoken", "ending", "ended"),
    [
        ("S S R I", "s", "S S R I's"),
        ("C.T", "'s", "C.T's"),
        ("psych reg", "'s", "psych regs"),
        ("wellness", "s'", "wellnesses"),
        ("[[s'aIkrEg]]", "s", "[[s'aIkrEgz]]"),
        ("[[m'aUT]]", "s", "[[m'aUTs]]"),
        ("[[d'oUs]]", "s", "[[d'oUsI2z]]"),
        ("[[m@S'i:n]]", None, "[[m@S'i:n]]"),
    ],
)
def test_an_ending_is_said_as_the_sound_before_it_wants(spoken: str, ending: str | None, ended: str) -> None:
    assert with_ending(spoken, ending) == ended


def test_an_ending_does_not_hide_a_term() -> None:
    say = {"SSRI": "S S R I", "dose": "dohss"}
    assert said("SSRIs, the SSRI's use, the SSRIs’ use, Doses", say) == (
        "S S R I's, the S S R I's use, the S S R I's use, dohsses"
    )


def test_a_term_that_is_said_as_it_is_written_is_kept_from_every_rule() -> None:
    kept = Normalizer.of({"30–40": "30–40", "ECX": "ECX"}, "en").utterance("30–40 ECX", "body", 0)
    assert (kept.spoken, kept.swaps) == ("30–40 ECX", ())


def test_a_bracket_before_a_term_is_none_of_its_phonemes() -> None:
    assert said("[Psychreg]", {"Psychreg": "[[s'aIkrEg]]"}) == "[ [[s'aIkrEg]]]"


def test_a_term_without_a_word_to_say_changes_nothing() -> None:
    assert said("ketamine", {"ketamine": ""}) == "ketamine"
