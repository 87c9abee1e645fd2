"""What all other levels of a section warn of, and one does not.

Two levels that tell something in few of the same words cannot be matched surely. Where two or more others
have a warning in much the same words, and the one has nothing near it, that one is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.meaning.alignment import Text, Weights
from content.meaning.cautions import may_warn, warns_here
from content.meaning.lexicon import lexicon
from content.meaning.statement import NUMBER, Clause, Statement, joined

_FEWEST = 3
_CLOSELY = 4
# So many rare words of it that all others have stand nowhere in the one.
_MISSING = 2
# Of its words (0-1, by weight) the others have at least so many in one place; the one at most so many.
_THERE = 0.75
_GONE = 0.4
# Of a harder text, which is told in other words, still fewer.
_GONE_UPWARDS = 0.2


@dataclass(frozen=True, slots=True)
class Outvoted:
    """The level `level` (an index) lacks what `says`, a sentence of level `other`, warns of."""

    level: int
    other: int
    says: Statement


def outvoted(levels: Sequence[Sequence[Statement]]) -> Iterator[Outvoted]:
    """Warnings that one of three or more levels lacks, each once for a level."""
    if len(levels) < _FEWEST:
        return
    texts = {
        (one, other): Text(levels[other], Weights(levels[one], levels[other]))
        for one in range(len(levels))
        for other in range(len(levels))
        if one != other
    }
    vocabularies = [frozenset().union(*(each.whole.concepts for each in level)) for level in levels]
    told: dict[int, set[int]] = {index: set() for index in range(len(levels))}
    for other, level in enumerate(levels):
        for index, held in enumerate(level):
            if not (warns_here(held) or held.whole.nots):
                continue
            place = index / len(level)
            for clause in held.clauses:
                if not _tells(clause, held):
                    continue
                best = {
                    at: _told(clause, place, texts[other, at]) for at in range(len(levels)) if at != other
                }
                for lacking in _lacking(best, other, vocabularies):
                    # The first is where all others come from: what only they warn of was added.
                    if lacking and index not in told[lacking] and abs(lacking - other) == 1:
                        told[lacking].add(index)
                        yield Outvoted(lacking, other, held)


@dataclass(frozen=True, slots=True)
class _Told:
    """How much of a clause is told in one place of a text (0-1), which concepts, and if it may warn."""

    covered: float = 0.0
    shared: frozenset[str] = frozenset()
    warns: bool = False


def _told(clause: Clause, place: float, text: Text) -> _Told:
    concepts = frozenset(each for each in clause.concepts if not each.startswith(NUMBER))
    weight = text.weights.of(concepts)
    best = _Told()
    for match in text.matches(clause, clause, place)[:_CLOSELY]:
        around = text.around(match.index)
        shared = concepts & joined(each.whole for each in around).concepts
        covered = text.weights.of(shared) / weight
        if covered > best.covered:
            best = _Told(covered, shared, any(map(may_warn, around)))
    return best


def _tells(clause: Clause, held: Statement) -> bool:
    if all(each.startswith(NUMBER) for each in clause.concepts):
        return False
    return (
        held.orders
        or held.lead is not None
        or bool(clause.nots)
        or any(mark.kind in {"warning", "order"} for mark in clause.marks)
    )


def _lacking(told: dict[int, _Told], says: int, vocabularies: Sequence[frozenset[str]]) -> Iterator[int]:
    for at, own in told.items():
        others = [each for other, each in told.items() if other != at]
        if not all(each.covered >= _THERE and each.warns for each in others):
            continue
        shared = frozenset.intersection(*(each.shared for each in others)) - lexicon().light
        gone = own.covered <= (_GONE if at > says else _GONE_UPWARDS)
        if gone or len(shared - vocabularies[at]) >= _MISSING:
            yield at
