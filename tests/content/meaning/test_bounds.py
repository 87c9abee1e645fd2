from __future__ import annotations

import pytest

from tests.content.meaning.telling import differences

SAME = [
    ("Wait at least 6 hours.", "Wait 6 hours or more."),
    ("Take no more than 4 g in one day.", "Do not take more than 4 g in one day."),
    ("The maximum is 4 g in one day.", "Take up to 4 g in one day."),
    ("Alcohol should not exceed 14 units a week.", "Keep to 14 units of alcohol a week or less."),
    ("It is avoided in children under 12.", "It is not given to children younger than 12."),
    ("Do not use it for longer than 10 days.", "If you need it for more than 10 days, ask a nurse."),
    ("It works within 2 hours.", "It works in 2 hours."),
    ("It is given over 2 hours.", "It is given for 2 hours."),
    ("Use it on 10 or more days a month.", "Use it on at least 10 days a month."),
]
OTHER = [
    ("Wait at least 6 hours.", "Wait at most 6 hours."),
    ("Take up to 4 g in one day.", "Take at least 4 g in one day."),
    ("Call if your fever is above 38 degrees.", "Call if your fever is below 38 degrees."),
    ("It is not given to children under 12.", "It is not given to people over 12."),
    ("They sleep fewer than 7 hours.", "They sleep more than 7 hours."),
    ("Wait at least 6 hours.", "Wait 6 hours."),
]


@pytest.mark.parametrize(("harder", "easier"), SAME)
def test_the_same_bound_in_other_words_is_no_difference(harder: str, easier: str) -> None:
    assert [each.code for each in differences(harder, easier) if each.code == "MEANING-011"] == []
    assert [each.code for each in differences(easier, harder) if each.code == "MEANING-011"] == []


@pytest.mark.parametrize(("harder", "easier"), OTHER)
def test_another_bound_is_asked_about(harder: str, easier: str) -> None:
    assert "MEANING-011" in {each.code for each in differences(harder, easier)}
    assert "MEANING-011" in {each.code for each in differences(easier, harder)}
