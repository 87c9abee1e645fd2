"""HTML cut into tags and what stands between, with offsets; any text can be cut.

Not the standard library's parser: that one tells lines and columns, and releases before 2025 take a
minute for 100 kB of unclosed tags. Here every sign is looked at once, and nothing is nested. The rules
for tags, attributes and raw text are those of the HTML standard, section 13.2.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: Elements whose content is no markup: it ends at their own end tag alone.
RAW = frozenset({"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"})

_NAME = re.compile(r"[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?:(?P<name>[^\s/>][^\s/>=]*+)"
    r"(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s>\"'][^\s>]*+)?))?+)?+"
)
_NOT_SHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


class Tag(NamedTuple):
    """A tag, its name in lower case. `hidden`: it says that the element is not shown."""

    name: str
    opens: bool
    start: int
    end: int
    hidden: bool


class Between(NamedTuple):
    """What stands between tags: text with character references in it."""

    start: int
    end: int


def tokens(text: str) -> Iterator[Tag | Between]:
    """Tags and what is between them, in order; comments, declarations and broken ends are left out."""
    at = start = 0
    while (at := text.find("<", at)) >= 0:
        token, end = _markup(text, at)
        if end == at:  # a sign like any other
            at += 1
            continue
        if start < at:
            yield Between(start, at)
        if token:
            yield token
            if token.opens and token.name in RAW:
                end = _raw_end(text, end, token.name)
        at = start = end
    if start < len(text):
        yield Between(start, len(text))


def _markup(text: str, at: int) -> tuple[Tag | None, int]:
    """The tag that starts at this `<`, if it is one, and where the markup ends: `at` where it is none."""
    following = text[at + 1 : at + 2]
    if following in {"!", "?"}:
        return None, _declaration_end(text, at)
    opens = following != "/"
    name = _NAME.match(text, at + 1 if opens else at + 2)
    if not name:
        return None, at
    hidden = False
    position = name.end()
    while (found := _ATTRIBUTE.match(text, position)) and found["name"]:
        hidden = hidden or _hides(found)
        position = found.end()
    position = found.end() if found else position
    if position >= len(text):
        return None, len(text)
    return Tag(name[0].lower(), opens, at, position + 1, hidden), position + 1


def _declaration_end(text: str, at: int) -> int:
    if text.startswith("<!--", at):
        # "<!-->" is a comment too.
        end = text.find("-->", at + 2)
        return end + 3 if end >= 0 else len(text)
    end = text.find(">", at)
    return end + 1 if end >= 0 else len(text)


def _hides(attribute: re.Match[str]) -> bool:
    name = attribute["name"].lower()
    if name == "hidden":
        return True
    if name != "style":
        return False
    value = attribute["double"] or attribute["single"] or attribute["bare"] or ""
    return _NOT_SHOWN.search(value) is not None


def _raw_end(text: str, start: int, name: str) -> int:
    """Where the raw text of an element ends: at its end tag, or with the text."""
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, start)
    return end.start() if end else len(text)
