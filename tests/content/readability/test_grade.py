from __future__ import annotations

import pytest

from content.article import Block, Level
from content.gate import check
from content.levels import policy
from content.readability import textstat_panel
from content.readability.counts import list_words
from content.readability.grade import CAVEAT, hard_words, measure, measure_text, prepared, prepared_text
from content.readability.terms import Terms
from content.readability.text import blocks_from_plain, prose
from content.source.folder import read
from tests.content.packages import BASE

EASY = "We go to bed at ten. You wake up at six. It is a good day. "
HARD = (
    "Comprehensive pharmacological interventions necessitate multidisciplinary consideration, particularly "
    "whenever individual circumstances complicate the administration of recommended medication. "
)


def test_the_grade_is_the_mean_of_two_of_textstats_numbers() -> None:
    measured = measure_text(HARD * 9)
    assert measured.grade is not None
    theirs = textstat_panel.judge(prepared_text(blocks_from_plain(HARD * 9)))
    assert measured.grade == pytest.approx(
        (theirs["flesch_kincaid_grade"] + theirs["coleman_liau_index"]) / 2, abs=1e-9
    )
    assert measured.metrics == pytest.approx(theirs, abs=1e-9)
    assert measured.textstat == "0.7.13"


@pytest.mark.parametrize("level", Level)
def test_a_stranger_can_recompute_a_rendition_from_its_prepared_text(level: Level) -> None:
    article = check(read(BASE)).article
    assert article is not None
    for section in article.sections:
        rendition = section.renditions.get(level)
        if rendition:
            theirs = textstat_panel.judge(prepared(rendition))
            assert rendition.measurement.metrics == pytest.approx(theirs, abs=1e-9)
            assert (
                rendition.measurement.grade
                == (
                    rendition.measurement.metrics["flesch_kincaid_grade"]
                    + rendition.measurement.metrics["coleman_liau_index"]
                )
                / 2
            )


def test_the_worse_of_all_text_and_paragraphs_decides() -> None:
    paragraphs = [Block("paragraph", HARD * 8)]
    items = [Block("item", "go to bed", 1)] * 40
    hard_prose = measure(prose([*paragraphs, *items]))
    assert hard_prose.basis == "prose"
    assert hard_prose.grade == measure(prose(paragraphs)).grade
    easy_prose = measure(prose([Block("paragraph", EASY * 8), *[Block("item", HARD, 1)] * 9]))
    assert easy_prose.basis == "all"


def test_a_few_words_of_paragraphs_do_not_decide() -> None:
    assert measure(prose([Block("paragraph", HARD), *[Block("item", "go to bed", 1)] * 40])).basis == "all"


def test_no_level_can_be_told_under_30_words() -> None:
    assert measure_text("We go to bed at ten. " * 4).level is None
    assert measure_text("We go to bed at ten. " * 5).level is Level.EASY
    assert measure_text("").level is None
    assert measure_text("").grade is None
    assert measure_text("We Bob Bob").grade is not None
    assert measure_text("Bob Bob").grade is None  # names alone leave nothing to measure


@pytest.mark.parametrize(
    ("words", "confidence"), [(99, "low"), (100, "medium"), (299, "medium"), (300, "high")]
)
def test_confidence_grows_with_length(words: int, confidence: str) -> None:
    assert policy().confidence(words) == confidence


def test_the_level_is_the_easiest_that_the_text_keeps() -> None:
    assert measure_text(EASY * 30).level is Level.EASY
    assert measure_text(HARD * 20).level is Level.FULL


def test_short_jargon_is_no_easy_text() -> None:
    jargon = "Give 40 mg IV. Check QTc. Stop SSRI. Titrate lithium. Monitor TSH. " * 10
    measured = measure_text(jargon)
    assert measured.grade is not None
    assert measured.hard_words_percent > 30
    assert measured.level is Level.FULL


def test_under_100_words_only_the_sentence_caps_hold() -> None:
    assert (
        measure_text("Psychotherapeutic intervention necessitates consideration. " * 10).level is Level.EASY
    )
    assert measure_text("we go on and on " * 6 + ".").level is Level.FULL


def test_explained_terms_and_numbers_are_not_hard_in_any_inflection() -> None:
    text = "Neurons and a neuron's synapse work. Side effects of 40mg esketamine are rare."
    hard, looked_at = hard_words(text, Terms(["neuron", "synapse", "side effect"]), textstat_panel.lexicon())
    assert hard == ["esketamine", "rare"]
    assert looked_at == len(list_words(text)) - 6


def test_shuffled_words_score_the_same_and_the_caveat_says_so() -> None:
    assert (
        measure_text("Pills help you sleep at night.").grade
        == measure_text("Night you help sleep at pills.").grade
    )
    assert "another order" in CAVEAT
