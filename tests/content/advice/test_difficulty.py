from __future__ import annotations

from content.advice.difficulty import HARDEST, grade_of, in_a_word
from content.advice.rules import difficulty_policy
from content.readability.grade import measure_text
from content.readability.textstat_panel import lexicon
from tests.content.advice.advised import advice


def grade(text: str) -> float:
    return grade_of(text, lexicon(), difficulty_policy())


def test_a_sentence_has_the_same_grade_wherever_it_stands() -> None:
    alone = advice("The nurse will call you at home.").sentences[0]
    among = advice("Numerous physicians necessitate it. The nurse will call you at home. Go.").sentences[1]
    assert alone.grade == among.grade


def test_a_long_text_of_one_sentence_repeated_has_about_its_grade() -> None:
    # The averages of a sentence of 20 words are drawn by a third towards grade 6; no more than that.
    sentence = (
        "The nurse will call you at home on the next day and ask how you are and whether you can sleep."
    )
    measured = measure_text(" ".join([sentence] * 30)).grade
    assert measured is not None
    assert abs(grade(sentence) - measured) < 2


def test_one_long_word_does_not_send_a_short_sentence_to_university() -> None:
    assert grade("Depression is common.") < 9
    assert grade("Rest.") == 0.0


def test_longer_sentences_and_longer_words_are_harder() -> None:
    assert (
        grade("You eat well.")
        < grade("You eat well and you drink well.")
        < grade("You eat well and drink. " * 4)
    )
    assert grade("You eat and you drink well.") < grade("You administer and you evaluate medication.")


def test_a_grade_stays_in_its_bounds() -> None:
    assert grade("") == 0.0
    assert grade("antidisestablishmentarianism " * 40) == HARDEST
    assert grade("a " * 200) <= HARDEST


def test_the_limits_of_the_words_for_a_grade_belong_to_the_easier_one() -> None:
    limits = difficulty_policy()
    assert [in_a_word(each, limits) for each in (0, 6, 6.01, 9, 9.01, 12, 12.01, 18)] == [
        "easy", "easy", "fair", "fair", "hard", "hard", "very hard", "very hard",
    ]  # fmt: skip
