"""The account of an import: every sentence of the source stands in the package or in the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from content.readability.sentences import sentences

_WORD = re.compile(r"[^\W_]+")


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text, as they stand in it."""
    for start, end in sentences(text):
        yield text[start:end]


def unplaced(said: Iterable[str], kept: Iterable[str]) -> tuple[str, ...]:
    """The sentences of `said` whose words stand, in this order, in none of `kept`; each once.

    Signs and blanks don't count: they may be written in another way. A sentence without a word is none.
    """
    whole = "\n".join(f" {_words(text)} " for text in kept)
    looked_for: set[str] = set()
    missing: list[str] = []
    for text in said:
        for sentence in sentences_of(text):
            words = f" {_words(sentence)} "
            if words.strip() and words not in looked_for and words not in whole:
                missing.append(sentence)
            looked_for.add(words)
    return tuple(missing)


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
