"""Words are marked and explained, and not a sign of the article is another than before."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.article import Term
from content.source.markdown import parse
from service.glossary import Word
from service.pages.marked_words import Marking, mark_words

MARKING = Marking(
    lambda word: f"<u id={word.id}>", "</u>", lambda word: f"<div data-unspoken>{word.id}</div>"
)


def words(*terms: str) -> tuple[Word, ...]:
    return tuple(Word(re.sub(r"\W+", "-", term.lower()), Term(term, "it is so")) for term in terms)


def marked(html: str, *terms: str) -> str:
    return mark_words(html, words(*terms), MARKING)[0]


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>A dose.</p>\n<p>A dose.</p>", "<p>A [dose].</p>{dose}\n<p>A dose.</p>"),
        (
            "<p>Doses of a target dose &amp; a vein</p>",
            "<p>[Doses] of a [target dose] &amp; a [vein]</p>{dose}{target-dose}{vein}",
        ),
        ("<ul><li>A dose</li></ul>", "<ul><li>A [dose]{dose}</li></ul>"),
        (
            "<ul><li>A dose\n<ul>\n<li>vein</li></ul>\n</li></ul>",
            "<ul><li>A [dose]\n{dose}<ul>\n<li>[vein]{vein}</li></ul>\n</li></ul>",
        ),
        ("<ol><li><p>A dose</p><p>b</p></li></ol>", "<ol><li><p>A [dose]</p>{dose}<p>b</p></li></ol>"),
        ("<h3>A dose</h3><p>One dose</p>", "<h3>A dose</h3><p>One [dose]</p>{dose}"),
        ('<p><a href="#">A dose</a> or dose</p>', '<p><a href="#">A dose</a> or [dose]</p>{dose}'),
        ('<p>target <a href="#">dose</a></p>', '<p>target <a href="#">dose</a></p>'),
        ("<p><code>dose</code></p>", "<p><code>dose</code></p>"),
        ("<p><em>dose</em></p>", "<p><em>[dose]</em></p>{dose}"),
        ("<p><em>do</em>se</p>", "<p><em>do</em>se</p>"),
        ("<p>target <em>dose</em>; target dose</p>", "<p>target <em>dose</em>; [target dose]</p>{target-dose}"),
        ("<p>t<em>arge</em>t dose</p>", "<p>[t<em>arge</em>t dose]</p>{target-dose}"),
        ("<p><em>target</em> <em>dose</em></p>", "<p><em>target</em> <em>dose</em></p>"),
        ("<p>over<em>dose</em></p>", "<p>over<em>dose</em></p>"),
        ("A dose", "A [dose]{dose}"),
        ("<p>target\ndose</p>", "<p>[target\ndose]</p>{target-dose}"),
    ],
)  # fmt: skip
def test_a_word_is_marked_where_it_is_first_used_and_explained_after_that_block(
    html: str, wanted: str
) -> None:
    seen = marked(html, "dose", "target dose", "vein")
    seen = re.sub(r"<u id=[^>]*>", "[", seen).replace("</u>", "]")
    assert re.sub(r"<div data-unspoken>(.*?)</div>", r"{\1}", seen) == wanted


def test_signs_that_html_writes_otherwise_are_words_like_others() -> None:
    html = "<p>R&amp;D, A&#38;E.</p>"
    assert marked(html, "R&D") == (
        "<p><u id=r-d>R&amp;D</u>, A&#38;E.</p><div data-unspoken>r-d</div>"
    )  # fmt: skip
    assert "<u id=a-e>A&#38;E</u>." in marked(html, "A&E")


def test_it_is_told_which_words_were_found() -> None:
    known = words("dose", "vein")
    assert mark_words("<p>A vein.</p>", known, MARKING)[1] == {known[1]}
    assert mark_words("<p>A vein.</p>", (), MARKING) == ("<p>A vein.</p>", frozenset())


TERMS = ("dose", "target dose", "dose-response", "IV", "R&D", "é", "a b", "<", "illness")
SOME = st.one_of(
    st.sampled_from([*TERMS, "doses", "\n\n", "- ", "1. ", "## ", "*", "**", "`", " ", "\n", "&", "[x](https://e.org)"]),
    st.text(alphabet="ab cdé<>&;#\"'\n*_-", max_size=6),
)  # fmt: skip


@given(st.lists(SOME, max_size=40).map("".join))
def test_whatever_is_written_no_word_is_altered_dropped_or_moved(text: str) -> None:
    html = parse(f"# Title\n\n{text}").html
    seen, _ = mark_words(html, words(*TERMS), MARKING)
    taken_out = re.sub(r"<div data-unspoken>.*?</div>", "", seen)
    assert re.sub(r"<u id=[^>]*>|</u>", "", taken_out) == html
    assert Spoken.of(seen) == Spoken.of(html)
    assert faults(seen) == []


class Spoken(HTMLParser):
    """The text of a page as a voice says it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.unspoken = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unspoken |= dict(attrs).get("data-unspoken", "no") is None

    def handle_endtag(self, tag: str) -> None:
        self.unspoken &= tag != "div"

    def handle_data(self, data: str) -> None:
        self.words += "" if self.unspoken else data

    @classmethod
    def of(cls, html: str) -> str:
        reader = cls()
        reader.feed(html)
        reader.close()
        return reader.words


def faults(html: str) -> list[str]:
    """What is not nested as it should be: a mark across elements, a block within a line of text."""
    found, opened = [], []
    for closing, tag in re.findall(r"<(/?)([a-z0-9]+)", html):
        if not closing:
            if tag == "div" and {"p", "a", "em", "strong", "h3", "u", "code"} & set(opened):
                found.append(f"div in {opened}")
            if tag in {"u", "a"} and {"u", "a"} & set(opened):
                found.append(f"{tag} in {opened}")
            opened.append(tag)
        elif opened.pop() != tag:
            found.append(f"</{tag}>")
    return found
