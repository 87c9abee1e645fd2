"""Turns of meaning that one text has and another seems to have lost: clauses matched, then rules asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.meaning.alignment import Match, Text
from content.meaning.rules import RULES, Found, kinds
from content.meaning.statement import Clause, Statement

# How alike two clauses have to be (twice what they share, by all that both say), by the number of concepts
# they share: the fewer, the surer. Below, guesses are wrong more often than right.
_ALIKE = {1: 0.8, 2: 0.54, 3: 0.46, 4: 0.42}
_MOST = max(_ALIKE)
# Less, where another level agrees.
_WEAK = 0.38
# A sentence of several clauses, all of it, where none of its clauses tells enough, and its part in that.
_WHOLE = 0.6
_WEAK_WHOLE = 0.45
_PART = 0.5
# What a number, a medicine, a "before" belongs to has to be as alike as this to ask by itself.
_SAME_MATTER = {"number": 0.6, "name": 0.6, "order": 0.75}
# Two words of a pair of opposites are seldom near each other by chance: there less is enough.
_PLAIN = {"direction"}
_SHARED = 2
# Ten thousand list items are no text that anybody reads: what comes after so many is not looked at.
_MOST_SENTENCES = 1500


@dataclass(frozen=True, slots=True)
class Turn:
    """`says` has a turn of this kind, `lacks` seems to say the same without or the other way round.

    `sure` is how alike they are otherwise (0-1); one that is `weak` needs another level that agrees.
    """

    kind: str
    says: Statement
    lacks: Statement
    sure: float
    weak: bool


def turns(says: Text, lacks: Text, *, downwards: bool) -> Iterator[Turn]:
    """What `lacks` seems to have lost or turned of what `says` says; each kind once for a pair of sentences.

    `downwards` where `lacks` is the easier text.
    """
    seen: set[str] = set()
    for index, held in enumerate(says.each):
        all_kinds = kinds(held.whole)
        if not all_kinds or held.sentence.shown in seen or len(seen) == _MOST_SENTENCES:
            continue
        seen.add(held.sentence.shown)
        told: set[tuple[str, int]] = set()
        place = index / len(says.each)
        for clause in held.clauses:
            asked = all_kinds & kinds(clause)
            if not asked:
                continue
            near = _near(clause, held, place, lacks) or _wholly(clause, held, place, lacks, _WEAK_WHOLE)
            matches = [match for match in near if _is_enough(match)]
            if not matches and len(held.clauses) > 1:
                matches = _wholly(clause, held, place, lacks, _WHOLE)
            weak = not matches
            matches = matches or near
            if not matches:
                continue
            nearby = frozenset[str]().union(*(each.whole.like_not for each in says.around(index)))
            found = Found(clause, held, matches, lacks, downwards, nearby)
            for kind in sorted(asked):
                if (kind, found.best.index) not in told and RULES[kind](found):
                    told.add((kind, found.best.index))
                    unsure = found.best.alike < _SAME_MATTER.get(kind, 0)
                    plain = kind in _PLAIN and found.best.shared >= _SHARED
                    yield Turn(kind, held, found.lacks, found.best.alike, unsure or (weak and not plain))


def _near(clause: Clause, held: Statement, place: float, lacks: Text) -> list[Match]:
    """What is like a clause at all."""
    return [
        match
        for match in lacks.matches(clause, held.whole, place)
        if match.alike >= _WEAK and match.covered >= _PART and _may_say(held, lacks.each[match.index], match)
    ]


def _may_say(held: Statement, other: Statement, match: Match) -> bool:
    """A question says little of what is so, unless it is on the very same."""
    return held.asks == other.asks or match.alike >= _WHOLE


def _is_enough(match: Match) -> bool:
    """Whether a match is so alike that it may say the same."""
    return match.alike >= _ALIKE[max(1, min(int(match.shared + 0.5), _MOST))]


def _wholly(clause: Clause, held: Statement, place: float, lacks: Text, alike: float) -> list[Match]:
    """What is so like its whole sentence, and has enough of the clause."""
    weights = lacks.weights
    least = _PART * weights.of(clause.concepts)
    return [
        match
        for match in lacks.matches(held.whole, held.whole, place)
        if match.alike >= alike
        and 0 < least <= weights.of(clause.concepts & match.run.concepts)
        and _may_say(held, lacks.each[match.index], match)
    ]
