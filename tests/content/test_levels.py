from __future__ import annotations

import pytest

from content.article import Level
from content.errors import PolicyError
from content.levels import LIMITS, loosens, policy, read_policy

SHIPPED = {
    Level.FULL: (25, 35, None, None, None, None),
    Level.STANDARD: (20, 25, 9.0, 10.0, 30, 30),
    Level.PLAIN: (15, 20, 6.0, 7.0, 24, 25),
    Level.EASY: (10, 12, 4.0, 5.0, 20, 15),
}


@pytest.mark.parametrize("level", Level)
def test_the_shipped_thresholds_are_those_of_the_policy(level: Level) -> None:
    assert tuple(getattr(policy().of(level), limit) for limit in LIMITS) == SHIPPED[level]


def test_the_shipped_scopes_are_those_of_the_policy() -> None:
    scope = policy().scope
    assert (scope.level_words, scope.section_words, scope.sibling_words, scope.page_words) == (
        30,
        100,
        150,
        300,
    )
    assert (scope.sibling_gap, scope.prose_words, scope.confidence_words) == (0.5, 100, (100, 300))


def test_a_package_can_tighten_and_not_loosen() -> None:
    own = policy().tightened({Level.PLAIN: {"page_grade": 5.5, "max_sentence_words": 40}}).of(Level.PLAIN)
    assert (own.page_grade, own.max_sentence_words) == (5.5, 25)


def test_a_limit_where_there_was_none_is_stricter() -> None:
    assert not loosens(policy().of(Level.FULL), "page_grade", 14)
    assert policy().tightened({Level.FULL: {"page_grade": 14}}).of(Level.FULL).page_grade == 14


def test_a_short_page_is_held_to_a_sections_grade() -> None:
    assert policy().scope_of(299, "page") == "section"
    assert policy().scope_of(300, "page") == "page"
    assert policy().scope_of(900, "section") == "section"


GOOD = """
[scope]
level_words = 30
section_words = 100
sibling_words = 150
page_words = 300
sibling_gap = 0.5
prose_words = 100
confidence_words = [100, 300]
[full]
purpose = "all"
mean_sentence_words = 25
warn_sentence_words = 35
[standard]
purpose = "most"
mean_sentence_words = 20
warn_sentence_words = 25
page_grade = 9
[plain]
purpose = "many"
mean_sentence_words = 15
warn_sentence_words = 20
page_grade = 6
[easy]
purpose = "new"
mean_sentence_words = 10
warn_sentence_words = 12
page_grade = 4
"""


def test_a_policy_is_read_from_toml() -> None:
    assert read_policy(GOOD).of(Level.EASY).page_grade == 4


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[easy]", "[simple]"),
        ("page_grade = 4", "page_grade = 7"),
        ("page_grade = 4", ""),
        ("page_grade = 4", "page_grade = nan"),
        ("page_grade = 4", 'page_grade = "4"'),
        ("page_grade = 4", "page_grade = true"),
        ("page_grade = 4", "page_grad = 4"),
        ("sibling_gap = 0.5\n", ""),
        ("[100, 300]", "[100]"),
        ("[scope]", "[scope"),
    ],
)
def test_an_unusable_policy_is_an_accident(old: str, new: str) -> None:
    with pytest.raises(PolicyError, match="can't be used"):
        read_policy(GOOD.replace(old, new))
