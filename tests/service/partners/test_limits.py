from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from service.app import create_app
from service.partners.limits import GROUPS, MOST, Limits, group_of, parse
from service.settings import Settings
from service.wiring import Services

numbers = st.integers(1, MOST)
some = st.builds(Limits, st.none() | numbers, st.dictionaries(st.sampled_from(GROUPS), numbers))


@given(some.filter(lambda limits: limits.general or limits.groups))
def test_what_is_written_is_read_again(limits: Limits) -> None:
    assert parse(str(limits)) == limits


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("60", Limits(60)),
        (" 60 , readability = 20 ", Limits(60, {"readability": 20})),
        ("readability=20", Limits(None, {"readability": 20})),
    ],
)
def test_limits_are_written_as_numbers_and_as_numbers_for_groups(text: str, wanted: Limits) -> None:
    assert parse(text) == wanted


@pytest.mark.parametrize(
    "text",
    ["", "0", "-1", "1.5", "many", "60,", "60, 70", "audio=5", "usage=1, usage=2", "9" * 10, "٦٠", "=5"],
)
def test_what_are_no_limits_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"limit|group"):
        parse(text)


def test_a_partners_limits_go_before_the_settings_but_its_general_one_lifts_no_groups() -> None:
    settings = Limits(1200, {"readability": 300})
    assert Limits(5000).over(settings) == Limits(5000, {"readability": 300})
    assert Limits(None, {"readability": 900}).over(settings) == Limits(1200, {"readability": 900})
    assert Limits().over(settings) == settings


def test_a_group_without_a_limit_of_its_own_has_the_general_one() -> None:
    limits = Limits(60, {"readability": 20})
    assert limits.of("readability") == ("readability", 20)
    assert limits.of("articles") == limits.of("") == ("", 60)
    with pytest.raises(LookupError):
        Limits().of("articles")


@pytest.mark.parametrize(
    ("path", "group"),
    [
        ("/api/v1/articles", "articles"),
        ("/api/v1/articles/sleep/sections/x", "articles"),
        ("/api/v1/readability/batch", "readability"),
        ("/api/v1/usage", "usage"),
        ("/api/v1/", ""),
        ("/api/v1/nothing", ""),
        ("/api/v1//readability", ""),
        ("/api/v1/Readability", ""),
    ],
)
def test_an_address_belongs_to_the_group_it_begins_with(path: str, group: str) -> None:
    assert group_of(path) == group


def test_every_route_of_the_api_belongs_to_a_group_and_no_group_is_empty(
    settings: Settings, services: Services
) -> None:
    app: Flask = create_app(settings, services)
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/v1/")]
    assert {group_of(rule) for rule in rules} == set(GROUPS)
