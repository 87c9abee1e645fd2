from __future__ import annotations

from content.intake import taken


def shown(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in taken(text, "markdown").blocks]


def places(text: str) -> list[str]:
    intake = taken(text, "markdown")
    return [
        text[slice(*intake.span(number, 0, len(block.text)))] for number, block in enumerate(intake.blocks)
    ]


def test_marks_are_left_out_and_are_within_places() -> None:
    text = "Take **1.5** mg of *[this](http://a.b/c 'no')* `now` ~~or~~ 5 \\* 6 &amp; <http://a.b>."
    assert shown(text) == [("paragraph", "Take 1.5 mg of this now or 5 * 6 & http://a.b.")]
    assert places(text) == [text]
    assert places("**Bold is.**") == ["Bold is."]
    assert places("a\\*b **c** d `` e`f `` g [h][i] j\n\n[i]: http://x") == [
        "a\\*b **c** d `` e`f `` g [h][i] j"
    ]


def test_every_word_of_marked_text_has_its_own_place() -> None:
    text = "> 1. **one** [two](x 'two') *three*\n>    `four` five  \n>    six\\\n>    seven&nbsp;eight __nine__ t**e**n\n"
    intake = taken(text, "markdown")
    assert [block.text for block in intake.blocks] == ["one two three four five six seven eight nine ten"]
    at, found = 0, []
    for word in intake.blocks[0].text.split():
        found.append(text[slice(*intake.span(0, at, at + len(word)))])
        at += len(word) + 1
    assert found == ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "t**e**n"]
    assert intake.span(0, 4, 7) == (text.index("[two") + 1, text.index("[two") + 4)


def test_headings_lists_quotes_tables_and_code_are_read() -> None:
    text = (
        "# One #\n\nTwo\n===\n\n> Three is.\n\n* four\n\n  Five is.\n  1. six\n\n| a | b \\| c |\n|---|---|\n| **d** | e |\n\n"
        "    indented code.\n\n```x\nfenced code.\n```\n"
    )
    assert [(block.kind, block.depth, block.text) for block in taken(text, "markdown").blocks] == [
        ("heading", 1, "One"), ("heading", 1, "Two"), ("paragraph", 0, "Three is."), ("item", 1, "four"), ("item", 1, "Five is."),
        ("item", 2, "six"), ("item", 1, "a"), ("item", 1, "b | c"), ("item", 1, "d"), ("item", 1, "e"),
        ("paragraph", 0, "indented code."), ("paragraph", 0, "fenced code."),
    ]  # fmt: skip
    assert places(text) == [
        "One", "Two", "Three is.", "four", "Five is.", "six", "a", "b \\| c", "d", "e", "indented code.", "fenced code.",
    ]  # fmt: skip
    assert [block.line for block in taken(text, "markdown").blocks] == [
        1,
        3,
        6,
        8,
        10,
        11,
        13,
        13,
        15,
        15,
        17,
        20,
    ]


def test_html_in_markdown_is_read_as_html() -> None:
    text = "a <b>c</b><!-- no --> d<br>e <script>no</script> f <span hidden>no</span> g.\n\n<div hidden>\nno\n</div>\n\n<p>One &lt;\n is.</p>\n<ul><li>two</ul>\n\n- <p>three</p>\n"
    assert shown(text) == [
        ("paragraph", "a c d e f g."), ("paragraph", "One < is."), ("item", "two"), ("item", "three"),
    ]  # fmt: skip
    assert places(text)[1:] == ["One &lt;\n is.", "two", "three"]


def test_pictures_and_where_links_lead_are_left_out() -> None:
    assert shown(
        "See ![a picture [of *it*](x)](p.png) this[^1] ![b][c] [link](http://long.example/path).\n\n[c]: x"
    ) == [("paragraph", "See this[^1] link.")]


def test_bullets_that_markdown_does_not_know_are_bullets() -> None:
    assert shown("You need:\n• rest\n◦ *water*\n\n(a) sleep\n(b) food\n\n\u2013 peace") == [
        ("paragraph", "You need:"), ("item", "rest"), ("item", "water"), ("item", "sleep"), ("item", "food"), ("item", "peace"),
    ]  # fmt: skip


def test_so_many_marks_that_nobody_wrote_them_are_signs_like_others() -> None:
    text = "*a* " * 6000
    assert shown(text)[0][1].startswith("*a* *a*")
    assert places(text) == [text.strip()]
    assert shown("*a* " * 100)[0][1].startswith("a a")


def test_lists_in_lists_are_read_to_any_depth_that_somebody_writes() -> None:
    text = "".join("  " * depth + f"- item {depth}\n" for depth in range(15))
    assert [block.depth for block in taken(text, "markdown").blocks] == list(range(1, 16))
