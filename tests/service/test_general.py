from __future__ import annotations

import re
from itertools import pairwise

import pytest

from content.article import Level
from content.levels import policy
from content.readability.grade import measure_text
from service.general import general_disclaimer


@pytest.mark.parametrize("level", [Level.STANDARD, Level.PLAIN, Level.EASY])
def test_the_services_own_disclaimer_keeps_the_limits_of_each_level(level: Level) -> None:
    measured, limits = measure_text(general_disclaimer().at(level)), policy().of(level)
    assert measured.grade is not None
    assert measured.grade <= (limits.section_grade or 0)
    assert measured.mean_sentence_words <= limits.mean_sentence_words
    assert measured.longest_sentence_words <= (limits.max_sentence_words or 0)


def test_each_level_of_it_reads_easier_than_the_one_before() -> None:
    grades = [measure_text(general_disclaimer().at(level)).grade or 0 for level in Level]
    assert all(harder > easier for harder, easier in pairwise(grades))


def test_it_says_the_same_at_every_level() -> None:
    for level in Level:
        text = general_disclaimer().at(level)
        assert re.search(r"\bnot\b", text)
        for kept in ("988", "116 123", "emergency number", "findahelpline.com"):
            assert kept in text
