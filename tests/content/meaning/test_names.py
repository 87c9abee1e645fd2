from __future__ import annotations

import pytest

from tests.content.meaning.telling import differences


def named(harder: str, easier: str) -> list[str]:
    """The names that the easier text adds."""
    return [each.about for each in differences(harder, easier) if each.code == "MEANING-005"]


@pytest.mark.parametrize(
    ("harder", "easier"),
    [
        ("Ask your G.P. about it.", "Ask your GP about it."),
        ("Ask your GP about it.", "Ask your G.P. about it."),
        ("Ask your G.P. about it.", "Ask your G.P. about it."),
        ("Ask one of the G.P.s about it.", "Ask one of the GPs about it."),
        ("It is sold in the U.S.A today.", "It is sold in the USA today."),
        ("Ask the Anti-Bullying team.", "Ask about Bullying at the Anti-Bullying team."),
        ("Most Italian people know it.", "Most people know Italian."),
    ],
)
def test_a_name_is_the_same_with_stops_or_as_a_part_of_another(harder: str, easier: str) -> None:
    assert named(harder, easier) == []


@pytest.mark.parametrize(
    ("harder", "easier", "name"),
    [
        ("Ask your nurse about it.", "Ask your G.P. about it.", "GP"),
        ("Ask your G.P. about it.", "Ask your GPS about it.", "GPS"),
        ("Ask your A.G.P. about it.", "Ask your GP about it.", "GP"),
        ("It makes the heart beat.", "It makes Art beat.", "Art"),
    ],
)
def test_another_name_is_told_with_its_sentence(harder: str, easier: str, name: str) -> None:
    assert named(harder, easier) == [name]
    (found,) = (each for each in differences(harder, easier) if each.about == name)
    assert found.easier is not None
    assert found.easier.text == easier


def test_a_new_name_is_shown_where_it_first_stands() -> None:
    easier = "Rest well. Then ask Maria. Do ask Maria again."
    (found,) = (
        each for each in differences("Rest well. Then ask us. Do ask us again.", easier) if each.about
    )
    assert found.easier is not None
    assert (found.about, found.easier.text) == ("Maria", "Then ask Maria.")
