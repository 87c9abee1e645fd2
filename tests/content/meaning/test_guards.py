from __future__ import annotations

import pytest

from content.article import Fact, Level, Omission, Term
from content.meaning import Guards
from tests.content.meaning.telling import found, said


def test_a_number_that_the_full_text_lacks_is_found_at_its_line() -> None:
    assert found("Take 40 mg.", "Sleep.\n\nTake 40 mg for 3 days.") == [("MEANING-001", 5)]


def test_a_changed_unit_is_a_number_added_and_one_lost() -> None:
    assert sorted(found("Take 40 mg.", "Take 40 ml.")) == [("MEANING-001", 3), ("MEANING-002", 1)]


def test_a_lost_number_needs_an_omission_that_names_it() -> None:
    lost = "It was found in 2015 by chance.", "It was found by chance."
    assert found(*lost) == [("MEANING-002", 1)]
    omission = Omission((Level.EASY,), "s", "in 2015", "The year is no help.")
    assert found(*lost, omissions=(omission,)) == []
    for other in (
        Omission((Level.PLAIN,), "s", "in 2015", "another level"),
        Omission((Level.EASY,), "other", "in 2015", "another section"),
        Omission((Level.EASY,), "s", "in 2016", "another year"),
    ):
        assert found(*lost, omissions=(other,)) == [("MEANING-002", 1)]


@pytest.mark.parametrize(
    ("easy", "codes"),
    [
        ("Ketamine can help.", []),
        ("KETAMINE\u2019s use is new.", []),
        ("The anesthetic helps.", []),
        ("It can help.", ["MEANING-003"]),
    ],
)
def test_a_declared_fact_has_to_be_said_in_one_of_its_words(easy: str, codes: list[str]) -> None:
    fact = Fact("f", "s", "Ketamine helps.", ("ketamine|anesthetic",))
    codes_found = [code for code, _ in found("Ketamine, an anesthetic, helps.", easy, facts=(fact,))]
    assert [code for code in codes_found if code != "MEANING-016"] == codes


def test_a_fact_is_held_against_the_full_text_too() -> None:
    full = said(Level.FULL, "Nothing here.")
    fact = Fact("f", "s", "Ketamine helps.", ("ketamine",))
    assert [each.code for each in Guards((fact,), (), ()).check("s", full, full)] == ["MEANING-003"]


def test_a_fact_of_another_section_is_not_asked_for_here() -> None:
    assert found("a b c", "a b c", facts=(Fact("f", "other", "x", ("zebra",)),)) == []


def test_words_inside_other_words_do_not_count() -> None:
    assert found(
        "The heart beats. Art helps.", "The heart beats.", facts=(Fact("f", "s", "x", ("art",)),)
    ) == [("MEANING-003", 1)]


@pytest.mark.parametrize(
    ("easy", "codes"),
    [
        ("Ask the Samaritans for help.", ["MEANING-005"]),
        ("You can ask Psychreg's people.", []),
        ("In London it helps.", []),
        ("London helps.", []),
        ("Many people say I can help you.", []),
        ("People call it WHO for short.", []),
        ("They gave him NASA pills.", ["MEANING-005"]),
    ],
)
def test_a_name_that_was_added_is_asked_about(easy: str, codes: list[str]) -> None:
    full = "Psychreg is a journal in London. It helps people."
    glossary = (Term("WHO", "A group of countries."),)
    assert [code for code, _ in found(full, easy, glossary=glossary)] == codes


def test_a_drug_of_the_glossary_that_was_added_is_asked_about() -> None:
    glossary = (Term("lithium", "A drug for mood."), Term("mood", "How you feel."))
    assert found("It helps.", "It helps.\n\nTake lithium. It lifts your mood.", glossary=glossary) == [
        ("MEANING-005", 5)
    ]


NEVER = "Do not take this medicine together with alcohol, since the combination causes breathing problems."


@pytest.mark.parametrize(
    ("easy", "codes"),
    [
        ("Take this medicine with alcohol. It causes breathing problems.", ["MEANING-004"]),
        ("Do not take this medicine with alcohol. It causes breathing problems.", []),
        ("You shouldn't take this medicine with alcohol, which causes problems.", []),
        ("Avoid alcohol with this medicine. Together they cause breathing problems.", []),
        ("Sleep well and eat well.", ["MEANING-015"]),
    ],
)
def test_a_lost_not_is_asked_about(easy: str, codes: list[str]) -> None:
    assert [code for code, _ in found(NEVER, easy)] == codes


def test_a_lost_warning_is_asked_about() -> None:
    full = "Mixing these tablets with alcohol is dangerous for your breathing and your heart."
    assert found(full, "You can mix these tablets with alcohol. They act on breathing and your heart.") == [
        ("MEANING-015", 3)
    ]
    assert found(full, "These tablets with alcohol can hurt your breathing and your heart.") == []


MIXED = "Do not mix these tablets with alcohol."


def disagreements(*texts: str) -> list[tuple[str, int, str]]:
    levels = [Level.FULL, Level.STANDARD, Level.PLAIN, Level.EASY]
    offered = [said(level, text) for level, text in zip(levels, texts, strict=False)]
    found = [each for each in Guards((), (), ()).agree("s", offered) if each.code == "MEANING-004"]
    return [(each.file, each.line, each.message) for each in found]


def test_the_level_that_lacks_the_not_is_named_whichever_it_is() -> None:
    mended = MIXED.replace("Do not mix", "Mix")
    assert disagreements(MIXED, f"Sleep well.\n\n{mended}") == [
        ("p/s/standard.md", 5, f'“{mended}” may have lost its "not": full has “{MIXED}”')
    ]
    assert disagreements(f"Sleep well.\n\n{mended}", MIXED) == [
        ("p/s/full.md", 5, f'“{mended}” may have lost its "not": standard has “{MIXED}”')
    ]


def test_levels_are_held_against_the_next_and_against_the_first() -> None:
    mended = MIXED.replace("Do not mix", "Mix")
    files = lambda *texts: sorted(file for file, _, _ in disagreements(*texts))  # noqa: E731
    assert files(MIXED, MIXED, MIXED, MIXED) == []
    assert files("Sleep well.", MIXED, mended, mended) == ["p/s/easy.md", "p/s/plain.md"]
    assert files(MIXED, "Sleep well.", "Eat well.", mended) == ["p/s/easy.md"]


def test_a_sentence_is_asked_about_once() -> None:
    mended = MIXED.replace("Do not mix", "Mix")
    assert [file for file, _, _ in disagreements(MIXED, MIXED, mended)] == ["p/s/plain.md"]


def test_titles_are_held_against_each_other() -> None:
    full = said(Level.FULL, "Sleep well.", "When the tablets don\u2019t lower your pressure")
    easy = said(Level.EASY, "Sleep well.", "When the pills lower your pressure")
    asked = [each for each in Guards((), (), ()).agree("s", [full, easy]) if each.code == "MEANING-004"]
    assert [(each.file, each.line) for each in asked] == [("p/s/easy.md", 1)]


def test_one_level_or_none_agrees_with_itself() -> None:
    assert disagreements() == disagreements(MIXED) == []
