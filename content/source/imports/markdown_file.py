"""A Markdown file: its front matter, and the rest as the HTML that it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt

from content.source.imports.days import find_day
from content.source.imports.html_page import read_html
from content.source.imports.manuscript import Fact, Known, Manuscript
from content.source.imports.refusal import SourceRefused

#: How deep lists and quotes may be nested; past it markdown-it leaves words out without telling.
_DEEPEST = 60
# To tell what thousands of open brackets and stars in one paragraph mean takes a parser minutes.
_MOST_MARKS = 2000
_MARKS = re.compile(r"[\[\]*_`<>!&]")
_BLANK = re.compile(r"\n[ \t]*\n")
_FRONT = re.compile(r"\A---[ \t]*\n(?P<front>(?:[^\n]*\n){0,200}?)---[ \t]*(?:\n|\Z)")
_FACTS: dict[str, Fact] = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "by": "author",
    "date": "published",
    "published": "published",
    "publisher": "publisher",
    "site": "publisher",
    "source": "url",
    "url": "url",
    "link": "url",
    "canonical": "url",
    "canonical_url": "url",
    "lang": "language",
    "language": "language",
    "reviewed": "reviewed",
    "disclaimer": "disclaimer",
}
_ODD_BULLET = re.compile(r"^([ \t]*)[•‣▪▫◦●][ \t]+", re.MULTILINE)


def read_markdown(text: str) -> Manuscript:
    """The pieces of a Markdown file (CommonMark and tables). Raises `SourceRefused`."""
    front = _FRONT.match(text)
    known = tuple(_known(front["front"])) if front else ()
    body = _ODD_BULLET.sub(r"\1- ", text[front.end() :] if front else text)
    if any(len(_MARKS.findall(block)) > _MOST_MARKS for block in _BLANK.split(body)):
        raise SourceRefused(
            f"A paragraph has over {_MOST_MARKS:,} signs that mean something to Markdown",
            "Import it as plain text: --format text.",
        )
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    tokens = parser.parse(body)
    if any(token.level >= _DEEPEST - 2 for token in tokens):
        raise SourceRefused(
            "Lists or quotes are nested over fifty deep", "Take some of the marks away at the lines' starts."
        )
    read = read_html(parser.renderer.render(tokens, parser.options, {}), "markdown")
    return replace(read, known=(*known, *read.known))


def _known(front: str) -> Iterator[Known]:
    for line in front.split("\n"):
        key, colon, value = line.partition(":")
        fact = _FACTS.get(key.strip().lower())
        value = value.strip().strip("\"'").strip("[]")
        if not colon or fact is None or not value:
            continue
        if fact == "published":
            day = find_day(value)
            value = day.isoformat() if day else ""
        if fact == "url" and not value.startswith(("http://", "https://")):
            continue
        if value:
            yield Known(fact, value, f"`{key.strip()}` in the file's front matter")
