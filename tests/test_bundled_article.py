"""The bundled article, measured again by textstat itself, and held to the policy it was published under."""

from __future__ import annotations

from pathlib import Path

import pytest
import textstat

from content.article import Article, Level, Rendition
from content.gate import Verdict, check
from content.levels import policy
from content.readability.grade import prepared
from content.readability.textstat_panel import warm
from content.source.folder import read
from service.narration import narrate

PACKAGE = Path(__file__).parents[1] / "content/articles/how-ketamine-works"
SECTIONS = (
    "introduction",
    "the-treatment",
    "how-the-therapy-works",
    "how-it-affects-the-brain",
    "depression-treatment",
)


@pytest.fixture(scope="module")
def verdict() -> Verdict:
    return check(read(PACKAGE))


@pytest.fixture(scope="module")
def article(verdict: Verdict) -> Article:
    assert verdict.article, [str(finding) for finding in verdict.findings]
    return verdict.article


def renditions(article: Article) -> list[Rendition]:
    return [each for section in article.sections for each in section.renditions.values()]


def test_it_passes_the_gate_with_every_section_at_every_level(article: Article) -> None:
    assert tuple(section.id for section in article.sections) == SECTIONS
    assert article.levels == tuple(Level)
    assert all(tuple(section.renditions) == tuple(Level) for section in article.sections)


def test_textstat_itself_gives_the_numbers_that_are_published(article: Article) -> None:
    warm()
    for rendition in renditions(article):
        text = prepared(rendition)
        for name, value in rendition.measurement.metrics.items():
            assert getattr(textstat.textstat, name)(text) == pytest.approx(value, abs=1e-9), name
        metrics = rendition.measurement.metrics
        pair = metrics["flesch_kincaid_grade"], metrics["coleman_liau_index"]
        assert rendition.measurement.grade == pytest.approx(sum(pair) / 2, abs=1e-12)


def test_every_band_and_cap_of_the_policy_holds(article: Article) -> None:
    for level in (Level.STANDARD, Level.PLAIN, Level.EASY):
        limits = policy().of(level)
        page = article.pages[level]
        assert page.grade is not None
        assert page.words >= 300
        assert page.grade <= limits.page_grade
        for each in (section.renditions[level].measurement for section in article.sections):
            assert each.words >= 100
            assert each.grade is not None
            assert each.grade <= limits.section_grade
            assert each.hard_words_percent <= limits.hard_words_percent
            assert each.mean_sentence_words <= limits.mean_sentence_words
            assert each.longest_sentence_words <= limits.max_sentence_words


def test_each_level_reads_easier_than_the_next_harder_one(article: Article) -> None:
    for harder, easier in zip(tuple(Level), tuple(Level)[1:], strict=False):
        assert article.pages[easier].grade <= article.pages[harder].grade - 0.5
        for section in article.sections:
            assert section.renditions[easier].measurement.grade < section.renditions[harder].measurement.grade


def test_the_lists_stay_lists_at_every_level(article: Article) -> None:
    items = {
        (section.id, level): sum(block.kind == "item" for block in rendition.blocks)
        for section in article.sections
        for level, rendition in section.renditions.items()
    }
    assert {items["how-the-therapy-works", level] for level in Level} == {5}
    assert {items["how-it-affects-the-brain", level] for level in Level} == {4}


def test_every_disclaimer_says_all_that_it_must(article: Article) -> None:
    for level in Level:
        text = article.disclaimer.at(level).lower()
        assert "inform" in text or "learn" in text
        assert "expert" in text
        assert "not" in text
        assert "full disclaimer" in text
        for number in ("988", "116 123", "emergency number", "findahelpline.com"):
            assert number in text


def test_it_is_cited_with_author_publisher_and_date(article: Article) -> None:
    assert article.source.author == "David Tobin"
    assert article.source.publisher == "Psychreg"
    assert article.source.published.isoformat() == "2022-01-03"
    assert "David Tobin" in article.source.attribution


def test_the_numbers_to_call_in_a_crisis_are_spoken_digit_by_digit(article: Article) -> None:
    for rendition in renditions(article):
        script = narrate(article, rendition)
        said = " ".join(each.spoken for each in script.utterances() if each.part == "disclaimer")
        assert "nine, eight, eight" in said
        assert "one one six, one two three" in said
