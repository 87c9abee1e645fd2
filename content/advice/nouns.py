"""Nouns that hide verbs, nouns in a heap, and "this" that may stand for either of two."""

from __future__ import annotations

from collections.abc import Iterator, Set

from content.advice.mark import Finder, Mark, over
from content.advice.model import Rule
from content.advice.reading import Seen, Whole
from content.advice.rules import number, table, words
from content.errors import PolicyError

# Words between the empty verb and the noun: "made a careful examination".
_BETWEEN = 2
# "The choice of" and "the review of" name things; nouns with these endings hide a verb.
_HIDING = ("tion", "sion", "ment", "ance", "tions", "sions", "ments")


def nominalisation(rule: Rule) -> Finder:
    """Finds verbs hidden in nouns; `plainer` is the verb."""
    carriers, determiners = words(rule.data, "carriers"), words(rule.data, "determiners")
    verbs = {noun: str(verb) for noun, verb in table(rule.data, "verbs").items()}
    verbs |= {_plural(noun): verb for noun, verb in verbs.items()}

    def find(found: Seen, _whole: Whole) -> Iterator[Mark]:
        for index, word in enumerate(found.lowers):
            verb = verbs.get(word)
            if verb is None or not index:
                continue
            start = _carrier(found, index, carriers, determiners)
            if start is not None:
                yield over(found, start, index, plainer=(verb,))
            elif word.endswith(_HIDING) and _between(found, index, "the", "of"):
                yield over(found, index - 1, index + 1, plainer=(verb,))

    return find


def _carrier(found: Seen, index: int, carriers: Set[str], determiners: Set[str]) -> int | None:
    """Where the empty verb stands that carries the noun at `index`, or None."""
    lowers = found.lowers
    for start in range(index - 2, max(-1, index - 3 - _BETWEEN), -1):
        if not (found.blank_after(start) and found.blank_after(start + 1)):
            return None
        if lowers[start + 1] in determiners:
            if lowers[start] in {"out", "on"} and start and lowers[start - 1].startswith("carr"):
                return start - 1
            return start if lowers[start] in carriers else None
    return None


def _between(found: Seen, index: int, before: str, after: str) -> bool:
    around = found.lowers[index - 1], *found.lowers[index + 1 : index + 2]
    return around == (before, after) and found.joined(index - 1, index + 2)


def stacked_nouns(rule: Rule) -> Finder:
    """Finds heaps of nouns, known pairs counted as one."""
    nouns, least = words(rule.data, "nouns"), number(rule.data, "least")
    plurals = {_plural(noun) for noun in nouns} - nouns
    nouns |= plurals
    listed = rule.data.get("pairs")
    if not isinstance(listed, list):
        raise PolicyError("A rule of advice needs the list 'pairs' in its data.")
    pairs = frozenset(listed)

    def find(found: Seen, _whole: Whole) -> Iterator[Mark]:
        lowers = found.lowers
        index, count = 0, len(lowers)
        while index < count:
            end = index
            while end < count and lowers[end] in nouns and (end == index or found.blank_after(end - 1)):
                end += 1
                if lowers[end - 1] in plurals:
                    break
            units = _units(lowers[index:end]) if end - index >= least else 0
            if units >= least:
                yield over(found, index, end - 1, counted=units)
            index = max(end, index + 1)

    def _units(run: list[str]) -> int:
        units = index = 0
        while index < len(run):
            index += 2 if " ".join(run[index : index + 2]) in pairs else 1
            units += 1
        return units

    return find


def vague_this(rule: Rule) -> Finder:
    """Finds "this" alone at a sentence's start where the sentence before joins two things."""
    data = rule.data
    these, verbs, tied = words(data, "words"), words(data, "verbs"), words(data, "tied")
    joints, least = words(data, "joints"), number(data, "least_words")

    def find(found: Seen, _whole: Whole) -> Iterator[Mark]:
        lowers, before = found.lowers, found.before
        if before is None or len(lowers) < 3 or lowers[0] not in these or lowers[1] not in verbs:
            return
        if not found.joined(0, 3) or lowers[2] in tied:
            return
        said = before.lowers
        if len(said) >= least and any(word in joints for word in said[2:-1]):
            yield over(found, 0, 0)

    return find


def _plural(noun: str) -> str:
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun[:-2] + "es" if noun.endswith("is") else noun + "es"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"
