"""A "not" or a warning that a sentence has at one level and lacks at another.

Clauses are aligned by the words they share, the section's rare ones counting most. That is a hint for
a person, not a judgement: it speaks only where two clauses say nearly the same, and where no other
wording of the "not" is in sight.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from content.clauses import Clause, Stance, stance, stems_of
from content.readability.text import Sentence

# How alike two clauses have to be (twice what they share, by all that both say), by the number of
# content words they share: the fewer, the surer. Below, guesses are wrong more often than right.
_ALIKE = {1: 0.8, 2: 0.54, 3: 0.46, 4: 0.42}
_MOST = max(_ALIKE)
_LEAST_ALIKE = min(_ALIKE.values())
# A clause that is nearly as alike and has the "not" may be the one that was meant.
_NEARLY = 0.8
# Levels tell a section in much the same order: what stands far away is less likely to be the same.
_ASTRAY = 0.3
# No more sentences are looked at on either side, so that a text of thousands takes no square of that.
_WITHIN = 100
# Function words tell little of what a clause is about, but that much.
_FUNCTION_WORD = 0.2


@dataclass(frozen=True, slots=True)
class Lost:
    """`says` has a "not" or a warning (`what`), `lacks` seems to say the same without."""

    what: str
    says: Sentence
    lacks: Sentence


@dataclass(frozen=True, slots=True)
class Stances:
    """All sentences of a text, and how often each word is in one."""

    each: tuple[Stance, ...]
    often: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Match:
    alike: float
    index: int
    run: Clause


class _Weights(dict[str, float]):
    """What a word tells of what two texts are about: the more, the fewer sentences have it."""

    def __init__(self, one: Stances, other: Stances) -> None:
        super().__init__()
        self._often = one.often, other.often
        self._count = max(len(one.each), len(other.each))

    def __missing__(self, word: str) -> float:
        one, other = self._often
        weight = math.log(1 + self._count / max(one.get(word, 1), other.get(word, 1)))
        weight *= _FUNCTION_WORD if word in stems_of("function") else 1
        self[word] = weight
        return weight

    def of(self, words: Iterable[str]) -> float:
        """The weight of all `words`."""
        return sum(map(self.__getitem__, words))


def stances(sentences: Iterable[Sentence]) -> Stances:
    """The stances of `sentences`."""
    each = tuple(map(stance, sentences))
    return Stances(each, Counter(chain.from_iterable(one.whole.words for one in each)))


def lost(harder: Stances, easier: Stances) -> Iterator[tuple[Lost, bool]]:
    """What the one lacks of what the other says, and whether it is `harder` that lacks it.

    A "not" is asked for both ways, since it may be the harder text that lost it; a warning only
    downwards, since easier texts may warn of more.
    """
    weights = _Weights(harder, easier)
    for each in _lost(harder, easier, weights, warnings=True):
        yield each, False
    for each in _lost(easier, harder, weights, warnings=False):
        yield each, True


def _lost(says: Stances, lacks: Stances, weights: _Weights, *, warnings: bool) -> Iterator[Lost]:
    for index, held in enumerate(says.each):
        if not _speaks(held.whole, warnings):
            continue
        place = index / len(says.each)
        for each in held.clauses:
            matches = _matches(each, place, lacks.each, weights) if _speaks(each, warnings) else []
            if not matches:
                continue
            best = matches[0].index
            if each.negations and _not_is_lost(each, held.whole, matches, lacks.each):
                yield Lost("not", held.sentence, lacks.each[best].sentence)
                break
            if warnings and each.warns and _warning_is_lost(lacks.each[max(0, best - 1) : best + 3]):
                yield Lost("warning", held.sentence, lacks.each[best].sentence)
                break


def _speaks(each: Clause, warnings: bool) -> bool:
    return each.negations > 0 or (warnings and each.warns)


def _not_is_lost(says: Clause, whole: Clause, matches: Sequence[_Match], others: Sequence[Stance]) -> bool:
    enough = _NEARLY * matches[0].alike
    for match in matches:
        if match.alike >= enough and (match.run.negations or match.run.like_not - says.like_not):
            return False
    # The same "not" may stand elsewhere in the sentence, or in one beside it that is on the same matter.
    best = matches[0]
    lacks = others[best.index].whole
    more = whole.content - best.run.content
    beside = [others[index].whole for index in (best.index - 1, best.index + 1) if 0 <= index < len(others)]
    left = sum(each.negations for each in beside if not more.isdisjoint(each.content))
    return left + lacks.negations + len(lacks.like_not - whole.like_not) < whole.negations


def _warning_is_lost(around: Iterable[Stance]) -> bool:
    # An easier text often warns in a sentence of its own.
    return not any(each.whole.warns or each.whole.like_warning for each in around)


def _matches(each: Clause, place: float, others: Sequence[Stance], weights: _Weights) -> list[_Match]:
    """What is like `each` among the runs of each sentence, the most alike first."""
    found = []
    # A warning may be what is lost, so it is not asked for.
    words = each.words - stems_of("warning")
    weight = weights.of(words)
    least = weight * _LEAST_ALIKE / (2 - _LEAST_ALIKE)
    middle = round(place * len(others))
    for index in range(max(0, middle - _WITHIN), min(len(others), middle + _WITHIN)):
        other = others[index]
        if each.content.isdisjoint(other.whole.content):
            continue
        # No run can be alike enough where the whole sentence has too little of it.
        if weights.of(words & other.whole.words) < least:
            continue
        astray = 1 - _ASTRAY * abs(place - index / len(others))
        for run in other.runs:
            shared = len(each.content & run.content)
            if not shared:
                continue
            both = weights.of(words & run.words)
            if both < least:
                continue
            alike = 2 * both / (weight + weights.of(run.words)) * astray
            if alike >= _ALIKE[min(shared, _MOST)]:
                found.append(_Match(alike, index, run))
    return sorted(found, key=lambda match: -match.alike)
