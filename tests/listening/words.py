"""Words as they are compared: what was to be heard against what a recogniser wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019](?=\w)")


def words(text: str) -> list[str]:
    """Lower-case words without signs; digits one by one; letters next to each other as one word ("S S R I")."""
    lowered = _APOSTROPHE.sub("", text.lower())
    spelled = re.sub(r"\d", lambda digit: f" {DIGITS[int(digit[0])]} ", lowered)
    return list(_letters_joined(_WORD.findall(spelled)))


def recall(wanted: Sequence[str], heard: Sequence[str]) -> float:
    """The share of these words that was heard, in this order: 0 to 1."""
    return _common(wanted, heard) / len(wanted)


def errors(wanted: Sequence[str], heard: Sequence[str]) -> int:
    """Words wrong, missing or too many: the least number of edits that makes one of the other."""
    row = list(range(len(heard) + 1))
    for number, word in enumerate(wanted, start=1):
        corner, row[0] = row[0], number
        for at, other in enumerate(heard, start=1):
            least = min(corner + (word != other), row[at] + 1, row[at - 1] + 1)
            corner, row[at] = row[at], least
    return row[-1]


def _common(wanted: Sequence[str], heard: Sequence[str]) -> int:
    row = [0] * (len(heard) + 1)
    for word in wanted:
        corner = 0
        for at, other in enumerate(heard, start=1):
            longest = corner + 1 if word == other else max(row[at], row[at - 1])
            corner, row[at] = row[at], longest
    return row[-1]


def _letters_joined(found: Sequence[str]) -> Iterator[str]:
    for letters, run in groupby(found, key=lambda word: len(word) == 1):
        if letters:
            yield "".join(run)
        else:
            yield from run
