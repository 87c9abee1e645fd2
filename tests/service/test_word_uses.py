from __future__ import annotations

import pytest

from service.word_uses import is_used, uses


def found(text: str, *terms: str) -> list[tuple[str, str]]:
    return [(use.term, text[use.start : use.end]) for use in uses(terms, text)]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("migraine", "Migraines"),
        ("migraine", "migraine's"),
        ("migraine", "migraine\u2019s"),
        ("synapse", "synapses"),
        ("disability", "disabilities"),
        ("virus", "viruses"),
        ("infuse", "infusing"),
        ("infuse", "infused"),
        ("drip", "drips"),
        ("day", "days"),
        ("pain killer", "pain killers"),
        ("pain killer", "Pain\nkillers"),
        ("self-harm", "self\u2011harm"),
        ("Crohn's disease", "Crohn\u2019s disease"),
        ("FDA-approved", "fda-approved"),
        ("SSRI", "SSRIs"),
        ("WHO", "WHO\u2019s"),
        ("naïveté", "Naïveté"),
        ("C++", "C++"),
    ],
)
def test_a_term_is_found_in_its_inflections(term: str, text: str) -> None:
    assert found(f"So: {text}, it is.", term) == [(term, text)]
    assert is_used(term, text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("gene", "In general, genetic."),
        ("WHO", "who"),
        ("IV", "ivy and iv"),
        ("dose", "overdose"),
        ("pain", "paint and Spain"),
        ("symptom", "symptomatic"),
    ],
)
def test_what_only_looks_like_a_term_is_none(term: str, text: str) -> None:
    assert found(text, term) == []
    assert not is_used(term, text)


def test_the_longer_term_wins_wherever_it_begins() -> None:
    terms = ("dose", "target dose", "drug trial", "trial phase two")
    assert found("The target dose is a dose.", *terms) == [("target dose", "target dose"), ("dose", "dose")]
    assert found("No dose response here.", "dose", "dose response") == [("dose response", "dose response")]
    assert found("A drug trial phase two.", *terms) == [("trial phase two", "trial phase two")]


def test_a_term_inside_a_longer_one_is_used_all_the_same() -> None:
    assert is_used("dose", "The target dose.")


def test_of_equal_terms_the_first_counts_and_none_are_found_in_nothing() -> None:
    assert found("red hot red", "red hot", "hot red") == [("red hot", "red hot")]
    assert found("red hot") == []
    assert found("", "red") == []
