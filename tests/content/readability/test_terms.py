from __future__ import annotations

import pytest

from content.readability.terms import Terms


def found(terms: list[str], text: str) -> list[str]:
    return [use.term for use in Terms(terms).uses(text.split())]


@pytest.mark.parametrize("text", ["symptom", "Symptoms", "symptom's", "SYMPTOMS"])
def test_a_term_is_found_in_its_inflections(text: str) -> None:
    assert found(["symptom"], text) == ["symptom"]


def test_terms_in_capitals_are_found_in_capitals_only() -> None:
    assert found(["WHO"], "who asked the WHO and WHOs") == ["WHO", "WHO"]


def test_the_longest_term_wins() -> None:
    assert found(["depression", "postpartum depression"], "postpartum depression or depression") == [
        "postpartum depression",
        "depression",
    ]


def test_a_term_of_two_words_is_found_hyphenated_too() -> None:
    assert found(["pain killer"], "painkillers and pain killers") == ["pain killer", "pain killer"]


def test_terms_that_are_no_words_find_nothing() -> None:
    assert found(["", "-", "..."], "a b c") == []


def test_ys_become_ies() -> None:
    assert found(["therapy"], "therapies") == ["therapy"]
