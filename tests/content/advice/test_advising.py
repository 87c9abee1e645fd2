from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from content.advice import advise
from content.advice.advising import FINDERS
from content.advice.reading import remembering
from content.article import Block, Level
from content.readability.counts import Lexicon
from content.readability.text import blocks_from_plain, prose
from tests.content.advice.advised import advice, marks

WORDS = [
    "the",
    "of",
    "patients",
    "tablets,",
    "(may)",
    "not",
    "unless",
    "administered",
    "who",
    "which",
    "if;",
    "ABC",
    "12",
    "5%",
    "this",
    "was",
    "given",
    "is",
]


def test_every_sentence_has_its_advice_in_order() -> None:
    text = "The tablets were given late. It helps.\n\nRest now."
    blocks = blocks_from_plain(text)
    view = prose(blocks)
    assert tuple(each.sentence for each in advise(view, blocks).sentences) == view.sentences


def test_offsets_are_code_points_of_the_block() -> None:
    blocks = (
        Block("heading", "😀 Intro", 2),
        Block("paragraph", "Naïve 😀 text. 😀 It “wasn\u2019t given”."),
    )
    (remark,) = advise(prose(blocks), blocks).sentences[2].remarks
    assert (remark.block, blocks[1].text[remark.start : remark.end]) == (1, "wasn\u2019t given")


def test_remarks_stand_in_the_order_of_their_words() -> None:
    text = "If the drug, which was administered, is not uncommon, ask who gave it, because prior to that it failed."
    for each in advice(text).sentences:
        starts = [remark.start for remark in each.remarks]
        assert starts == sorted(starts)
        assert len(starts) > 3


@pytest.mark.parametrize("seed", range(40))
def test_no_heap_of_words_breaks_a_rule_and_every_mark_is_inside_its_sentence(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    text = " ".join(chance.choice(WORDS) + chance.choice(["", "", ".", "?", " (", ")"]) for _ in range(300))
    blocks = blocks_from_plain(text)
    for each in advise(prose(blocks), blocks, chance.choice(list(Level))).sentences:
        for remark in each.remarks:
            assert each.sentence.start <= remark.start < remark.end <= each.sentence.end
            assert remark.message


@pytest.mark.parametrize(
    "text", ["", "...", "?!", "\x00", "\u200b", "(", "a", "É", "2", "'s", "- \n- ", "İ ß"]
)
def test_what_is_hardly_a_text_is_taken(text: str) -> None:
    assert advice(text, Level.EASY).steps == ()


@pytest.mark.parametrize(
    "piece",
    [
        "x",
        "administered ",
        "if the ",
        "(a ",
        "not ",
        "e.g. ",
        "AB ",
        "is really ",
        "- item\n",
        "Is it? ",
        ", which a",
        "1,",
    ],
)
def test_a_hundred_kilobytes_of_anything_are_done_in_a_second(piece: str) -> None:
    text = (piece * (102_400 // len(piece)))[:102_400]
    blocks = blocks_from_plain(text)
    view = prose(blocks)
    advise(view, blocks)


def test_thousands_of_words_that_nobody_knows_are_done_in_a_second_too() -> None:
    chance = random.Random(1)  # noqa: S311
    text = " ".join(f"metabolis{''.join(chance.choices('abcdefghij', k=6))}sation" for _ in range(4500))
    blocks = blocks_from_plain(text)
    view = prose(blocks)
    advise(view, blocks)


def test_a_word_is_hyphenated_once_and_only_so_many_are() -> None:
    asked: list[str] = []
    counted = remembering(Lexicon({}, lambda word: len(asked.append(word) or word), frozenset()))
    assert [counted.syllables("zqatabe") for _ in range(3)] == [7, 7, 7]
    assert asked == ["zqatabe"]
    for number in range(1100):
        counted.syllables(f"zq{number}atabe")
    assert len(asked) == 1000
    assert counted.syllables("zqatobe") == 3  # groups of vowels
    assert counted.syllables("2021") == 1


def test_a_sentence_never_has_more_remarks_than_anybody_reads() -> None:
    (each,) = advice("We administered " + "it and administered " * 500).sentences
    assert len(each.remarks) == 60


def test_nothing_of_one_text_is_remembered_in_the_next() -> None:
    for _ in range(2):
        assert marks("The CBT group has a mutation.", "undefined-abbreviation") == ["CBT"]
        assert marks("The CBT group has a mutation.", "hard-word") == ["mutation"]


def test_threads_get_the_same_advice() -> None:
    text = "The CBT group was given a mutation, prior to that. It is not uncommon to utilise it."

    def told(_: int) -> list[tuple[str, int, int]]:
        return [(r.code, r.start, r.end) for each in advice(text).sentences for r in each.remarks]

    with ThreadPoolExecutor(8) as pool:
        assert len({tuple(each) for each in pool.map(told, range(40))}) == 1


def test_advice_does_not_quote_the_text_where_it_is_logged() -> None:
    found = advice("The secret was administered.", Level.EASY)
    assert "secret" not in repr(found.sentences[0].remarks)
    assert "secret" not in repr(found)
    assert "secret" not in repr(found.sentences)


def test_a_name_is_not_a_hard_word_and_an_emphasised_word_is_no_short_form() -> None:
    assert marks("We spoke to Anastasia about it.", "hard-word") == []
    assert marks("Do NOT drive.", "undefined-abbreviation") == []


def test_a_word_in_a_phrase_is_not_remarked_on_twice() -> None:
    text = "It was done in accordance with this. Take it PRN."
    assert marks(text, "wordy-phrase") == ["in accordance with"]
    assert marks(text, "hard-word") == []
    assert (marks(text, "jargon"), marks(text, "undefined-abbreviation")) == (["PRN"], [])


def test_a_word_that_the_text_explains_is_left_alone_from_there_on() -> None:
    assert marks("Hypertension is also known as high pressure. Hypertension harms.", "plainer-word") == []
    assert marks("A mutation is a change in a gene. The mutation is rare.", "hard-word") == []
    assert marks("The mutation is rare. A mutation is a change in a gene.", "hard-word") == ["mutation"]


def test_terms_of_a_glossary_are_left_alone_in_every_form() -> None:
    text = "Mutations in the CBT group: a physician was there."
    assert marks(text, "hard-word", terms=("mutation",)) == []
    assert marks(text, "undefined-abbreviation", terms=("CBT",)) == []
    assert marks(text, "plainer-word", terms=("physician",)) == []


def test_a_sentence_is_long_by_the_target_and_by_lower_secondary_school_without_one() -> None:
    words = "word " * 22
    assert marks(f"The {words}ends.", "long-sentence") == []
    assert len(marks(f"The {words}ends.", "long-sentence", Level.PLAIN)) == 1
    assert len(marks(f"The {words}ends here now.", "long-sentence")) == 1
    assert marks(f"The {words}ends here now.", "long-sentence", Level.FULL) == []


PASSIVES = {
    "She has been given it.": ["has been given"],
    "It could not have been foreseen.": ["could not have been foreseen"],
    "It isn't allowed by law.": ["isn't allowed"],
    "They're kept cold.": ["They're kept"],
    "The bottle is filled, shaken and put away.": ["is filled"],
    "The clinic was closed by the council.": ["was closed"],
    "It is used to treat gout.": ["is used"],
    "She is used to it.": [],
    "The wound was tied up.": ["was tied"],
    "It was in need of rest.": [],
    "He is used to the noise.": [],
    "The form was misread and rewritten.": ["was misread"],
    "There were two given.": [],
    "You need to get tested.": [],
    "I am done.": [],
    "It will usually be done by a nurse.": ["will usually be done"],
    "If you've been told, go.": ["you've been told"],
    "It is not yet fully understood.": ["is not yet fully understood"],
    "They have used it.": [],
    "It is red, needed or tired.": [],
    "The result is a weakened heart.": [],
    "The risk is increased by smoking.": ["is increased"],
    "One effect is increased thirst.": [],
    "High pressure is said to be present.": ["is said"],
    "Was it not seen?": ["Was it not seen"],
    "It is FDA-approved and undiagnosed.": [],
    "Where is it kept?": ["is it kept"],
}


@pytest.mark.parametrize("text", PASSIVES)
def test_passives_are_told_from_states(text: str) -> None:
    assert marks(text, "passive-voice") == PASSIVES[text]


SHORT_FORMS = {
    "The SSRIs helped.": ["SSRIs"],
    "The mRNA and the HbA1c.": ["mRNA", "HbA1c"],
    "An MRI (a scan) helps. MRI is safe.": [],
    "Magnetic imaging (MRI) helps.": [],
    "The MRI helps. Magnetic imaging (MRI) is safe.": ["MRI"],
    "MRI stands for something. MRI helps.": [],
    "A scan, or MRI, helps.": [],
    "A scan known as an MRI helps.": [],
    "Mr McKay took B12 and vitamin K.": [],
    "The non-UK HPV-positive group.": ["HPV-positive"],
    "Type II diabetes in stage IV.": [],
    "Give it by IV.": ["IV"],
}


@pytest.mark.parametrize("text", SHORT_FORMS)
def test_short_forms_are_asked_for_once_and_only_where_nothing_explains_them(text: str) -> None:
    assert marks(text, "undefined-abbreviation") == SHORT_FORMS[text]


NEGATIVES = {
    "It is not at all uncommon.": ["not at all uncommon"],
    "This is not an unusual dose.": ["not an unusual"],
    "No drug fails.": ["No drug fails"],
    "He did not forget it.": ["not forget"],
    "Not only is it unpleasant, it hurts.": [],
    "It is not there, but unusual.": [],
    "Do not stop, unless you are told to.": ["not stop, unless"],
    "Do not go, I leave without it.": [],
    "Do not go; unless it rains, walk.": [],
    "No unusual signs were seen.": [],
    "Don't drive if you are unwell.": [],
    "You can't leave without a nurse.": ["can't leave without"],
}


@pytest.mark.parametrize("text", NEGATIVES)
def test_two_negatives_are_marked_only_in_one_thought(text: str) -> None:
    assert marks(text, "double-negative") == NEGATIVES[text]


OTHERS = {
    ("nested-clauses", "Call if you feel hot, if you feel sick, if you feel faint or if you feel cold."): 0,
    ("nested-clauses", "The drug, which is new, can harm you if you drink while you take it."): 0,
    (
        "nested-clauses",
        "The drug, which is quite new here, can harm the liver of any people who drink a lot while they take it.",
    ): 1,
    (
        "nested-clauses",
        "The drug can harm the liver of any people who drink a lot of wine while they take it at home.",
    ): 0,
    ("stacked-nouns", "The patients family history record is here."): 0,
    ("vague-this", "It aids and helps. This can hurt."): 0,
    ("vague-this", "The drug lowers sugar and slows the gut.\n\nThis can be harmful."): 0,
    ("plainer-word", "It hurts (hypertension harms the kidneys of many people)."): 1,
    ("plainer-word", "High blood pressure (hypertension) harms."): 0,
    ("nominalisation", "They carried out a full and careful assessment."): 0,
    ("nominalisation", "The choice of food matters."): 0,
    ("many-numbers", "From 1 to 2, 3 to 4 and 5 to 6."): 1,
    ("jargon", "A bid to help, and ECT."): 0,
}


@pytest.mark.parametrize(("rule", "text"), OTHERS)
def test_rules_draw_the_line_where_they_say(rule: str, text: str) -> None:
    assert len(marks(text, rule)) == OTHERS[rule, text]


def test_every_finder_is_for_a_rule() -> None:
    assert len(FINDERS) == 14
