from __future__ import annotations

import pytest

from content.article import Level
from content.errors import ArticleNotFound
from service.reading import LevelNotOffered, NoLevelEasyEnough, Reader, SectionNotFound
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import WORDS, sample_article


@pytest.fixture
def reader() -> Reader:
    store = FakeArticleStore()
    store.publish(sample_article())
    store.publish(
        sample_article("two-levels", words={level: WORDS[level] for level in (Level.FULL, Level.EASY)})
    )
    return Reader(store)


def test_an_unknown_article_is_told_with_those_there_are(reader: Reader) -> None:
    with pytest.raises(ArticleNotFound) as caught:
        reader.article("nothing")
    assert caught.value.known == ("blood-pressure", "two-levels")


def test_an_unknown_section_is_told_with_those_there_are(reader: Reader) -> None:
    with pytest.raises(SectionNotFound) as caught:
        reader.section(reader.article("blood-pressure"), "nothing", Level.EASY)
    assert caught.value.known == ("introduction", "treatment")


def test_a_level_that_is_not_offered_is_told_with_those_that_are(reader: Reader) -> None:
    for unknown in ("standard", "simple", ""):
        with pytest.raises(LevelNotOffered) as caught:
            reader.offered(reader.article("two-levels").article, unknown)
        assert caught.value.known == ("full", "easy")


def test_who_has_not_chosen_gets_standard_or_the_next_harder_level(reader: Reader) -> None:
    assert reader.preferred(reader.article("blood-pressure").article) == Level.STANDARD
    assert reader.preferred(reader.article("two-levels").article) == Level.FULL


@pytest.mark.parametrize(
    ("grade", "level"), [(20, "full"), (12.5, "full"), (12.4, "standard"), (6.5, "plain"), (4, "easy")]
)
def test_a_grade_gets_the_richest_level_at_or_under_it(reader: Reader, grade: float, level: str) -> None:
    article = reader.article("blood-pressure").article
    assert reader.richest(article, grade) == level
    assert reader.richest(article, grade, "treatment") == level


def test_no_level_under_a_grade_is_told_with_the_grades_there_are(reader: Reader) -> None:
    with pytest.raises(NoLevelEasyEnough) as caught:
        reader.richest(reader.article("blood-pressure").article, 1)
    assert caught.value.known[-1] == "easy: 3.5"
