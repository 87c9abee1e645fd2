from __future__ import annotations

from audio.normalization.edits import Edit, Reading, chosen, composed
from audio.normalization.folding import fold
from audio.script import Swap


def reading(rank: int, start: int, end: int, *edits: Edit) -> Reading:
    return Reading(rank, start, end, edits)


def test_the_lower_rank_wins_then_the_wider_view_then_who_came_first() -> None:
    text = fold("0123456789")
    readings = [
        reading(1, 0, 2, Edit(0, 2, "narrow")),
        reading(1, 0, 5, Edit(1, 2, "wide")),
        reading(0, 4, 5, Edit(4, 5, "ranked")),
        reading(1, 4, 9, Edit(4, 5, "wide but late"), Edit(8, 9, "with its mate")),
        reading(1, 6, 8, Edit(6, 7, "first")),
        reading(1, 6, 8, Edit(6, 7, "second")),
    ]
    assert [edit.said for edit in chosen(readings, text)] == ["wide", "ranked", "first"]


def test_an_edit_that_would_cut_through_a_shown_sign_is_left_out() -> None:
    folded = fold("\ufb01x")
    assert chosen([reading(0, 0, 1, Edit(0, 1, "no"))], folded) == []
    assert chosen([reading(0, 1, 3, Edit(1, 3, "no"))], folded) == []
    assert chosen([reading(0, 0, 2, Edit(0, 2, "yes"))], folded) == [Edit(0, 2, "yes")]


def spoken(shown: str, *edits: Edit) -> tuple[str, tuple[Swap, ...]]:
    each = composed(shown, fold(shown), edits, "body", 0)
    return each.spoken, each.swaps


def test_words_never_run_together() -> None:
    assert spoken("5mg", Edit(1, 3, "milligrams"))[0] == "5 milligrams"
    assert spoken("3-4x", Edit(1, 2, "to"), Edit(3, 4, "times"))[0] == "3 to 4 times"
    assert spoken("a*b*c", Edit(1, 2, ""), Edit(3, 4, ""))[0] == "abc"
    assert spoken("$5m", Edit(0, 1, ""), Edit(2, 3, "million"))[0] == "5 million"
    assert spoken("12", Edit(0, 1, "one"), Edit(1, 2, "two"))[0] == "one two"


def test_brackets_never_come_together() -> None:
    assert spoken("[*`[", Edit(1, 2, ""), Edit(2, 3, ""))[0] == "[ ["
    assert spoken("[a", Edit(1, 2, "[[a]]"))[0] == "[ [[a]]"


def test_an_edit_that_changes_nothing_is_no_swap() -> None:
    assert spoken("as it is", Edit(0, 2, "as")) == ("as it is", ())


def test_folds_and_edits_stand_in_order_and_folds_inside_an_edit_are_part_of_it() -> None:
    shown = "e\u0301 e\u0301e\u0301 x e\u0301"
    assert spoken(shown, Edit(2, 4, "two"), Edit(5, 6, "ex")) == (
        "é two ex é",
        (Swap(0, 2, 0, 1), Swap(3, 7, 2, 5), Swap(8, 9, 6, 8), Swap(10, 12, 9, 10)),
    )
