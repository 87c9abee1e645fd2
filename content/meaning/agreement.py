"""The levels of a section held against each other, and what that finds for an editor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from content.article import Level
from content.meaning.comparison import SYMMETRIC, differing, wordings
from content.meaning.difference import Difference, Place
from content.meaning.telling import Said
from content.meaning.votes import outvoted


@dataclass(frozen=True, slots=True)
class Asked:
    """A difference between two levels of a section: `said` is the one to mend, held against `other`."""

    difference: Difference
    said: Said
    other: Said

    @property
    def sentence(self) -> Place | None:
        """The sentence to mend, if there is one."""
        return self.difference.place

    @property
    def against(self) -> Place | None:
        """What it is held against."""
        return self.difference.other


def disagreements(levels: Sequence[Said]) -> Iterator[Asked]:
    """What the levels of one section, hardest first, say differently; each sentence once for a code.

    Each level is held against every other. A match that is too weak to ask by itself asks where two levels
    agree on it.
    """
    asked: set[tuple[str, Level, object]] = set()
    weak: dict[tuple[str, Level, object], Asked] = {}
    for each in _every(levels):
        key = each.difference.code, each.said.level, each.sentence or each.against
        if key in asked:
            continue
        if each.difference.weak and (key not in weak or weak[key].other is each.other):
            weak.setdefault(key, each)
            continue
        asked.add(key)
        # Neighbours come first: their wordings are nearest, so they are the plainest to show to an editor.
        yield weak.get(key, each) if each.difference.weak else each


def _every(levels: Sequence[Said]) -> Iterator[Asked]:
    pairs = sorted(combinations(range(len(levels)), 2), key=lambda pair: (pair[1] - pair[0], pair))
    for one, other in pairs:
        harder, easier = levels[one], levels[other]
        for difference in wordings(harder.telling, easier.telling):
            if difference.changed == "easier" or difference.kind in SYMMETRIC:
                yield Asked(difference, easier, harder)
            if difference.changed == "harder" or (difference.weak and difference.kind in SYMMETRIC):
                yield Asked(replace(difference, changed="harder"), harder, easier)
    for each in outvoted([level.telling.statements for level in levels]):
        said, against = levels[each.level], levels[each.other]
        if against.level.rank < said.level.rank:
            yield Asked(differing("warning", each.says.sentence, None, "easier"), said, against)
        else:
            yield Asked(differing("warning", None, each.says.sentence, "harder"), said, against)
