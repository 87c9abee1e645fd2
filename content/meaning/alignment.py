"""Which sentences of one text tell a clause of another: the more of its rare words, the surer.

The words on which meaning turns are left out of it, or stand for both directions at once, so that a
sentence is still known after "increases" became "reduces".
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from content.meaning.lexicon import lexicon
from content.meaning.statement import Clause, Statement, joined

# Levels tell a section in much the same order: what stands far away is less likely to be the same.
_ASTRAY = 0.25
# So many sentences that share a word are looked at, and so many of them closely.
_SHARING = 80
_CLOSELY = 12
# What most sentences of a health text have tells little of one.
_LIGHT = 0.5
# Clauses that are alike in sentences that are not are so by chance, by this part.
_CONTEXT = 0.2
# Two short sentences may tell what was one; together they have no more concepts than this.
_PAIR = 16


@dataclass(frozen=True, slots=True)
class Match:
    """`run`, in the sentence `index` or from it to the next, is so `alike` (0-1) to what was looked for.

    `shared` is how many concepts they share; `covered` the part (0-1) of what was looked for that is in it;
    `context` how alike (0-1) their sentences are.
    """

    alike: float
    covered: float
    shared: float
    index: int
    run: Clause
    context: float = 1.0


class Weights(dict[str, float]):
    """What a concept tells of what two texts are about: the more, the fewer sentences have it."""

    def __init__(self, one: Sequence[Statement], other: Sequence[Statement]) -> None:
        super().__init__()
        self._often = tuple(
            Counter(chain.from_iterable(each.whole.concepts for each in text)) for text in (one, other)
        )
        self._count = max(len(one), len(other), 1)
        self._light = lexicon().light

    def __missing__(self, concept: str) -> float:
        most = max(often.get(concept, 1) for often in self._often)
        weight = math.log(1 + self._count / most) * (_LIGHT if concept in self._light else 1)
        self[concept] = weight
        return weight

    def of(self, concepts: Iterable[str]) -> float:
        """The weight of all `concepts`."""
        return math.fsum(map(self.__getitem__, concepts))


class Text:
    """The sentences of a text, to be searched."""

    def __init__(self, each: Sequence[Statement], weights: Weights) -> None:
        self.each = each
        self.weights = weights
        self._where: dict[str, list[int]] = {}
        for index, one in enumerate(each):
            for concept in one.whole.concepts:
                self._where.setdefault(concept, []).append(index)
        self._runs: dict[int, tuple[tuple[Clause, float], ...]] = {}

    def matches(self, clause: Clause, whole: Clause, place: float) -> list[Match]:
        """What is most like `clause`, the most alike first.

        It is of the sentence `whole`, which stands at `place` (0-1) of its own text: of clauses that are
        alike, the one whose sentence is, too, is the one.
        """
        weight = self.weights.of(clause.concepts)
        all_weight = self.weights.of(whole.concepts)
        if not weight:
            return []
        found = []
        for index in self._candidates(clause, place):
            here = self.each[index].whole
            both = self.weights.of(here.concepts & whole.concepts)
            context = 2 * both / (all_weight + self.weights.of(here.concepts))
            nearness = (1 - _ASTRAY * abs(place - index / len(self.each))) * (1 - _CONTEXT * (1 - context))
            best: Match | None = None
            for run, own in self._runs_of(index):
                shared = clause.concepts & run.concepts
                if not shared:
                    continue
                both = self.weights.of(shared)
                alike = 2 * both / (weight + own) * nearness
                if best is None or alike > best.alike:
                    best = Match(alike, both / weight, self._count_of(shared), index, run, context)
            if best:
                found.append(best)
        return sorted(found, key=lambda match: (-match.alike, match.index))

    def around(self, index: int, before: int = 1, after: int = 1) -> list[Statement]:
        """The sentence `index` and its neighbours."""
        return list(self.each[max(0, index - before) : index + after + 1])

    def _count_of(self, concepts: frozenset[str]) -> float:
        light = len(concepts & lexicon().light)
        return len(concepts) - light + light * _LIGHT

    def _candidates(self, clause: Clause, place: float) -> list[int]:
        middle = round(place * len(self.each))
        scores: dict[int, float] = {}
        for concept in sorted(clause.concepts):
            where = self._where.get(concept)
            if not where:
                continue
            if len(where) > _SHARING:
                at = bisect_left(where, middle)
                where = where[max(0, at - _SHARING // 2) : at + _SHARING // 2]
            weight = self.weights[concept]
            for index in where:
                scores[index] = scores.get(index, 0.0) + weight
        best = sorted(scores, key=lambda index: (-scores[index], abs(index - middle), index))
        return best[:_CLOSELY]

    def _runs_of(self, index: int) -> tuple[tuple[Clause, float], ...]:
        if index not in self._runs:
            here = self.each[index]
            runs = [*here.runs]
            if here.whole not in runs:
                runs.append(here.whole)
            following = self.each[index + 1] if index + 1 < len(self.each) else None
            if following and len(here.whole.concepts) + len(following.whole.concepts) <= _PAIR:
                runs.append(joined((here.whole, following.whole)))
            self._runs[index] = tuple((run, self.weights.of(run.concepts)) for run in runs)
        return self._runs[index]
