"""Where the terms of a glossary stand in a text, in their inflections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

_APOSTROPHE = "['\u2019]"
_HYPHEN = "[-\u2010\u2011]"
#: What a term may end in, where it is no abbreviation. Fewer than hard words are judged by: a wrong
#: meaning is worse than none, so "general" is no use of "gene".
_ENDINGS = rf"(?:s|es|ed|ing|{_APOSTROPHE}s|s{_APOSTROPHE})?"
_ENDINGS_OF_E = rf"(?:e(?:s|d|{_APOSTROPHE}s|s{_APOSTROPHE})?|ing)"
_ENDINGS_OF_Y = rf"(?:y(?:ing|{_APOSTROPHE}s)?|ies|ied)"
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Use:
    """Code points `start` to `end` (exclusive) of a text are `term`."""

    term: str
    start: int
    end: int


def is_used(term: str, text: str) -> bool:
    """Whether a term stands in a text, perhaps inside a longer one."""
    return bool(_alone(term).search(text))


def uses(terms: tuple[str, ...], text: str) -> tuple[Use, ...]:
    """Every use, in order. Where two overlap the longer one counts, and of equals the first."""
    found = sorted(_candidates(terms, text), key=lambda use: (use.start - use.end, use.start))
    kept: list[Use] = []
    taken: set[int] = set()
    for use in found:
        place = range(use.start, use.end)
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(use)
    return tuple(sorted(kept, key=lambda use: use.start))


def _candidates(terms: tuple[str, ...], text: str) -> Iterator[Use]:
    """The longest term at each place where one begins."""
    if not terms:
        return
    longest_first, pattern = _any_of(terms)
    for match in pattern.finditer(text):
        number = match.lastindex or 1
        yield Use(longest_first[number - 1], *match.span(number))


@lru_cache(maxsize=256)
def _any_of(terms: tuple[str, ...]) -> tuple[tuple[str, ...], re.Pattern[str]]:
    longest_first = tuple(sorted(terms, key=lambda term: (-len(term), term)))
    # Looked at, not taken: another term may begin inside this one and reach further.
    choices = "|".join(f"({_shape(term)})" for term in longest_first)
    return longest_first, re.compile(rf"(?<!\w)(?=(?:{choices})(?!\w))")


@cache
def _alone(term: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_shape(term)}(?!\w)")


def _shape(term: str) -> str:
    # Abbreviations by their very case: "WHO" is not "who".
    if term.upper() == term:
        return rf"{_escaped(term)}(?:{_APOSTROPHE}?s)?"
    stem, last = term[:-1], term[-1:].lower()
    if last == "e":
        return f"(?i:{_escaped(stem)}{_ENDINGS_OF_E})"
    if last == "y" and stem[-1:].lower() not in _VOWELS:
        return f"(?i:{_escaped(stem)}{_ENDINGS_OF_Y})"
    return f"(?i:{_escaped(term)}{_ENDINGS})"


def _escaped(term: str) -> str:
    signs = re.escape(term).replace(r"\ ", r"\s+").replace(r"\-", _HYPHEN)
    return re.sub(_APOSTROPHE, lambda _: _APOSTROPHE, signs)
