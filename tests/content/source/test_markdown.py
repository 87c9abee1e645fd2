from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.article import Block
from content.source.markdown import parse


def problems(body: str) -> list[tuple[str, int]]:
    return [(each.code, each.line) for each in parse(f"# T\n\n{body}").problems]


def test_blocks_have_words_without_marks_and_their_lines() -> None:
    parsed = parse(
        "# The *title*\n\nA **bold**\nstart &amp; [link](https://a.example).\n\n## Sub\n\n- one\n  - two\n1. three\n"
    )
    assert parsed.title == "The title"
    assert parsed.problems == ()
    assert parsed.blocks == (
        Block("paragraph", "A bold start & link.", 0, 3),
        Block("heading", "Sub", 2, 6),
        Block("item", "one", 1, 8),
        Block("item", "two", 2, 9),
        Block("item", "three", 1, 10),
    )


def test_html_is_one_heading_deeper_and_has_no_title() -> None:
    html = parse("# T\n\n## Sub\n\n*a* **b** [c](https://d.example)\n").html
    assert html == (
        "<h3>Sub</h3>\n<p><em>a</em> <strong>b</strong> "
        '<a href="https://d.example" rel="noopener noreferrer">c</a></p>'
    )


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("a <b>c</b>", [("TEXT-004", 3), ("TEXT-004", 3)]),
        ("one\ntwo <br> three", [("TEXT-004", 4)]),
        ("<div>\nx\n</div>", [("TEXT-004", 3)]),
        ("<!-- a note -->", [("TEXT-004", 3)]),
        ("![x](https://a.example/b.png)", [("TEXT-007", 3)]),
        ("a `code`", [("TEXT-007", 3)]),
        ("```\nx\n```", [("TEXT-007", 3)]),
        ("a\n\n    indented", [("TEXT-007", 5)]),
        ("> quote", [("TEXT-007", 3)]),
        ("a\n\n---\n\nb", [("TEXT-007", 5)]),
        ("| a | b |\n|---|---|\n| c | d |", [("TEXT-007", 3)]),
        ("[a](relative)", [("TEXT-008", 3)]),
        ("[a](javascript:alert(1))", [("TEXT-008", 3)]),
        ("[a](data:text/html,x)", [("TEXT-008", 3)]),
        ('[a](https://b.example "title")', [("TEXT-007", 3)]),
        ("- " * 9 + "deep", [("TEXT-009", 3)]),
        ("# Again", [("TEXT-006", 3)]),
        ("a < b and c > d, 3 * 4", []),
        ("[a](mailto:a@b.example) <https://c.example>", []),
    ],
)
def test_what_would_not_reach_readers_is_told(body: str, found: list[tuple[str, int]]) -> None:
    assert problems(body) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [("TEXT-005", 1)]),
        ("words", [("TEXT-005", 1)]),
        ("#\n\nx", [("TEXT-005", 1)]),
        ("x\n\n# T", [("TEXT-006", 1)]),
    ],
)
def test_a_text_needs_one_title_and_that_first(text: str, found: list[tuple[str, int]]) -> None:
    assert [(each.code, each.line) for each in parse(text).problems] == found


MARKS = st.text(alphabet="ab <>[]()*_`#-\n!|&;:/\"'=1.\\", max_size=80)


@settings(max_examples=400, deadline=None)
@given(MARKS | st.text(max_size=80))
def test_any_text_is_parsed_and_its_html_is_harmless(text: str) -> None:
    parsed = parse(text)
    tags = set(re.findall(r"</?([a-zA-Z][^\s>/]*)", parsed.html))
    assert tags <= {"p", "ul", "ol", "li", "h3", "h4", "h5", "h6", "em", "strong", "a"}
    for href in re.findall(r'href="([^"]*)"', parsed.html):
        # An address without a scheme can't do harm, and is a finding anyway.
        assert re.match(r"(?:https?:|mailto:)", href, re.IGNORECASE) or ":" not in href.split("/")[0]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab \n*_-#123.>", max_size=80))
def test_no_word_is_lost_in_silence(text: str) -> None:
    parsed = parse(text)
    if not parsed.problems:
        kept = " ".join([parsed.title, *(block.text for block in parsed.blocks)])
        assert re.findall(r"[ab]", text) == re.findall(r"[ab]", kept)
