"""A section's Markdown: its title, its blocks with their lines, its HTML, and what can't be used.

CommonMark's paragraphs, lists, sub-headings, emphasis, strong emphasis and links to http, https and
mailto. Nothing is dropped in silence: all else is a problem, and a text with one is not published.

`##` becomes `<h3>`: on a page the section's title is the `<h2>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from content.article import Block, BlockKind
from content.markdown_nesting import nested
from content.source.markdown_problems import SCHEMES, Problem, line_of, problems_of

_TAGS = {"p", "ul", "ol", "li", "h3", "h4", "h5", "h6", "em", "strong", "a"}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A section's text. `html` is sanitised. An empty `title` is among `problems`."""

    title: str
    blocks: tuple[Block, ...]
    html: str
    problems: tuple[Problem, ...]


@cache
def _parser() -> MarkdownIt:
    # Raw HTML is parsed so that it can be told from text; it is never rendered.
    return MarkdownIt("commonmark")


def parse(markdown: str) -> Parsed:
    """Parse a section file. Line ends may be of any kind."""
    tokens = _parser().parse(markdown)
    title, body, titles = _take_title(tokens)
    problems = sorted((*titles, *problems_of(tokens)), key=lambda each: (each.line, each.code, each.message))
    return Parsed(title, tuple(_blocks(body)), _html(body), tuple(problems))


def _take_title(tokens: list[Token]) -> tuple[str, list[Token], list[Problem]]:
    starts = [
        index for index, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h1"
    ]
    remedy = "Start the file with one `# title`, and write sub-headings as `## …`."
    if not starts:
        return "", tokens, [Problem("TEXT-005", 1, "The text has no title", remedy)]
    first = starts[0]
    problems = [
        Problem("TEXT-006", line_of(tokens[index]), "The text has more than one title", remedy)
        for index in starts[1:]
    ]
    if first:
        problems.append(Problem("TEXT-006", line_of(tokens[0]), "There are words before the title", remedy))
    title = _plain(tokens[first + 1])
    if not title:
        problems.append(Problem("TEXT-005", line_of(tokens[first]), "The title is empty", remedy))
    return title, tokens[:first] + tokens[first + 3 :], problems


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    for token, heading, lists in nested(tokens):
        if token.type == "inline" and (text := _plain(token)):
            kind: BlockKind = "heading" if heading else "item" if lists else "paragraph"
            yield Block(kind, text, heading or lists, line_of(token))


def _plain(inline: Token) -> str:
    parts = []
    for child in inline.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type in {"text", "text_special", "code_inline", "image"}:
            parts.append(child.content)
    return " ".join("".join(parts).split())


def _html(tokens: Sequence[Token]) -> str:
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
    rendered = _parser().renderer.render(tokens, _parser().options, {})
    return nh3.clean(
        rendered,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    ).strip()
