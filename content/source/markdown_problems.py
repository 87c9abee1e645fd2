"""What a section's Markdown may not have: each is told, since nothing may be lost in silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markdown_it.token import Token

#: What links may lead to.
SCHEMES = {"http", "https", "mailto"}
# Below markdown-it's own limit of 20, past which it leaves text out without a word.
_DEEPEST = 12
_UNSUPPORTED = {
    "image": ("a picture", "Say in words what it shows"),
    "code_inline": ("code in backquotes", "Write it as plain words"),
    "fence": ("a code block", "Write it as a paragraph"),
    "code_block": (
        "an indented block, which Markdown takes for code",
        "Take the blanks away at the line's start",
    ),
    "blockquote_open": ("a quote block", "Use a paragraph, with quotation marks"),
    "hr": ("a rule", "Use a sub-heading (`## …`) or nothing"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What can't be used, with the code of its finding and its line in the file, from 1."""

    code: str
    line: int
    message: str
    remedy: str


def problems_of(tokens: Sequence[Token]) -> Iterator[Problem]:
    """Whatever of a parsed text would not reach its readers."""
    line = 1
    deep = next((token for token in tokens if token.level > _DEEPEST), None)
    if deep:
        yield Problem(
            "TEXT-009", line_of(deep), "A list is nested too deep", "Use at most three levels of lists."
        )
    for token in tokens:
        line = line_of(token) if token.map else line
        if token.type in _UNSUPPORTED:
            yield _unsupported(token, line)
        elif token.type == "html_block":
            yield _raw_html(token.content, line)
        elif token.type == "inline":
            yield from _inline_problems(token, line)


def _inline_problems(inline: Token, line: int) -> Iterator[Problem]:
    if any(set(row.strip()) <= set("|-: ") and "|-" in row for row in inline.content.split("\n")):
        yield Problem(
            "TEXT-007", line, "There is a table, which is not supported", "Use a list or paragraphs instead."
        )
    # As signs they are written `\\](` or `]\\(`, and parsed they look like those that were meant to work.
    as_signs = inline.content.count("\\](") + inline.content.count("]\\(")
    for child in inline.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
        elif child.type in _UNSUPPORTED:
            yield _unsupported(child, line)
        elif child.type == "html_inline":
            yield _raw_html(child.content, line)
        elif child.type == "link_open":
            yield from _link_problems(child, line)
        elif child.type == "text" and (broken := child.content.count("](")) and broken <= as_signs:
            as_signs -= broken
        elif child.type == "text" and broken:
            yield Problem(
                "TEXT-008",
                line,
                "This does not work as a link",
                "Write `[words](https://address)`, without blanks in it.",
            )


def _link_problems(link: Token, line: int) -> Iterator[Problem]:
    address = str(link.attrGet("href") or "")
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        scheme = ""
    if scheme not in SCHEMES:
        yield Problem(
            "TEXT-008",
            line,
            f"The link {address!r} is not http, https or mailto",
            "Give the whole address, with https://.",
        )
    if link.attrGet("title"):
        yield Problem(
            "TEXT-007",
            line,
            "A link has a title, which many readers would never see",
            "Put those words in the text.",
        )


def _unsupported(token: Token, line: int) -> Problem:
    what, instead = _UNSUPPORTED[token.type]
    return Problem("TEXT-007", line, f"There is {what}, which is not supported", f"{instead}.")


def _raw_html(content: str, line: int) -> Problem:
    shown = " ".join(content.split())[:40]
    return Problem(
        "TEXT-004", line, f"There is raw HTML: {shown}", "Write it in Markdown; `<` as a sign is `\\<`."
    )


def line_of(token: Token) -> int:
    """The line of a block's token in its file, from 1."""
    return token.map[0] + 1 if token.map else 1
