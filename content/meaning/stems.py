"""Words and their stems: enough of a word to know it by, whatever its ending."""

from __future__ import annotations

import re

# Figures with their commas and decimals, words with their apostrophes, and what parts clauses.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[,;:()]|(?<=\s)-(?=\s)")
_ENDINGS = tuple("ations ation ments ment ings ing ions ion ness ies ied ed es ly s e y".split())  # noqa: SIM905
_SHORTEST = 3
_LONGEST = 7


def tokens(text: str) -> list[str]:
    """The words, figures and clause marks of `text`, which is in lower case with plain quotes."""
    return _TOKEN.findall(text)


def stem(word: str) -> str:
    """The stem of a lower-case word: "dosing", "doses" and "dosed" are "dos"."""
    word = word.removesuffix("'s")
    if len(word) <= _SHORTEST:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word.removesuffix(ending)
            break
    if len(word) > _SHORTEST and word[-1] == word[-2]:
        word = word[:-1]
    return word[:_LONGEST]
