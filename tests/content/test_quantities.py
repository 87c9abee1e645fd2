from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.quantities import quantities

SAME = [
    ["1,000 people", "1000 people", "1 thousand people"],
    ["30 to 40 percent", "30\u201340%", "30-40 per cent", "30% to 40%", "30 % - 40 %", "thirty to forty percent"],
    ["250 million", "250,000,000", "0.25 billion"],
    ["1.5 hours", "one and a half hours", "an hour and a half", "90 minutes", "1.5 hrs"],
    ["half an hour", "30 minutes", "0.5 hours"],
    ["four to six weeks", "4-6 weeks", "4 to 6 weeks", "28 to 42 days"],
    ["a four-week course", "4 weeks", "a 4-week course"],
    ["two or more drugs", "2 or more drugs", "at least two drugs", "2 drugs"],
    ["twice a day", "two times a day", "2 times per day", "twice daily", "2 times each day"],
    ["40 mg", "40mg", "0.04 g", "40 milligrams"],
    ["0.5 mg/kg", "0.5 mg per kg", "500 mcg/kg"],
    ["one in four people", "1 in 4 people", "one out of four people"],
    ["two-thirds of them", "two thirds of them"],
    ["half of them", "50% of them", "half the people, 50 percent"],
    ["in the 1960s"],
    ["five pills", "5 tablets", "5 pills"],
    ["twenty-five years", "25 years", "300 months"],
    ["between 3 and 5 days", "3 to 5 days"],
]  # fmt: skip
PAIRS = [(group[0], other) for group in SAME for other in group[1:]]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_same_quantity_is_the_same_however_it_is_written(one: str, other: str) -> None:
    first, second = quantities([one]), quantities([other])
    assert first.exact
    assert all(second.has(each) for each in first.exact), (first, second)
    assert all(first.has(each) for each in second.exact), (first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("40 mg", "40 ml"),
        ("40 mg", "40"),
        ("30 percent", "30"),
        ("1.5 mg", "15 mg"),
        ("four weeks", "four days"),
        ("twice a day", "three times a day"),
        ("the 1960s", "1960"),
        ("2 million", "2 billion"),
        ("0.5 mg/kg", "0.5 mg"),
    ],
)
def test_other_values_and_units_are_other_quantities(one: str, other: str) -> None:
    first, second = quantities([one]), quantities([other])
    assert not all(second.has(each) for each in first.exact)


@pytest.mark.parametrize(
    "text",
    [
        "No one knows which one it is.",
        "One day you will feel well.",
        "It has two sides and three parts.",
        "Once you have started, go on.",
        "Take it all at one time.",
        "The first and the second one.",
        "COVID-19, vitamin B12 and 5-HT2A",
        "Nobody is in two minds.",
        "one dose",
    ],
)
def test_words_that_are_no_measure_are_no_quantities(text: str) -> None:
    assert quantities([text]).exact == {}


def test_a_number_in_words_is_known_where_the_other_text_counts_it() -> None:
    assert all(quantities(["It has two sides."]).has(each) for each in quantities(["2 sides"]).exact)


def test_the_words_that_say_it_are_kept_for_the_finding() -> None:
    assert set(quantities(["It lasts for four to six weeks."]).exact.values()) == {"four to six weeks"}


@given(st.text(alphabet="0123456789., -/%$ahwtoenfmgdy\u2013", max_size=60) | st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert quantities([text]) == quantities([text])
