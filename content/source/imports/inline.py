"""Words in a row: how they look, where they lead, and where breaks part them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from content.article import BlockKind
from content.source.imports.bullets import bullet
from content.source.imports.manuscript import Piece, Span

_STRONG = frozenset({"strong", "b"})
_EMPHASIS = frozenset({"em", "i", "cite", "dfn"})
# A line that starts with such a sign is an item, whether the page made it a list or not.
_LIST_SIGNS = frozenset("·•‣▪▫◦●○■□➢➤✓✔\uf0a7\uf0b7\uf0d8\uf0fc")
_BEFORE_SIGN = re.compile(r"\n(?=[ \t]*[•‣▪▫●■➢])")
_RAISED = str.maketrans("0123456789+-\u2212n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-\u2212", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_BREAK = "\n"


class Inline:
    r"""Collects spans. A `\\n` in a span's text is a break that the page asked for."""

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._strong = 0
        self._emphasis = 0
        self._links: list[str] = []
        self._shift: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element inside a paragraph starts."""
        if tag in _STRONG:
            self._strong += 1
        elif tag in _EMPHASIS:
            self._emphasis += 1
        elif tag == "a":
            self._links.append(attributes.get("href", "").strip())
        elif tag in {"sup", "sub"}:
            self._shift.append(tag)
        elif tag == "br":
            self._spans.append(Span(_BREAK))

    def end(self, tag: str) -> None:
        """... or ends."""
        if tag in _STRONG:
            self._strong = max(0, self._strong - 1)
        elif tag in _EMPHASIS:
            self._emphasis = max(0, self._emphasis - 1)
        elif tag == "a" and self._links:
            self._links.pop()
        elif tag in {"sup", "sub"} and self._shift:
            self._shift.pop()

    def words(self, words: str) -> None:
        """Words; line ends in them are blanks, but for those before a list's sign."""
        parts = _BEFORE_SIGN.split(words)
        for index, part in enumerate(parts):
            if index:
                self._spans.append(Span(_BREAK))
            text = self._shifted(part.replace("\n", " "))
            self._spans.append(
                Span(text, self._links[-1] if self._links else "", self._strong > 0, self._emphasis > 0)
            )

    def take(self) -> tuple[Span, ...]:
        """All that was collected since the last time."""
        taken, self._spans = tuple(self._spans), []
        return taken

    def _shifted(self, text: str) -> str:
        """Raised figures keep their height: m² is not m2. A link is a footnote's number."""
        if not self._shift or self._links:
            return text
        table = _RAISED if self._shift[-1] == "sup" else _LOWERED
        return text.translate(table) if text and all(ord(sign) in table for sign in text) else text


def pieces_of(spans: Sequence[Span], kind: BlockKind) -> Iterator[Piece]:
    """The paragraphs that breaks make of spans: two breaks part paragraphs, one before a sign parts items."""
    lines = _lines(spans)
    signed = sum(bool(bullet(_text(line))) for line in lines)
    group: list[Span] = []
    for line in lines:
        text = _text(line)
        sign = bullet(text) if kind == "paragraph" else None
        if sign and (signed > 1 or text.lstrip()[:1] in _LIST_SIGNS):
            if any(span.text.strip() for span in group):
                yield Piece(kind, tuple(group))
            group = []
            yield Piece("item", _after(line, sign.end), 1, sign.number)
        elif text.strip():
            group += [Span(" "), *line] if group else line
        elif group:
            yield Piece(kind, tuple(group))
            group = []
    if any(span.text.strip() for span in group):
        yield Piece(kind, tuple(group))


def _lines(spans: Sequence[Span]) -> list[list[Span]]:
    lines: list[list[Span]] = [[]]
    for span in spans:
        if span.text == _BREAK:
            lines.append([])
        elif span.text:
            lines[-1].append(span)
    return lines


def _text(line: Sequence[Span]) -> str:
    return "".join(span.text for span in line)


def _after(line: Sequence[Span], start: int) -> tuple[Span, ...]:
    kept = []
    for span in line:
        if start < len(span.text):
            kept.append(replace(span, text=span.text[start:]))
        start = max(0, start - len(span.text))
    return tuple(kept)
