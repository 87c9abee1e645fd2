from __future__ import annotations

import dataclasses

from audio.script import Pause, Script
from content.article import Block, Level, Rendition, Term
from service.narration import narrate, rules
from tests.fakes.articles import sample_article


def script_of(*blocks: Block) -> tuple[Rendition, Script]:
    article = sample_article()
    rendition = dataclasses.replace(article.sections[0].renditions[Level.PLAIN], blocks=blocks)
    return rendition, narrate(article, rendition)


def test_a_section_is_its_title_its_blocks_and_then_the_disclaimer() -> None:
    _, script = script_of(
        Block("paragraph", "One thing. Another thing."),
        Block("heading", "More", 3),
        Block("item", "a point", 1),
    )
    assert [(each.part, each.shown) for each in script.utterances()] == [
        ("title", "Introduction"),
        ("body", "One thing."),
        ("body", "Another thing."),
        ("body", "More"),
        ("body", "a point"),
        ("disclaimer", "This is not medical advice (plain)."),
    ]


def test_offsets_point_into_the_text_that_readers_see() -> None:
    rendition, script = script_of(
        Block("paragraph", "One thing. Another thing."), Block("item", "a point", 1)
    )
    for each in script.utterances():
        if each.part == "body":
            assert rendition.text[each.start : each.start + len(each.shown)] == each.shown


def test_silences_follow_the_shipped_rules() -> None:
    _, script = script_of(Block("paragraph", "One. Two."))
    silences = [each.ms if isinstance(each, Pause) else each.shown for each in script.items]
    between, after = rules().pauses["sentence"].after, rules().pauses["paragraph"].after
    assert silences[1:6] == [700, "One.", between, "Two.", after]
    assert silences[6] == rules().pauses["disclaimer"].before


def test_the_last_thing_said_is_the_disclaimer_of_that_very_level() -> None:
    article = sample_article()
    for level in article.levels:
        last = list(narrate(article, article.sections[0].renditions[level]).utterances())[-1]
        assert (last.part, last.shown) == ("disclaimer", article.disclaimer.at(level))


def spoken(text: str, *glossary: Term, language: str = "en") -> str:
    article = dataclasses.replace(sample_article(), glossary=glossary, language=language)
    rendition = dataclasses.replace(
        article.sections[0].renditions[Level.PLAIN], blocks=(Block("paragraph", text),)
    )
    return next(each.spoken for each in narrate(article, rendition).utterances() if each.part == "body")


def test_the_glossary_is_asked_before_all_that_is_shipped() -> None:
    terms = Term("WHO", "a health body", say="the world body"), Term("Psychreg", "a paper", say="sike reg")
    assert spoken("Ask WHO or Psychreg.", *terms) == "Ask the world body or sike reg."


def test_a_term_that_is_only_explained_is_said_by_the_rules() -> None:
    assert spoken("Take 5 mg.", Term("mg", "a small weight")) == "Take 5 milligrams."


def test_names_of_ours_are_said_as_we_say_them() -> None:
    assert spoken("See Psychreg's page, psychreg.org or findahelpline.com.") == (
        "See [[s'aIkrEgz]] page, psych reg dot org or find a help line dot com."
    )


def test_crisis_numbers_are_said_digit_by_digit() -> None:
    assert spoken("Call 988 or 116 123.") == "Call nine, eight, eight or one one six, one two three."


def test_numbers_are_read_in_the_articles_own_language() -> None:
    assert spoken("Prenez 5 mg.", language="fr") == "Prenez 5 mg."


def test_every_swap_maps_shown_words_to_what_is_said_for_them() -> None:
    _, script = script_of(Block("paragraph", "One thing."), Block("paragraph", "Give 5 mg, then 10 mg."))
    each = [utterance for utterance in script.utterances() if utterance.part == "body"][-1]
    assert each.start == len("One thing.\n\n")
    swaps = [
        (each.shown[s.shown_start : s.shown_end], each.spoken[s.spoken_start : s.spoken_end])
        for s in each.swaps
    ]
    assert swaps == [("mg", "milligrams")] * 2
