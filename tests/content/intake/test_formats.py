from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.intake import FORMATS, taken
from content.readability.grade import measure
from content.readability.text import prose
from content.source.markdown import parse
from tests.content.intake.hostile import HOSTILE
from tests.content.intake.texts import TEXTS, plain, ways
from tests.content.packages import BASE

WAYS = [pytest.param(name, way, text, kind, id=f"{name}-{way}")
        for name, parts in TEXTS.items() for way, text, kind in ways(parts)]  # fmt: skip


@pytest.mark.parametrize(("name", "way", "text", "kind"), WAYS)
def test_a_text_has_one_grade_however_it_is_sent(name: str, way: str, text: str, kind: str) -> None:
    wanted = measure(prose(taken(plain(TEXTS[name]), "plain").blocks))
    got = measure(prose(taken(text, kind).blocks))
    assert got.grade == pytest.approx(wanted.grade, abs=0.1)
    assert got.level == wanted.level
    assert got.words == wanted.words


@pytest.mark.parametrize(("name", "way", "text", "kind"), WAYS)
def test_every_word_is_found_where_it_was_sent(name: str, way: str, text: str, kind: str) -> None:
    intake = taken(text, kind)
    assert intake.blocks
    end_before = 0
    for number, block in enumerate(intake.blocks):
        at = 0
        for word in block.text.split():
            start, end = intake.span(number, at, at + len(word))
            sent = text[start:end]
            # Markup and references may be within a word; its first and last sign are those that were sent.
            assert "&" in sent or (sent[0], sent[-1]) == (word[0], word[-1]), (word, sent)
            assert start >= end_before
            end_before, at = end, at + len(word) + 1


@pytest.mark.parametrize(
    "file", sorted(BASE.glob("*/*.md")), ids=lambda file: f"{file.parent.name}/{file.name}"
)
def test_markdown_is_measured_as_an_articles_own_is(file: Path) -> None:
    text = file.read_text("utf-8").split("\n", 1)[1]
    ours, own = taken(text, "markdown").blocks, parse("# T\n" + text).blocks
    assert [block.text for block in ours] == [block.text for block in own]
    assert measure(prose(ours)).grade == measure(prose(own)).grade


def test_a_format_that_is_not_known_is_told_with_those_that_are() -> None:
    with pytest.raises(ValueError, match="no such format: 'docx'; there are plain, markdown, html"):
        taken("", "docx")


SCRAPS = st.sampled_from([
    "word", "Two words.", " ", "\n", "\r\n", "\n\n", "- ", "\u2022 ", "1. ", "(a) ", "# ", "> ", "*", "**", "_", "`", "```\n", "[", "](x)",
    "](x 'y')", "![", "<b>", "</b>", "<p>", "</p>", "<br>", "<ul><li>", "</li></ul>", "<p hidden>", "<script>", "</script>", "<!--", "-->",
    "<td>", "<", ">", "&amp;", "&", "&#65;", "&nope;", "\\", "\\*", "|", "|-|\n", "~~", "===\n", "    ", "\t", "\0", "\ud800", "\ufeff", "<http://a.b>", "'", '"', "=",
])  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(SCRAPS, st.text(max_size=6)), max_size=40), st.sampled_from(FORMATS))
def test_any_text_can_be_taken_and_each_sign_has_its_place(scraps: list[str], kind: str) -> None:
    text = "".join(scraps)
    intake = taken(text, kind)
    for number, block in enumerate(intake.blocks):
        assert block.text == " ".join(block.text.split())
        assert block.text
        assert (
            1
            <= block.line
            <= 1 + text.count("\n") + text.count("\r") + sum(map(text.count, "\x0b\x0c\x85\u2028\u2029"))
        )
        starts = [intake.span(number, at, at + 1) for at in range(len(block.text))]
        assert starts == sorted(starts)
        for sign, (start, end) in zip(block.text, starts, strict=True):
            assert 0 <= start < end <= len(text)
            # One sign for one sign is the same sign, save for what can't be shown and where lines end.
            if end - start == 1 and sign not in " \ufffd":
                assert text[start] == sign
        assert intake.span(number, 0, len(block.text)) == (starts[0][0], starts[-1][1])


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_makes_taking_slow(name: str, kind: str) -> None:
    text = HOSTILE[name]
    taken(text[: len(text) // 4], kind)  # enough for what grows with the square to take minutes


def test_a_span_that_is_in_no_block_is_refused() -> None:
    intake = taken("One.", "plain")
    assert intake.span(0, 4, 4) == (4, 4)
    for start, end in ((0, 5), (3, 2), (-1, 2)):
        with pytest.raises(IndexError):
            intake.span(0, start, end)
