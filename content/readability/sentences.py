"""Where sentences end in shown text: for reading levels, for narration, for findings.

Dots in `e.g.`, `Dr.`, `U.S.`, `1.5`, `J. K.` and `findahelpline.com` end nothing. The lists are data:
`abbreviations.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

# Quotes and brackets, curly ones by number: they look too much like others.
_CLOSING = "\"'\u201d\u2019\u00bb)\\]"
_OPENING = "\"'\u201c\u2018\u00ab(["
# A stop ends a sentence only before a blank or the text's end, or where somebody forgot the blank:
# "… in pain.Then …".
_STOP = re.compile(
    rf"(?P<stops>[.!?…]+(?:\s\.(?=\s|$))*)(?P<closing>[{_CLOSING}]*)(?P<gap>\s+|$|(?<=[a-z]{{2}}[.!?])(?=[A-Z][a-z]))"
)
_NEXT = re.compile(rf"[{re.escape(_OPENING)}]*(?P<word>[^\W_]+)?")
# J. (K. Rowling), U.S., u.k.
_INITIAL = re.compile(r"[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]")


@dataclass(frozen=True, slots=True)
class _Dots:
    never_end: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    starters: frozenset[str]


@cache
def _dots() -> _Dots:
    data = resources.files("content.readability").joinpath("abbreviations.toml").read_text("utf-8")
    return _Dots(**{name: frozenset(words) for name, words in tomllib.loads(data).items()})


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of one block, as code-point offsets, `end` exclusive.

    In order and apart; no span starts or ends with a blank; every other sign is in one of them.
    """
    spans = []
    for start, end in _pieces(text):
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            begin = start + len(piece) - len(piece.lstrip())
            spans.append((begin, begin + len(stripped)))
    return spans


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _STOP.finditer(text):
        if _ends(text, start, stop):
            yield start, stop.end()
            start = stop.end()
    yield start, len(text)


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    following = _NEXT.match(text, stop.end())
    word = (following["word"] or "") if following else ""
    if stop["stops"] == ".":
        before = text[start : stop.start()].rsplit(None, 1)
        last = before[-1].lstrip(_OPENING) if before else ""
        verdict = _dot_ends(last, word, first=len(before) < 2)
        if verdict is not None:
            return verdict
    # "Why?" he asked. It goes on … and on.
    held = bool(stop["closing"]) or stop["stops"][-1] == "…" or stop["stops"].startswith("..")
    return not (held and word[:1].islower())


def _dot_ends(last: str, word: str, *, first: bool) -> bool | None:
    """Whether the dot after `last` ends a sentence before `word`; None where nothing special is known."""
    dots, lower = _dots(), last.lower()
    if first and last.isdecimal():
        return False  # the number of a list: "1. Take it."
    if lower in dots.never_end:
        return not word
    if lower in dots.before_number:
        return None if not word[:1].isdigit() else False
    if lower in dots.may_end:
        return not word or word[0].isupper()
    if _INITIAL.fullmatch(last) and last != "I":
        return not word or (word[0].isupper() and word.lower() in dots.starters)
    return None
