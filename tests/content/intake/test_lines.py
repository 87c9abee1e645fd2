from __future__ import annotations

import pytest

from content.article import Block
from content.intake import taken


def shown(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in taken(text, "plain").blocks]


@pytest.mark.parametrize(
    "bullets",
    ["- - -", "* * *", "+ + +", "\u2013 \u2013 \u2013", "— — —", "• • •", "◦ ◦ ◦", "‣ ‣ ‣", "▪ ▪ ▪", "· · ·", "\uf0b7 \uf0b7 \uf0b7", "o\t o\t o\t",
     "1. 2. 3.", "1) 2) 3)", "(1) (2) (3)", "a) b) c)", "(a) (b) (c)", "(i) (ii) (iii)", "9. 10. 11.", "✓ ✓ ✓"],
)  # fmt: skip
@pytest.mark.parametrize("before", ["You need", "You need:", "You need.\n"])
@pytest.mark.parametrize("between", ["\n", "\n\n", "\n   more\n"])
def test_bullets_of_any_kind_start_items(bullets: str, before: str, between: str) -> None:
    first, second, third = bullets.split(" ")
    text = f"{before}\n{first} rest{between}{second} some water{between}{third} sleep\n\nThat is all."
    more = " more" if "more" in between else ""
    assert shown(text)[-4:] == [
        ("item", "rest" + more), ("item", "some water" + more), ("item", "sleep"), ("paragraph", "That is all."),
    ]  # fmt: skip


@pytest.mark.parametrize("bullet", ["•", "●", "\uf0b7"])
def test_a_bullet_that_is_nothing_else_needs_no_blank_after_it(bullet: str) -> None:
    assert shown(f"{bullet}rest\n{bullet}water") == [("item", "rest"), ("item", "water")]


@pytest.mark.parametrize(
    "text",
    ["He was at the age of\n12. Then he left.", "It was late\n- he said -\nand dark.", "It was late\n\u2013 very late \u2013\nand dark.",
     "Take a dose of\n5 mg. Then rest.", "See section\na) below.", "-5 degrees it was,\n-6 then.", "*Not* a list.", "1.5 mg is a dose.",
     "I. Newton was here.", "a. Not a list."],
)  # fmt: skip
def test_what_a_hard_wrap_leaves_at_the_start_of_a_line_is_no_bullet(text: str) -> None:
    assert shown(text) == [("paragraph", " ".join(text.split()))]


def test_a_number_that_a_hard_wrap_leaves_in_an_item_is_no_item() -> None:
    assert shown("1. Children up to the age of\n12. They need less.\n2. Adults") == [
        ("item", "Children up to the age of 12. They need less."),
        ("item", "Adults"),
    ]


def test_a_short_line_alone_before_another_block_is_a_heading() -> None:
    text = "What it is\n\nIt is this.\n\nIs it safe?\n\nNot always. Some say “yes”\n\n- rest\n\nIt is (mostly)\n\nThe last line"
    assert shown(text) == [
        ("heading", "What it is"), ("paragraph", "It is this."), ("heading", "Is it safe?"), ("heading", "Not always. Some say “yes”"),
        ("item", "rest"), ("heading", "It is (mostly)"), ("paragraph", "The last line"),
    ]  # fmt: skip
    assert shown("a b c d e f g h i j k l m\n\nNext is.")[0][0] == "paragraph"
    assert shown("Two lines\nof it\n\nNext is.")[0][0] == "paragraph"
    assert shown("You need\n- rest\n- water\n\nNext is.")[0][0] == "paragraph"
    assert shown("It ends.\n\nNext is.")[0][0] == "paragraph"


def test_lines_end_in_any_way_and_are_counted() -> None:
    wanted = (
        Block("heading", "One", 2, 1),
        Block("paragraph", "Two is.", 0, 3),
        Block("item", "three", 1, 5),
    )
    for end in ("\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"):
        assert taken(f"One{end}{end}Two{end}is.{end}- three", "plain").blocks == wanted, repr(end)


def test_signs_that_cant_be_shown_part_words_and_keep_their_places() -> None:
    text = "\ufeffOne\0two \x1b\ud800three."
    intake = taken(text, "plain")
    assert [block.text for block in intake.blocks] == ["One two \ufffdthree."]
    assert intake.span(0, 4, 7) == (5, 8)
