"""A page as its readers have it: words that are shown, and the elements that may be of ours.

Read as a stream of events, so that a page that is huge or nested without end takes the time of its length.
What style sheets and scripts do is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from content.source.imports.furniture import is_block
from content.source.imports.html_events import listen

#: Elements that are remembered, beside every one that holds a text of ours.
_TOLD = frozenset({"a", "audio", "source", "iframe", "script", "meta", "base", "section"})
#: What is in them is no words of the page.
_UNREAD = frozenset({"script", "style", "title", "textarea", "select", "svg"})
#: What is in them is not there for most readers. Not "head": the parser puts much of a page there that
#: has no tag for its body.
_UNSEEN = frozenset({"template", "noscript"})
_ZERO = r"[+-]?(?:0+(?:\.0*)?|\.0+)(?:%|[a-z]+)?\s*(?:;|!|$)"
_NOT_SHOWN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    rf"|(?:opacity|font-size)\s*:\s*{_ZERO})",
    re.IGNORECASE,
)
_LINE = "\n"
#: Line breaks of the source are blanks on the page.
_BLANKS = str.maketrans(dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


@dataclass(frozen=True, slots=True)
class Element:
    """An element. `holder` is the place in `Seen.elements` of the innermost text of ours around it, or -1."""

    tag: str
    attributes: Mapping[str, str]
    shown: bool
    holder: int


@dataclass(frozen=True, slots=True)
class Run:
    """Words that belong together; a line break parts paragraphs."""

    text: str
    shown: bool
    holder: int


@dataclass(frozen=True)
class Seen:
    """A page."""

    elements: tuple[Element, ...]
    runs: tuple[Run, ...]

    def all(self, tag: str) -> Iterator[tuple[int, Element]]:
        """The elements of this name, each with its place."""
        return ((index, each) for index, each in enumerate(self.elements) if each.tag == tag)

    def words(self, wanted: Callable[[Run], bool]) -> str:
        """The text of these runs, in the page's order."""
        return "".join(run.text if wanted(run) else _LINE for run in self.runs)

    @cached_property
    def words_in(self) -> Mapping[int, str]:
        """The words that readers see, by holder, in the page's order.

        A line break parts what something else stands between: what is hidden, or held by another.
        """
        parts: dict[int, list[str]] = {}
        ends: dict[int, int] = {}
        for at, run in enumerate(self.runs):
            if run.shown:
                held = parts.setdefault(run.holder, [])
                if ends.get(run.holder, at) != at:
                    held.append(_LINE)
                held.append(run.text)
                ends[run.holder] = at + 1
        return {holder: "".join(held) for holder, held in parts.items()}

    @cached_property
    def held_by(self) -> Mapping[int, Sequence[Element]]:
        """The elements inside of each holder, without those inside of another one in it."""
        found: dict[int, list[Element]] = {}
        for each in self.elements:
            found.setdefault(each.holder, []).append(each)
        return found


def see(html: str) -> Seen:
    """Read a page. Raises `SourceRefused` where it can't be read to its end."""
    reader = _Reader()
    listen(html, reader)
    return Seen(tuple(reader.elements), tuple(reader.runs))


def is_fragment(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is the API's HTML of a text."""
    return tag == "article" and {"data-article", "data-revision"} <= attributes.keys()


class _Reader:
    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.runs: list[Run] = []
        #: Of each open element: its name, whether it is shown, whether it has words, what holds it.
        self._open: list[tuple[str, bool, bool, int]] = [("", True, True, -1)]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        _, shown, read, holder = self._open[-1]
        shown = shown and tag not in _UNSEEN and not _hidden(tag, attributes)
        holds = tag == "plain-spoken" or is_fragment(tag, attributes)
        if holds or tag in _TOLD:
            self.elements.append(Element(tag, dict(attributes), shown, holder))
        if holds:
            holder = len(self.elements) - 1
        self._part(tag)
        self._open.append((tag, shown, read and tag not in _UNREAD, holder))

    def end(self, tag: str) -> None:
        while len(self._open) > 1:
            opened = self._open.pop()[0]
            self._part(opened)
            if opened == tag:
                break

    def data(self, words: str) -> None:
        _, shown, read, holder = self._open[-1]
        if read:
            self.runs.append(Run(words.translate(_BLANKS), shown, holder))

    def _part(self, tag: str) -> None:
        if tag == "br" or is_block(tag):
            _, shown, _, holder = self._open[-1]
            self.runs.append(Run(_LINE, shown, holder))


def _hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    # What is kept from screen readers is kept from some readers.
    return (
        "hidden" in attributes
        or (tag == "dialog" and "open" not in attributes)
        or attributes.get("aria-hidden") == "true"
        or _NOT_SHOWN.search(attributes.get("style", "")) is not None
    )
