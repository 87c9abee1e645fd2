# ruff: noqa: RUF001 - signs that look alike are what is tested
from __future__ import annotations

import pytest

from audio.normalization import Sign, named, unspeakable
from tests.audio.normalization.conftest import ByRules


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("a \ue000 b", Sign(2, "\ue000", "private character U+E000")),
        ("a\u0378", Sign(1, "\u0378", "unassigned character U+0378")),
        ("\x07bell", Sign(0, "\x07", "control character U+0007")),
        ("\x00\x00", Sign(0, "\x00", "control character U+0000, 2 times")),
        ("\ud800", Sign(0, "\ud800", "half of a character U+D800")),
        ("caf\ufffd", Sign(3, "\ufffd", "replacement character")),
        ("the word \u05e9\u05dc\u05d5\u05dd", Sign(9, "\u05e9", "hebrew letter shin")),
        ("so -------", Sign(3, "-", "hyphen-minus, 7 times")),
        ("e\u0301 \ue000", Sign(3, "\ue000", "private character U+E000")),
    ],
)
def test_what_no_voice_can_say_is_reported_where_it_stands(text: str, sign: Sign) -> None:
    assert unspeakable(text) == (sign,)


@pytest.mark.parametrize(
    "text",
    [
        "Plain. “Words” – and dashes… £5 & 30% of β², ½.",
        "*so*",
        "😀 👩‍⚕️ 🇬🇧 ❤️",
        "→ ☂ ⅛",
        "cafe\u0301 nai\u00adve",
        "a\n\tb",
        "٣",
        "no…!!!",
    ],
)
def test_what_can_be_said_is_no_finding(text: str) -> None:
    assert unspeakable(text) == ()


def test_signs_without_a_name_in_the_data_are_said_by_unicode_and_told_of(by_rules: ByRules) -> None:
    assert by_rules("an ☂ and ♣ now") == "an umbrella and club suit now"
    assert named("an ☂ and ♣ → now") == (Sign(3, "☂", "umbrella"), Sign(9, "♣", "club suit"))
    assert named("→ ½ (5%) *") == ()


def test_a_name_tells_what_a_sign_means_and_not_how_it_looks(by_rules: ByRules) -> None:
    assert by_rules("☻") == "smiling face"
    assert by_rules("\u2b24") == "large circle"


def test_a_language_without_names_reports_what_english_would_name() -> None:
    assert [sign.character for sign in unspeakable("☂ é → 5 %", "fr")] == ["☂", "→"]
    assert named("☂", "fr") == ()


def test_a_long_run_is_said_once(by_rules: ByRules) -> None:
    assert by_rules("so!!!!!!! ----- ☂☂☂ ++++++") == "so! - umbrella +"
    assert by_rules("a++ -- ...") == "a++ -- ..."
