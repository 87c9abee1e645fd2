from __future__ import annotations

import pytest

from tests.audio.normalization.conftest import ByRules


@pytest.mark.parametrize(
    ("shown", "spoken"),
    [
        ("the QEX", "the Q.E.X"),
        ("QEXs", "Q.E.X's"),
        ("the QEX's side", "the Q.E.X's side"),
        ("AEs", "A-E's"),
        ("SQRI", "S.Q.R.I"),
        ("QXRTs", "Q.X.R.T's"),
    ],
)
def test_capitals_that_make_no_word_are_spelled(shown: str, spoken: str, by_rules: ByRules) -> None:
    assert by_rules(shown) == spoken


@pytest.mark.parametrize(
    "shown",
    [
        "QXRT",
        "a DNA test",
        "NATO",
        "SALINE",
        "MEDIC",
        "do NOT",
        "LaTeX",
        "QE2",
        "X",
        "2QE",
        "AN ICU WARNING",
        "THE ICU",
    ],
)
def test_capitals_that_are_read_well_or_are_words_are_left_alone(shown: str, by_rules: ByRules) -> None:
    assert by_rules(shown) == shown


def test_initialisms_in_a_row_are_no_headline(by_rules: ByRules) -> None:
    assert by_rules("ICU ECG") == "I.C.U E.C.G"
