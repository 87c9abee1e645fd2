"""Where the words of an utterance stand: in the text that is shown, and in the text that is said.

A *word* is a stretch of shown text between white space that has a letter or a digit in it. "30-40%"
is one word, and so is "word\u2014word"; a dash or an emoji on its own is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from audio.script import Swap, Utterance

LEADING = "\"'([{<\u2018\u201c\u201e\u00ab\u00bf\u00a1*_-\u2013\u2014\u2026\u2022"
TRAILING = "\"')]}>\u2019\u201d\u00bb.,;:!?*_-\u2013\u2014\u2026"
MINUS = "-\u2013"  # what these are before a digit

DIGIT = 6  # letters that take as long to say: 470 ms against 70 ms, espeak-ng at 150 words a minute
MOST_COMPARED = 16  # words of a swap; in a longer one length alone tells which are whose

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A word without the quotes, brackets and sentence punctuation around it, in code points.

    `start:end` are in the utterance's `shown`; what is said for it is at `spoken_start:spoken_end`
    in its `spoken`: nothing, where both are equal.
    """

    start: int
    end: int
    spoken_start: int
    spoken_end: int


def places(utterance: Utterance) -> list[Place]:
    """Find each word. What is said for them is in the same order, and no two share any of it.

    In a swap of several words the words that are said for each are found by likeness and length.
    """
    shown = utterance.shown
    tokens = [match.span() for match in re.finditer(r"\S+", shown)]
    tokens = [(start, end) for start, end in tokens if any(map(str.isalnum, shown[start:end]))]
    knots = _Knots(utterance, [start for start, _ in tokens])
    return [
        Place(*_trimmed(shown, start, end), knots.spoken_start(start), knots.spoken_end(end))
        for start, end in tokens
    ]


def spoken_length(text: str) -> int:
    """How long a text takes to say, counted in letters."""
    return sum(DIGIT if letter.isdigit() else letter.isalpha() for letter in text)


def _trimmed(shown: str, start: int, end: int) -> Span:
    token = shown[start:end]
    first = len(token) - len(token.lstrip(LEADING))
    if first and token[first].isdigit() and token[first - 1] in MINUS:
        first -= 1
    return start + first, start + len(token.rstrip(TRAILING))


class _Knots:
    """Pairs of offsets, shown and spoken. Between two of them both texts are equal, or a swap is."""

    def __init__(self, utterance: Utterance, word_starts: Sequence[int]) -> None:
        self._shown, self._spoken, self._in_swap = [0], [0], [False]
        for swap in utterance.swaps:
            inside = word_starts[
                bisect_right(word_starts, swap.shown_start) : bisect_left(word_starts, swap.shown_end)
            ]
            self._shown += (swap.shown_start, *inside, swap.shown_end)
            self._spoken += (swap.spoken_start, *_divided(utterance, swap, inside), swap.spoken_end)
            self._in_swap += (True, *(True for _ in inside), False)

    def spoken_start(self, shown: int) -> int:
        """Where a word is said that is shown from here on."""
        knot = bisect_left(self._shown, shown)
        if knot < len(self._shown) and self._shown[knot] == shown:
            return self._spoken[knot]
        return self._spoken[knot - 1] + shown - self._shown[knot - 1]

    def spoken_end(self, shown: int) -> int:
        """Where a word that is shown up to here has been said."""
        knot = bisect_right(self._shown, shown) - 1
        if self._in_swap[knot] and self._shown[knot] < shown:
            return self._spoken[knot + 1]
        return self._spoken[knot] + shown - self._shown[knot]


def _divided(utterance: Utterance, swap: Swap, inside: Sequence[int]) -> list[int]:
    """Where in what is said for a swap each of the words begins that are shown `inside` it."""
    if not inside:
        return []
    edges = (swap.shown_start, *inside, swap.shown_end)
    shown = [utterance.shown[start:end] for start, end in pairwise(edges)]
    said = list(re.compile(r"\S+").finditer(utterance.spoken, swap.spoken_start, swap.spoken_end))
    if len(shown) <= len(said) <= MOST_COMPARED:
        return [said[first].start() for first in _matched(shown, [match[0] for match in said])]
    lengths = [len(text) for text in shown]
    spoken = swap.spoken_end - swap.spoken_start
    return [swap.spoken_start + spoken * before // sum(lengths) for before in accumulate(lengths[:-1])]


def _matched(shown: Sequence[str], said: Sequence[str]) -> list[int]:
    """For each shown word but the first, which of the words said is the first of its own.

    Letters in common count most ("mmHg" and "millimetres of mercury"), then the same first letter,
    then an equal share of the length.
    """
    letters, said_letters = [_letters(text) for text in shown], [_letters(text) for text in said]
    shown_length, said_length = max(spoken_length("".join(shown)), 1), max(spoken_length("".join(said)), 1)

    def likeness(word: int, first: int, end: int) -> float:
        own, theirs = letters[word], "".join(said_letters[first:end])
        at = common = 0
        for letter in own:
            found = theirs.find(letter, at)
            if found >= 0:
                common, at = common + 1, found + 1
        shares = spoken_length(own) / shown_length, spoken_length(theirs) / said_length
        return common + (own[:1] == theirs[:1]) / 2 - abs(shares[0] - shares[1]) / 5

    @cache
    def best(word: int, first: int) -> tuple[float, list[int]]:
        rest = len(shown) - word - 1
        if not rest:
            return likeness(word, first, len(said)), []
        found = []
        for following in range(first + 1, len(said) - rest + 1):
            score, cuts = best(word + 1, following)
            found.append((likeness(word, first, following) + score, [following, *cuts]))
        return max(found)

    return best(0, 0)[1]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
