"""Glossary terms in a text: found whole, in their inflections, word by word as textstat sees words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from content.readability.counts import list_words


@dataclass(frozen=True, slots=True)
class Use:
    """Words `start` to `end` (exclusive) of a list of words are `term`."""

    term: str
    start: int
    end: int


class Terms:
    """Finds terms in lists of words. A term in capitals ("WHO") is found in capitals only."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], bool, str]]] = {}
        for term in terms:
            exact = term.isupper()
            for shape in _shapes_of(term):
                self._by_first.setdefault(shape[0].lower(), []).append((shape, exact, term))
        for shapes in self._by_first.values():
            # The longest first: "treatment-resistant depression" is not "depression".
            shapes.sort(key=lambda each: (-len(each[0]), not each[1], each[2]))

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._by_first)

    def uses(self, words: Sequence[str]) -> Iterator[Use]:
        """Every use in `words` (as `counts.list_words` lists them), in order, none within another."""
        lowers = [word.lower() for word in words]
        by_first = self._by_first
        starts = [start for start, lower in enumerate(lowers) if lower in by_first]
        end = 0
        for start in starts:
            use = self._at(words, lowers, start) if start >= end else None
            if use:
                end = use.end
                yield use

    def _at(self, words: Sequence[str], lowers: Sequence[str], start: int) -> Use | None:
        for shape, exact, term in self._by_first[lowers[start]]:
            end = start + len(shape)
            if tuple((words if exact else lowers)[start:end]) == shape:
                return Use(term, start, end)
        return None


@lru_cache(maxsize=4096)  # of glossaries, never of texts: each level looks for the same terms
def _shapes_of(term: str) -> tuple[tuple[str, ...], ...]:
    words = list_words(term)
    return tuple(_shapes(words if term.isupper() else [word.lower() for word in words]))


def _shapes(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The term and its inflections; of more words, those of its last, and all as one hyphenated word."""
    if not words:
        return
    for last in _inflections(words[-1]):
        yield (*words[:-1], last)
        if len(words) > 1:
            yield ("".join(words[:-1]) + last,)


def _inflections(word: str) -> tuple[str, ...]:
    forms = [word, word + "s", word + "es", word + "'s", word + "ed", word + "d", word + "ing", word + "ly"]
    if word.endswith("y"):
        forms.append(word[:-1] + "ies")
    if word.endswith("e"):
        forms.append(word[:-1] + "ing")
    return tuple(forms)
