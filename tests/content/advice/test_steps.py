from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from content.advice import advise
from content.advice.changes import State, Tally
from content.advice.steps import MOST_STEPS
from content.article import Level
from content.levels import policy
from content.readability.grade import measure
from content.readability.terms import Terms
from content.readability.text import blocks_from_plain, prose
from tests.content.advice.advised import advice

#: Two paragraphs of more than 100 words together: long enough for a section's grade to count.
TEXT = (
    "The physician will administer the vaccine in the clinic, and the nurse will then observe whether you feel "
    "well and whether your arm is sore, since most of the people who come here are old and live on their own. "
    "The physician will notify all individuals subsequently. We eat and we drink here, and then we go home. "
    "Adverse effects can commence immediately. You may rest here if you like. "
    "The nurse will call you at home on the next day to ask how you are and to tell you all. "
    "Subsequently the physician will evaluate approximately everything. \n\n"
    "Numerous people come here prior to vaccination. They come by bus, by car or on foot. Care is beneficial. "
    "If you are late, please notify us. We will keep your place for you. Take the card with you when you come. "
    "It says who you are and when you came. Subsequently additional assistance is approximately adequate. "
    "Hypertension is prevalent. Hypertension is detrimental. The physician will utilise preliminary medication."
)


def measured(text: str) -> float:
    grade = measure(prose(blocks_from_plain(text)), scope="page").grade
    assert grade is not None
    return grade


def test_a_text_that_keeps_its_level_has_no_step() -> None:
    kept = advice("We eat well. You sleep well. It is a good day for you and for me.", Level.EASY)
    assert (kept.kept, kept.steps, kept.gaps) == (True, (), ())


def test_without_a_target_there_is_no_step() -> None:
    without = advice(TEXT)
    assert (without.kept, without.target, without.steps) == (None, None, ())


def test_a_split_gains_what_measuring_the_split_text_gives() -> None:
    split = TEXT.replace("observe whether", "observe. Whether", 1)
    state_gain = measured(TEXT) - measured(split)
    (step,) = (step for step in advice(TEXT, Level.PLAIN).steps if step.change == "split")
    assert step.grade_gain == pytest.approx(state_gain, abs=1e-9)
    assert (step.now, step.measure, step.allowed) == (40, "longest_sentence_words", 25)


def test_a_replaced_word_gains_what_measuring_the_changed_text_gives() -> None:
    steps = [step for step in advice(TEXT, Level.EASY).steps if step.change == "replace"]
    assert len(steps) >= 2
    for step in steps:
        term, plainer = re.findall("“(.*?)”", step.message)
        changed = re.sub(rf"{term}(?=s?\b)", plainer, TEXT, flags=re.IGNORECASE)
        assert len(step.places) == len(re.findall(term, TEXT, flags=re.IGNORECASE))
        if term == "individual":  # whose plural is given in its base form
            changed = changed.replace("persons", "person")
        assert step.grade_gain == pytest.approx(measured(TEXT) - measured(changed), abs=1e-9), term


def test_a_replaced_word_takes_its_share_of_the_hard_words() -> None:
    hard = "Numerous people ambulate. " * 40
    blocks = blocks_from_plain(hard)
    before = measure(prose(blocks)).hard_words_percent
    after = measure(prose(blocks_from_plain(hard.replace("Numerous", "Many")))).hard_words_percent
    (step,) = (step for step in advice(hard, Level.EASY).steps if "“numerous”" in step.message)
    assert (step.measure, step.now) == ("hard_words_percent", pytest.approx(before))
    assert step.gain == pytest.approx(before - after)
    assert len(step.places) == 40


def test_places_are_where_the_words_stand() -> None:
    blocks = blocks_from_plain(TEXT)
    for step in advise(prose(blocks), blocks, Level.EASY).steps:
        for place in step.places:
            words = blocks[place.block].text[place.start : place.end]
            assert words == words.strip() != ""
    physician = next(step for step in advice(TEXT, Level.EASY).steps if "“physician”" in step.message)
    texts = [blocks[place.block].text[place.start : place.end] for place in physician.places]
    assert texts == ["physician"] * 4


def test_sentences_over_the_cap_come_first_the_longest_before_the_others() -> None:
    steps = advice(TEXT, Level.EASY).steps
    capped = [step.now for step in steps if step.measure == "longest_sentence_words"]
    assert [step.now for step in steps[: len(capped)]] == sorted(capped, reverse=True)
    assert capped == [40, 21]


def test_other_steps_are_in_the_order_of_their_part_of_the_gap() -> None:
    steps = [
        step
        for step in advice(TEXT, Level.EASY).steps
        if step.change == "replace" and step.measure != "longest_sentence_words"
    ]
    shares = [min(1.0, step.gain / (step.now - step.allowed)) for step in steps]
    assert shares == sorted(shares, reverse=True)


def test_no_more_steps_than_close_every_gap() -> None:
    found = advice("We go to the house by the sea and we swim there. " * 12, Level.EASY)
    assert [gap.measure for gap in found.gaps] == ["mean_sentence_words"]
    assert found.gaps[0].after <= 10 < found.gaps[0].now
    done = len(found.steps)
    assert 144 / (12 + done) <= 10 < 144 / (12 + done - 1)


def test_many_long_sentences_are_a_few_steps_and_one_for_the_rest() -> None:
    long = "We go to the house by the sea and then we swim there and we eat and we rest. " * 30
    steps = advice(long, Level.EASY).steps
    assert len([step for step in steps if step.measure == "longest_sentence_words"]) == 11
    assert sum(len(step.places) for step in steps if step.change == "split") == 30
    assert "Split 20 more" in next(step.message for step in steps if len(step.places) > 1)


def test_there_are_never_more_steps_than_a_person_reads() -> None:
    names = "abcdefghijklmnopqrstuvwxyz"
    text = " ".join(f"The {one}omicitation {one}{one}icalization here." for one in names)
    assert len(advice(text, Level.EASY).steps) == MOST_STEPS


def test_a_term_of_the_glossary_is_no_step_and_no_remark() -> None:
    text = "Ketamine is a drug. The physician gives it. " * 30
    with_it = advice(text, Level.PLAIN)
    without = advice(text, Level.PLAIN, terms=("ketamine", "physician"))
    assert "ketamine" in " ".join(step.message for step in with_it.steps).lower()
    assert "ketamine" not in " ".join(step.message for step in without.steps).lower()
    assert not [remark for each in without.sentences for remark in each.remarks]


def test_a_list_that_makes_a_text_look_easy_changes_neither_grade_nor_gains() -> None:
    listed = TEXT + "\n\n" + "\n".join("- Eat well and rest." for _ in range(30))
    (grade,) = (gap for gap in advice(listed, Level.EASY).gaps if gap.measure == "grade")
    assert grade.now == pytest.approx(measured(listed)) == pytest.approx(measured(TEXT))
    gains = [
        next(step for step in advice(text, Level.EASY).steps if "“physician”" in step.message).grade_gain
        for text in (TEXT, listed)
    ]
    assert gains[0] == pytest.approx(gains[1]) != 0


def test_a_stricter_policy_is_kept_to() -> None:
    blocks = blocks_from_plain(TEXT)
    view = prose(blocks)
    strict = policy().tightened({Level.STANDARD: {"max_sentence_words": 12}})
    assert advise(view, blocks, Level.STANDARD, strict).kept is False
    gap = advise(view, blocks, Level.STANDARD, strict).gaps[0]
    assert (gap.measure, gap.allowed) == ("longest_sentence_words", 12)


def test_a_measurement_that_is_passed_on_is_not_made_again() -> None:
    blocks = blocks_from_plain(TEXT)
    view = prose(blocks)
    made = replace(measure(view, scope="page"), grade=17.0)
    (grade,) = (
        gap for gap in advise(view, blocks, Level.PLAIN, measurement=made).gaps if gap.measure == "grade"
    )
    assert grade.now == 17.0


def test_a_tally_grades_as_texts_are_graded() -> None:
    state_view = prose(blocks_from_plain(TEXT))
    state = State.of(state_view, [], Terms(()), 100, _whole())
    assert state.value("grade") == pytest.approx(measured(TEXT), abs=1e-9)
    assert state.value("longest_sentence_words") == 40
    assert Tally().grade() == 0.0


def test_labelled_sentences_never_break_the_steps() -> None:
    labelled = tomllib.loads(Path(__file__).with_name("labelled.toml").read_text("utf-8"))["sentence"]
    text = " ".join(each["text"] for each in labelled)
    for level in Level:
        found = advice(text, level)
        assert found.kept is (level is Level.FULL)
        for gap in found.gaps:
            assert gap.after <= gap.now


def _whole():
    from content.advice.reading import Whole
    from content.readability.textstat_panel import lexicon

    return Whole(lexicon(), frozenset(), 25)
