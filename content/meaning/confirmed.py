"""What editors confirmed: a difference that is right as it is, by whom, when and why.

An entry is of two sentences. Where either changes, it confirms nothing any more and is told of.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from content.article import Confirmation, Level
from content.meaning.difference import Difference
from content.meaning.telling import Said


class State(Enum):
    """What became of an entry: its sentence or the one it is held against is gone, or nothing asks for it."""

    CHANGED = "changed"
    OTHER_CHANGED = "other changed"
    UNUSED = "unused"


class Confirmations:
    """The entries of one article; they remember which were asked for."""

    def __init__(self, each: Sequence[Confirmation]) -> None:
        self._each = each
        self._used: set[int] = set()

    def confirms(self, difference: Difference, section: str, level: Level) -> bool:
        """Whether somebody confirmed this difference of a level's section."""
        sentence, against = _texts(difference)
        found = False
        for index, each in enumerate(self._each):
            if (each.code, each.section, each.level) != (difference.code, section, level):
                continue
            # One level's sentence is held against several: once confirmed, it is so against all.
            if _same(each.sentence, sentence) and (sentence or _same(each.against, against)):
                self._used.add(index)
                found = True
        return found

    def open(self, said: Mapping[tuple[str, Level], Said]) -> Iterator[tuple[int, Confirmation, State]]:
        """Entries that are stale or that nothing asked for, once all sections were looked at."""
        for index, each in enumerate(self._each):
            own = said.get((each.section, each.level))
            others = [
                text for (section, _), text in said.items() if section == each.section and text is not own
            ]
            if each.sentence and (own is None or not _stands(each.sentence, own)):
                yield index, each, State.CHANGED
            elif each.against and not any(_stands(each.against, text) for text in others):
                yield index, each, State.OTHER_CHANGED
            elif index not in self._used:
                yield index, each, State.UNUSED

    @staticmethod
    def stanza(difference: Difference, section: str, level: Level) -> str:
        """What to write in article.toml to confirm it, in one line."""
        sentence, against = _texts(difference)
        keys = {"code": difference.code, "section": section, "level": str(level)}
        keys |= {name: text for name, text in (("sentence", sentence), ("against", against)) if text}
        listed = ", ".join(f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in keys.items())
        return f"[[confirmed]] {listed}, by, on, why"


def _texts(difference: Difference) -> tuple[str, str]:
    sentence, against = difference.place, difference.other
    return sentence.text if sentence else "", against.text if against else ""


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _stands(sentence: str, said: Said) -> bool:
    return any(_same(sentence, each.shown) for each in said.telling.sentences)
