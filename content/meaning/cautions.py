"""Warnings and orders to the reader that one text gives and another does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.meaning.alignment import Text
from content.meaning.lexicon import lexicon
from content.meaning.statement import Clause, Statement, joined

# Less of a warning's words (0-1, by weight) in the sentences that are most like it: it is not there.
_GONE = 0.3
# Up to here it is there only if those sentences warn as well.
_DOUBTFUL = 0.5
# So much is enough where the most alike sentence warns, too.
_HINT = 0.2
# A warning of fewer concepts says too little to be looked for.
_FEWEST = 2
_SPAN = 2
# What comes after so many sentences is not looked at.
_MOST_SENTENCES = 1500


@dataclass(frozen=True, slots=True)
class Lost:
    """`says` warns; `near` is what is most like it in the other text, if anything is, and does not."""

    says: Statement
    near: Statement | None
    sure: float


def lost(says: Text, lacks: Text) -> Iterator[Lost]:
    """Every warning of `says` that is not in `lacks`."""
    seen: set[str] = set()
    for index, held in enumerate(says.each):
        if held.sentence.shown in seen or len(seen) == _MOST_SENTENCES:
            continue
        seen.add(held.sentence.shown)
        if not warns_here(held) or len(held.whole.concepts) < _FEWEST:
            continue
        place = index / len(says.each)
        covered, near, around = _told(held, place, says, lacks)
        if covered < _GONE and not (near and covered >= _HINT and warns_here(near)):
            yield Lost(held, None, 1 - covered)
        elif _asks(held, covered) and not any(map(may_warn, around)):
            yield Lost(held, near, covered)


def _asks(held: Statement, covered: float) -> bool:
    return covered < _DOUBTFUL or "strong" in held.whole.values("warning")


def warns_here(held: Statement) -> bool:
    """Whether a sentence warns, by its own words or by what leads in its list."""
    # What stands under "call for help if:" is a warning, each.
    return held.orders or warns(held.whole) or (held.lead is not None and warns(held.lead))


def warns(clause: Clause) -> bool:
    """Whether a clause warns, or tells the reader what to do or leave."""
    return any(mark.kind in {"warning", "order"} for mark in clause.marks)


def may_warn(each: Statement) -> bool:
    """Whether a sentence may be a warning in whatever words."""
    if warns_here(each):
        return True
    return warns(each.whole) or each.whole.nots > 0 or bool(lexicon().like_warning & each.whole.words)


def _told(
    held: Statement, place: float, says: Text, lacks: Text
) -> tuple[float, Statement | None, list[Statement]]:
    """How much of it is told at best (0-1), where, and in which sentences."""
    weights = says.weights
    weight = weights.of(held.whole.concepts)
    best: tuple[float, Statement | None, list[Statement]] = (0.0, None, [])
    for match in lacks.matches(held.whole, held.whole, place)[:4]:
        around = lacks.around(match.index, _SPAN, _SPAN)
        covered = weights.of(held.whole.concepts & joined(each.whole for each in around).concepts) / weight
        if covered > best[0]:
            best = covered, lacks.each[match.index], around
    return best
