from __future__ import annotations

import pytest

from content.article import Level, Term
from content.meaning import Guards
from tests.content.meaning.telling import differences, said

SPACER = Term("spacer", "A plastic tube that makes an inhaler easier to use.")


def codes(harder: str, easier: str) -> set[str]:
    return {each.code for each in differences(harder, easier)}


@pytest.mark.parametrize(
    ("harder", "easier"),
    [
        # What turns stands behind a "that", among more than the easier text tells.
        (
            "Preventers such as beclometasone contain a steroid that increases swelling.",
            "A preventer has a steroid in it. It makes swelling go down.",
        ),
        (
            "Using it too much has been linked with a higher risk of death.",
            "People who use it too much are less likely to die.",
        ),
        (
            "Foods that are rich in iron increase the effect of the tablets.",
            "Foods with a lot of iron make the tablets work less well.",
        ),
    ],
)
def test_a_direction_that_was_turned_round_is_asked_about(harder: str, easier: str) -> None:
    assert "MEANING-014" in codes(harder, easier)


def test_a_too_elsewhere_in_the_sentence_does_not_hide_a_lost_not() -> None:
    harder = "Using it too much has been linked with a higher risk of death, and it {} the swelling beneath."
    easier = "People who use it too much are more likely to die. It does not treat the swelling."
    assert codes(harder.format("treats"), easier) == {"MEANING-004"}
    assert codes(harder.format("does not treat"), easier) == set()


def test_what_need_not_be_avoided_is_no_warning() -> None:
    harder = "These foods need not be avoided, but the amount ought to stay the same."
    easier = "Eat about as much of these foods each week."
    assert codes(harder, easier) == set()


def _defined(*texts: tuple[Level, str]) -> list[str]:
    levels = [[("use", said(level, text))] for level, text in texts]
    return [f"{each.file}:{each.line}" for each in Guards((), (), (SPACER,)).define(levels)]


@pytest.mark.parametrize(("level", "asked"), [(Level.STANDARD, 0), (Level.PLAIN, 1)])
def test_readers_of_the_easy_levels_need_a_term_explained_that_one_other_level_explains(
    level: Level, asked: int
) -> None:
    bare = "You may take ten puffs through a spacer. Then wait for the ambulance."
    told = "A spacer is a plastic tube. It makes an inhaler easier to use."
    assert len(_defined((Level.FULL, bare), (level, bare), (Level.EASY, told))) == asked


def test_a_term_is_explained_that_is_told_of_soon_in_its_paragraph() -> None:
    soon = "Use a spacer. Ten puffs are the most. Wait for help. A spacer makes an inhaler easier to use."
    told = "A spacer is a plastic tube. It makes an inhaler easier to use."
    assert _defined((Level.FULL, "Nothing."), (Level.PLAIN, soon), (Level.EASY, told)) == []
    assert _defined((Level.FULL, "Nothing."), (Level.PLAIN, soon[:43]), (Level.EASY, told)) != []
