from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.quantities import Quantity, quantities

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
    ["1 in 4 people", "25% of people", "a quarter of people", "25 out of every 100 people"],
    ["6 in 100", "6%", "6 people out of 100"],
    ["two thirds of them", "2 in 3 of them"],
    ["48 hours", "2 days", "two days"],
    ["14 days", "2 weeks", "a fortnight", "two weeks"],
    ["one week", "a week", "7 days"],
    ["40 mg daily", "40 mg a day", "40 mg once a day", "Take 40 mg. Take it once a day."],
    ["10 or more days a month", "at least 10 days a month"],
    ["twice as much", "double the amount"],
    ["5 mmol/l", "5 mmol per litre", "5 mmol per liter"],
    ["12 weeks", "3 months", "three months"],
    ["cut by a third", "cut by one third"],
]  # fmt: skip
PAIRS = [(group[0], other) for group in SAME for other in group[1:]]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_same_quantity_is_the_same_however_it_is_written(one: str, other: str) -> None:
    first, second = quantities([one]), quantities([other])
    assert first.exact
    assert second.lacks(first) == {}, (first, second)
    assert first.lacks(second) == {}, (first, second)


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
        ("1 in 4 people", "1 in 5 people"),
        ("48 hours", "48 days"),
        ("40 mg a day", "40 mg a week"),
        ("two weeks", "two months"),
        ("12 weeks", "4 months"),
    ],
)
def test_other_values_and_units_are_other_quantities(one: str, other: str) -> None:
    first, second = quantities([one]), quantities([other])
    assert second.lacks(first)


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


def test_a_unit_may_be_left_out_where_it_stands_beside() -> None:
    short = quantities(["One acts after 30 minutes, the other after 20 to 30."])
    assert short.lacks(quantities(["The other acts after 20 to 30 minutes."])) == {}
    assert short.lacks(quantities(["The other acts after 40 minutes."]))


def test_a_number_in_words_is_known_where_the_other_text_counts_it() -> None:
    assert all(quantities(["It has two sides."]).has(each) for each in quantities(["2 sides"]).exact)


def test_the_words_that_say_it_are_kept_for_the_finding() -> None:
    assert set(quantities(["It lasts for four to six weeks."]).exact.values()) == {"four to six weeks"}


@given(st.text(alphabet="0123456789., -/%$ahwtoenfmgdy\u2013", max_size=60) | st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert quantities([text]) == quantities([text])


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("The 1960s years were long.", {Quantity("1960s", "")}),
        ("In the 1960s months passed.", {Quantity("1960s", "")}),
        ("From 5 to 1960s days.", {Quantity("5", ""), Quantity("1960s", "")}),
        ("$1960s", {Quantity("1960s", "")}),
    ],
)
def test_a_decade_counts_nothing(text: str, exact: set[Quantity]) -> None:
    found = quantities([text])
    assert set(found.exact) == exact
    assert found.lacks(quantities(["3 months"])) == {Quantity("3", "month"): "3 months"}


@pytest.mark.parametrize("text", ["9" * 6000 + " mg", "0." + "9" * 6000 + " mg", "1 " + "million " * 2000])
def test_a_number_that_is_longer_than_python_writes_is_read(text: str) -> None:
    assert len(quantities([text]).exact) == 1


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("12 weeks", "3 months", True), ("93 days", "3 months", True), ("94 days", "3 months", False),
        ("83 days", "3 months", False), ("84 days", "3 months", True), ("52 weeks", "1 year", True),
        ("0 days", "0 months", False), ("90 mg", "3 months", False),
    ],
)  # fmt: skip
def test_days_and_months_are_about_the_same_where_some_months_have_so_many_days(
    one: str, other: str, near: bool
) -> None:
    first, second = (
        quantities([f"5 days or 7 months or {one}"]),
        quantities([f"{other} or 900 years or 2 years"]),
    )
    assert (quantities([one]).lacks(quantities([other])) == {}) is near
    assert (quantities([other]).lacks(quantities([one])) == {}) is near
    assert (next(iter(quantities([other]).exact)) not in first.lacks(second)) is near


def test_a_count_is_had_where_it_is_said_with_a_rate_and_the_other_way_round() -> None:
    daily = quantities(["Take 40 mg a day, three times a week."])
    assert daily.has(Quantity("40", "mg"))
    assert daily.has(Quantity("3", "time"))
    assert not daily.has(Quantity("41", "mg"))
    assert not daily.has(Quantity("2", "time"))
    assert quantities(["Take 40 mg. Take it once a day."]).has(Quantity("40", "mg/day"))
