from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from content.source.imports.arrangement import arrange
from content.source.imports.manuscript import Manuscript, Piece, Span, cleaned_text
from content.source.imports.section_markdown import markdown_of
from content.source.markdown import parse

SIGNS = list("ab1 .)(*_`#>-+=~!|&;:<[]\\/\"'\n\t,x0\u00a0é“”$%^{}@?")
ODD = [
    "---",
    "1. x",
    "&amp;",
    "<b>",
    "[a](b)",
    "a](b",
    "# x #",
    "* * *",
    "```",
    "    x",
    "a\\",
    "|-|",
    "http://x.y",
]
TEXT = st.text(st.sampled_from(SIGNS), min_size=1, max_size=25) | st.text(max_size=20) | st.sampled_from(ODD)
SPAN = st.builds(Span, TEXT, st.sampled_from(["", "", "https://a.example/x"]), st.booleans(), st.booleans())
PIECE = st.builds(
    Piece,
    st.sampled_from(["paragraph", "heading", "item"]),
    st.lists(SPAN, min_size=1, max_size=4).map(tuple),
    st.integers(1, 5),
    st.none() | st.integers(0, 200),
    st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECE, max_size=7))
def test_the_reader_gives_back_every_word_whatever_signs_it_has(pieces: list[Piece]) -> None:
    for part in arrange(Manuscript("text", tuple(pieces)).cleaned().pieces):
        read = parse(markdown_of(part.title, part.pieces))
        assert read.problems == ()
        assert read.title == part.title
        assert [(block.kind, block.text) for block in read.blocks] == [
            (piece.kind, piece.text) for piece in part.pieces
        ]


def test_plain_words_are_written_as_they_are() -> None:
    text = "It costs 1.5 mg/kg (a lot), doesn't it? “Yes”, 20 %."
    assert markdown_of("T", [Piece("paragraph", (Span(text),))]) == f"# T\n\n{text}\n"


def test_looks_that_would_cost_a_sign_go_and_the_words_stay() -> None:
    spans = (Span("a"), Span("*b", strong=True), Span("c"))
    read = parse(markdown_of("T", [Piece("paragraph", spans)]))
    assert [block.text for block in read.blocks] == ["a*bc"]


def test_control_characters_go_and_half_a_pair_is_shown_as_lost() -> None:
    assert cleaned_text("a\0b\u202ec \ud800 d") == "abc \ufffd d"
