from __future__ import annotations

import dataclasses

import pytest

from audio.script import Pause
from content.article import Block, Level
from service.hearing import Hearing, of_article, of_section
from service.narration import rules
from service.reading import Reader, Reading
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import sample_article


@pytest.fixture
def readings() -> tuple[Reading, ...]:
    reader = Reader(FakeArticleStore(sample_article()))
    return reader.sections(reader.article("blood-pressure"), Level.PLAIN)


def said(hearing: Hearing) -> list[tuple[str, str]]:
    return [(each.part, each.shown) for each in hearing.script.utterances()]


def test_a_sections_chapters_are_its_title_its_headings_and_the_disclaimer(
    readings: tuple[Reading, ...],
) -> None:
    blocks = (
        Block("paragraph", "One thing. Another thing."),
        Block("heading", "More of it", 2),
        Block("paragraph", "More of it."),
    )
    rendition = dataclasses.replace(readings[0].rendition, blocks=blocks)
    hearing = of_section(dataclasses.replace(readings[0], rendition=rendition))
    assert hearing.chapters == {0: "Introduction", 3: "More of it", 5: "Disclaimer"}
    assert said(hearing)[3] == ("body", "More of it")
    assert said(hearing)[5][0] == "disclaimer"


def test_a_whole_article_says_its_disclaimer_at_its_start_and_its_end_and_nowhere_else(
    readings: tuple[Reading, ...],
) -> None:
    whole = of_article(tuple(map(of_section, readings)))
    words = "High blood pressure is when your blood pushes too hard for a long time."
    warning = "This is not medical advice (plain)."
    assert said(whole) == [
        ("title", "About blood pressure"),
        ("disclaimer", warning),
        ("title", "Introduction"),
        ("body", words),
        ("title", "Treatment"),
        ("body", words),
        ("disclaimer", warning),
    ]


def test_a_whole_articles_chapters_are_its_sections(readings: tuple[Reading, ...]) -> None:
    whole = of_article(tuple(map(of_section, readings)))
    assert whole.chapters == {0: "About blood pressure", 2: "Introduction", 4: "Treatment", 6: "Disclaimer"}
    assert whole.section is None


def test_in_a_whole_article_silence_stands_before_each_section_and_before_the_disclaimer(
    readings: tuple[Reading, ...],
) -> None:
    items = of_article(tuple(map(of_section, readings))).script.items
    starts = [
        index for index, item in enumerate(items) if not isinstance(item, Pause) and item.shown == "Treatment"
    ]
    assert items[starts[0] - 1] == Pause(rules().pauses["section"].before)
    assert items[-2] == Pause(rules().pauses["disclaimer"].before)


@pytest.mark.parametrize("whole", [False, True])
def test_whatever_a_player_shows_of_it_carries_the_disclaimer(
    readings: tuple[Reading, ...], whole: bool
) -> None:
    hearing = of_section(readings[0])
    if whole:
        hearing = of_article((hearing, of_section(readings[1])))
    warning = "This is not medical advice (plain)."
    assert hearing.tags["comment"] == warning
    assert hearing.tags["lyrics"].endswith(warning)
    assert "pushes too hard" in hearing.tags["lyrics"]
    assert hearing.tags["level"] == "plain"
    assert hearing.tags["language"] == "eng"
    assert "A. Doctor" in hearing.tags["copyright"]


def test_another_language_than_the_tags_know_is_tagged_as_undetermined() -> None:
    reader = Reader(FakeArticleStore(sample_article(language="fy")))
    reading = reader.section(reader.article("blood-pressure"), "introduction", "plain")
    assert of_section(reading).tags["language"] == "und"
