from __future__ import annotations

import dataclasses

from audio.script import Pause, Script, Utterance
from content.article import Block, Level, Rendition, Term
from service.narration import Lexicon, narrate, rules
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


def said(lexicon: Lexicon, shown: str) -> str:
    return lexicon.utterance(shown, "body", 0).spoken


def test_the_glossary_is_asked_before_the_shipped_rules() -> None:
    lexicon = Lexicon.of((Term("WHO", "a health body", say="the world body"),), rules())
    assert said(lexicon, "Ask WHO.") == "Ask the world body."


def test_letters_are_told_from_words_by_their_case() -> None:
    lexicon = Lexicon({"WHO": "W H O", "ketamine": "keetameen"})
    assert said(lexicon, "WHO asks who uses Ketamine.") == "W H O asks who uses keetameen."


def test_the_longest_term_wins_and_parts_of_words_are_left_alone() -> None:
    lexicon = Lexicon({"IV": "eye vee", "IV drip": "eye vee drip", "116 123": "one one six, one two three"})
    assert (
        said(lexicon, "An IV drip, an IV, a PIVOT, 116 1234.")
        == "An eye vee drip, an eye vee, a PIVOT, 116 1234."
    )


def test_an_ending_does_not_hide_a_term() -> None:
    assert said(Lexicon({"SSRI": "S S R I"}), "SSRIs and the SSRI's use") == "S S R Is and the S S R I's use"


def test_an_ending_of_a_term_in_phonemes_is_said_with_it() -> None:
    assert said(Lexicon({"Psychreg": "[[s'aIkrEg]]"}), "Psychreg's page") == "[[s'aIkrEgz]] page"


def test_every_swap_maps_shown_words_to_what_is_said_for_them() -> None:
    each: Utterance = Lexicon({"988": "nine eight eight"}).utterance("Call 988 or text 988.", "body", 5)
    assert each.start == 5
    pairs = [
        (each.shown[s.shown_start : s.shown_end], each.spoken[s.spoken_start : s.spoken_end])
        for s in each.swaps
    ]
    assert pairs == [("988", "nine eight eight")] * 2


def test_crisis_numbers_are_said_digit_by_digit() -> None:
    lexicon = Lexicon.of((), rules())
    assert said(lexicon, "Call 988 or 116 123.") == "Call nine, eight, eight or one one six, one two three."


def test_the_same_figures_are_an_amount_where_nobody_is_called() -> None:
    shown = "A study of 112 people found 988 cells."
    assert said(Lexicon.of((), rules()), shown) == shown


def test_a_lexicon_of_nothing_changes_nothing() -> None:
    assert said(Lexicon({}), "As it is.") == "As it is."
