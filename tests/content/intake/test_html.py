from __future__ import annotations

import pytest

from content.article import Block
from content.intake import taken


def shown(html: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in taken(html, "html").blocks]


def places(html: str) -> list[str]:
    intake = taken(html, "html")
    return [
        html[slice(*intake.span(number, 0, len(block.text)))] for number, block in enumerate(intake.blocks)
    ]


@pytest.mark.parametrize(
    "hidden",
    ["<script>Not. this</script>", "<STYLE>not { this }</STYLE>", "<!-- not this -->", "<!-- > -- not this -->", "<!doctype not this>",
     "<?php not this ?>", "<template>Not <p>this</p></template>", "<head><title>Not</title> this</head>", "<title>Not this",
     "<p hidden>Not this</p>", "<div HIDDEN='until-found'>Not <div>this</div> either</div>", "<p style='color:red; Display : none'>Not this</p>",
     "<span style=visibility:hidden>not this</span>", "<select><option>Not this</select>", "<button>Not this</button>",
     "<svg><text>Not this</text></svg>", "<noscript>Not this</noscript>", "<textarea>Not <b>this</textarea>", "<img alt='not this' src=x>",
     "<script>if (a < b) '</scripty>' // not this</script>", "<iframe>not <p>this</iframe>"],
)  # fmt: skip
def test_what_is_not_shown_is_not_read(hidden: str) -> None:
    assert [text for _, text in shown(f"<p>Before.</p>{hidden}<p>After it.</p>")][-1:] == [
        "After it."
    ] or "<title>Not this" in hidden
    assert "this" not in str(shown(f"<p>Before.</p>{hidden}<p>After it.</p>"))


def test_an_element_that_nobody_closed_swallows_nothing_but_itself() -> None:
    assert shown("<select>One.<p>Two.") == [("paragraph", "One."), ("paragraph", "Two.")]
    assert shown("<p hidden>One.<p>Two.<p>Three.") == [("paragraph", "Two."), ("paragraph", "Three.")]
    assert shown("<div hidden><p>One.") == [("paragraph", "One.")]
    assert shown("<input hidden>One.<br hidden>Two.") == [("paragraph", "One. Two.")]
    assert shown("a <b>c <i>d") == [("paragraph", "a c d")]


def test_blocks_are_parted_and_words_within_are_not() -> None:
    assert shown("ket<b>a</b>mine<span>'s</span> <i>use</i>") == [("paragraph", "ketamine's use")]
    assert shown("<div>One.<p>Two.</div>Three.<hr>Four.") == [
        ("paragraph", "One."), ("paragraph", "Two."), ("paragraph", "Three."), ("paragraph", "Four."),
    ]  # fmt: skip
    assert shown("One<br>line.<br><br/>Two.<BR>\n<br>\nThree.") == [
        ("paragraph", "One line."), ("paragraph", "Two."), ("paragraph", "Three."),
    ]  # fmt: skip
    assert shown("<pre>One\nline.\n\nTwo.</pre>") == [("paragraph", "One line."), ("paragraph", "Two.")]


def test_headings_lists_and_cells_are_told_apart() -> None:
    html = (
        "<h1>One</h1><p>Two is.</p><ul><li>three<li>four<ol><li>five</ol>six</ul><h3>Seven <b>is</b></h3>"
        "<table><tr><th>eight<td>nine<td><p>Ten is.</p></td>More is.</table><dl><dt>eleven<dd>twelve</dl><p>Thirteen is."
    )
    assert [(block.kind, block.depth, block.text) for block in taken(html, "html").blocks] == [
        ("heading", 1, "One"), ("paragraph", 0, "Two is."), ("item", 1, "three"), ("item", 1, "four"), ("item", 2, "five"),
        ("item", 1, "six"), ("heading", 3, "Seven is"), ("item", 1, "eight"), ("item", 1, "nine"), ("paragraph", 0, "Ten is."), ("paragraph", 0, "More is."),
        ("item", 1, "eleven"), ("item", 1, "twelve"), ("paragraph", 0, "Thirteen is."),
    ]  # fmt: skip


def test_bullets_that_were_typed_are_bullets() -> None:
    assert shown("<p>You need:<br>&bull; rest<br>• water</p><p>\u2013 sleep</p>") == [
        ("paragraph", "You need:"), ("item", "rest"), ("item", "water"), ("item", "sleep"),
    ]  # fmt: skip


def test_character_references_are_signs_and_keep_their_places() -> None:
    html = "<p>a&nbsp;&lt;b&gt; &amp;amp; &#8217;t &#x2019;t &notit; &copy 5&micro;g &nope; AT&T &#0;</p>"
    assert shown(html) == [
        ("paragraph", "a <b> &amp; \u2019t \u2019t \u00acit; \u00a9 5\u00b5g &nope; AT&T \ufffd")
    ]
    intake = taken("<p>5 &lt; 6", "html")
    assert intake.span(0, 2, 3) == (5, 9)
    assert intake.span(0, 4, 5) == (10, 11)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("5 < 6 and 7 <8", "5 < 6 and 7 <8"),
        ("a <3 b", "a <3 b"),
        ("a </ b", "a </ b"),
        ("a < b> c", "a < b> c"),
        ('<p title="a > b">c', "c"),
        ("<p title='a \"> b'>c", "c"),
        ("<p title=a'b>c", "c"),
        ("<p a = 'x' b=y/ c>d", "d"),
        ("<p\ntitle='x'\n>c", "c"),
        ("<p/>c", "c"),
        ("a<wbr>b", "ab"),
        ("a <b", "a"),
        ("a <!-- b", "a"),
        ("a <!--> b", "a b"),
        ("a <![CDATA[b]]> c", "a c"),
        ("\u00e9<B>\u6f22</B>", "\u00e9\u6f22"),
    ],
)
def test_markup_is_told_from_text_as_browsers_do(html: str, text: str) -> None:
    assert " ".join(each for _, each in shown(html)) == text


def test_places_span_the_markup_within_and_none_around() -> None:
    assert places("<p> <b>One <i>two</i></b>, three. </p>\n<ul><li>fo<!-- x -->ur") == [
        "One <i>two</i></b>, three.",
        "fo<!-- x -->ur",
    ]


def test_lines_are_counted_in_the_html() -> None:
    html = "<p>One\nis.</p>\r\n\r\n<p>\n  Two is.</p>"
    assert taken(html, "html").blocks == (
        Block("paragraph", "One is.", 0, 1),
        Block("paragraph", "Two is.", 0, 5),
    )
