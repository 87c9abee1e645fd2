from __future__ import annotations

from itertools import pairwise

import pytest

from content.advice import rules
from content.advice.advising import FINDERS
from content.advice.rules import number, read_rules, shipped, table, words
from content.errors import PolicyError
from tests.content.advice.advised import marks

HITS = [(rule.name, example.text, example.marked) for rule in rules() for example in rule.hits]
MISSES = [(rule.name, text) for rule in rules() for text in rule.misses]


@pytest.mark.parametrize(("rule", "text", "marked"), HITS)
def test_an_example_on_a_rules_page_is_marked_as_it_says(rule: str, text: str, marked: str) -> None:
    assert marks(text, rule)[:1] == [marked]


@pytest.mark.parametrize(("rule", "text"), MISSES)
def test_what_a_rule_says_it_leaves_alone_is_left_alone(rule: str, text: str) -> None:
    assert marks(text, rule) == []


def test_every_rule_has_all_that_its_page_needs() -> None:
    for rule in rules():
        assert min(len(rule.what), len(rule.why), len(rule.fix)) > 40, rule.code
        assert rule.sources
        assert rule.hits
        assert rule.misses
        assert rule.weight in {"advice", "hint"}
        assert rule.message.endswith(".")


def test_codes_run_from_one_without_a_gap_and_every_rule_is_looked_for() -> None:
    codes = [rule.code for rule in rules()]
    assert codes == [f"ADVICE-{number:03}" for number in range(1, len(codes) + 1)]
    assert {rule.name for rule in rules()} == set(FINDERS)
    assert all(one < two for one, two in pairwise(codes))


@pytest.mark.parametrize("broken", ["rule = 1", "[[rule]]\ncode = 'X'", "not toml", "x = 1"])
def test_broken_rules_are_refused(broken: str) -> None:
    with pytest.raises(PolicyError):
        read_rules(broken)


def test_a_code_that_stands_twice_is_refused() -> None:
    text = shipped("rules.toml").replace('code = "ADVICE-002"', 'code = "ADVICE-001"')
    with pytest.raises(PolicyError, match="same code"):
        read_rules(text)


def test_missing_data_of_a_rule_is_named() -> None:
    for read in (words, number, table):
        with pytest.raises(PolicyError, match="'gone'"):
            read({}, "gone")
