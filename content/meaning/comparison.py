"""Two texts on the same matter, the one harder and the other easier: what they say differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from content.article import Block, Fact, Term
from content.meaning.alignment import Text, Weights
from content.meaning.cautions import lost
from content.meaning.definitions import definitions
from content.meaning.difference import Difference, Side, place_of, quoted
from content.meaning.facts import facts_missing
from content.meaning.figures import comparators, numbers, units
from content.meaning.names import names
from content.meaning.telling import Telling, telling
from content.meaning.turns import turns
from content.readability.text import Sentence

# A text of fewer words than this part of the harder one's (of so many at least) tells nearly nothing of it.
_EMPTIED = 0.08
_ENOUGH = 40
_MOST_OF_A_CODE = 200

_READ = "Read both, and mend it if the meaning changed."
_KINDS = {
    "negation": ("MEANING-004", 'may have lost its "not"', _READ),
    "hedge": ("MEANING-012", "may be surer than it was", _READ),
    "frequency": ("MEANING-013", "may say otherwise how often or how likely", _READ),
    "direction": ("MEANING-014", "may say the opposite direction", _READ),
    "order": ("MEANING-014", "may say another order of things", _READ),
    "warning": ("MEANING-015", "may have lost a warning", "Keep what readers are told to do or to avoid."),
    "time": ("MEANING-021", "may speak of another time", _READ),
    "number": ("MEANING-021", "may have another number", _READ),
    "name": ("MEANING-016", "may name another medicine", _READ),
}
#: Of these it cannot be told which of two texts was changed.
SYMMETRIC = frozenset({"frequency", "direction", "order", "time", "number", "name"})


def compare(
    harder: Sequence[Block],
    easier: Sequence[Block],
    *,
    glossary: Sequence[Term] = (),
    facts: Sequence[Fact] = (),
) -> tuple[Difference, ...]:
    """What `easier` seems to say otherwise than `harder`, in its own order; what it lacks at the end.

    Errors are numbers that were added or lost, declared `facts` that are missing, and a text without text.
    All else is a hint to a person. Of each code the first 200 are told: a text with as many is another text.
    Bounds and turns of meaning are looked for in the first 3,000 sentences of each, numbers and names in all.
    Two texts of 5,000 words each take under 1.5 s; nothing of them is kept.
    """
    one, other = telling(harder), telling(easier)
    if gone := emptied(one, other):
        return (gone,)
    found = chain(
        facts_missing(facts, other),
        numbers(one, other),
        units(one, other),
        names(one, other, glossary),
        definitions((one,), (other,), glossary),
        (each for each in wordings(one, other) if not each.weak),
    )
    return tuple(sorted(_first(found), key=_order))


def _first(found: Iterable[Difference]) -> Iterator[Difference]:
    """The first of each code, each once."""
    told: dict[str, set[Difference]] = {}
    for each in found:
        alike = told.setdefault(each.code, set())
        if len(alike) < _MOST_OF_A_CODE and each not in alike:
            alike.add(each)
            yield each


def wordings(harder: Telling, easier: Telling) -> Iterator[Difference]:
    """What two tellings of one section say otherwise: bounds, warnings, and the turns of sentences."""
    yield from comparators(harder, easier)
    weights = Weights(harder.first, easier.first)
    one, other = Text(harder.first, weights), Text(easier.first, weights)
    for each in lost(one, other):
        near = each.near.sentence if each.near else None
        yield differing("warning", each.says.sentence, near, "easier", each.sure)
    asked = set()
    for turn in turns(one, other, downwards=True):
        there, here = turn.says.sentence, turn.lacks.sentence
        asked.add((turn.kind, there, here))
        yield differing(turn.kind, there, here, "easier", turn.sure, weak=turn.weak)
    for turn in turns(other, one, downwards=False):
        there, here = turn.lacks.sentence, turn.says.sentence
        if (turn.kind, there, here) not in asked:
            changed: Side = "easier" if turn.kind in SYMMETRIC else "harder"
            yield differing(turn.kind, there, here, changed, turn.sure, weak=turn.weak)


def emptied(harder: Telling, easier: Telling) -> Difference | None:
    """A text without text, or with next to none, where the harder one has some."""
    before, after = (sum(each.words for each in text.body) for text in (harder, easier))
    if not before or after >= _EMPTIED * before or (after and before < _ENOUGH):
        return None
    return Difference(
        "MEANING-018",
        "emptied",
        f"Of {before} words of the harder text, {after} are left",
        "Write the section, or leave it out at every level.",
        place_of(harder.body[0]),
        place_of(easier.body[0]) if easier.body else None,
    )


def differing(
    kind: str,
    harder: Sentence | None,
    easier: Sentence | None,
    changed: Side,
    sure: float = 1.0,
    *,
    weak: bool = False,
) -> Difference:
    """A difference of this kind between two sentences, told of the one to mend."""
    code, what, remedy = _KINDS[kind]
    there, here = (place_of(each) if each else None for each in (harder, easier))
    lacks, says = (here, there) if changed == "easier" else (there, here)
    whose = "the harder text" if changed == "easier" else "the easier text"
    told = f"{quoted(lacks)} {what}: {whose} has {quoted(says)}"
    if lacks is None:
        told = f"No sentence has what {whose} warns of: {quoted(says)}"
    return Difference(code, kind, told, remedy, there, here, changed, sure, weak=weak)


def _order(each: Difference) -> tuple[object, ...]:
    last = (1 << 30, 0, 0)
    here = (each.easier.block, each.easier.start, each.easier.end) if each.easier else last
    there = (each.harder.block, each.harder.start, each.harder.end) if each.harder else last
    return (here, there, each.code, each.message)
