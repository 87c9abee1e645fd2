"""Hard words, and words and phrases for which the list has plainer ones."""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import cache

from content.advice.explaining import explains
from content.advice.inflection import stems
from content.advice.mark import Finder, Mark, over
from content.advice.model import Rule
from content.advice.plain_words import Listed, listed
from content.advice.reading import Seen, Whole, whole_phrase
from content.advice.rules import number, rules, words

_NAMING = frozenset(("called", "named", "means", "meaning"))


def plainer_word(_rule: Rule) -> Finder:
    """Finds single words of the list."""
    single = single_words()

    def find(found: Seen, whole: Whole) -> Iterator[Mark]:
        for index, lower in enumerate(found.lowers):
            entry = single.get(lower)
            if entry is None or index in found.explained or lower in whole.explained:
                continue
            if _is_name(found, index, whole) or _in_phrase(found, index):
                continue
            if explains(found, index, index, _NAMING):
                whole.explained.add(lower)
                continue
            yield _mark(found, index, index, entry)

    return find


def wordy_phrase(_rule: Rule) -> Finder:
    """Finds phrases of the list, the longest first."""

    def find(found: Seen, _whole: Whole) -> Iterator[Mark]:
        end = 0
        for index in range(len(found.lowers)):
            if index < end:
                continue
            entry = phrase_at(found, index)
            if entry and not any(each in found.explained for each in range(index, index + len(entry.words))):
                end = index + len(entry.words)
                yield _mark(found, index, end - 1, entry)

    return find


def hard_word(rule: Rule) -> Finder:
    """Finds hard words at their first use that the list has nothing plainer for."""
    known, naming = known_words(), words(rule.data, "naming")
    least = number(rule.data, "syllables")
    in_list = single_words().keys()

    def find(found: Seen, whole: Whole) -> Iterator[Mark]:
        hard = whole.hard
        for index, lower in enumerate(found.lowers):
            verdict = hard.get(lower)
            if verdict is None:
                verdict = hard[lower] = lower not in in_list and _is_hard(lower, whole, known, least)
            if not verdict or lower in whole.told or lower in whole.explained or index in found.explained:
                continue
            if _is_name(found, index, whole) or _in_phrase(found, index):
                continue
            if explains(found, index, index, naming):
                whole.explained.add(lower)
            else:
                whole.told.add(lower)
                yield over(found, index, index)

    return find


@cache
def known_words() -> frozenset[str]:
    """Long words in daily use: the hard-word rule's own list."""
    return next(words(rule.data, "known") for rule in rules() if rule.name == "hard-word")


def _mark(found: Seen, first: int, last: int, entry: Listed) -> Mark:
    return over(
        found, first, last, plainer=entry.word.plainer, unless=entry.word.unless, inflected=entry.inflected
    )


@cache
def single_words() -> dict[str, Listed]:
    """The single words of the list in every form."""
    return {entry.words[0]: entry for entry in listed() if len(entry.words) == 1}


def phrase_at(found: Seen, index: int) -> Listed | None:
    """The longest phrase of the list that starts at word `index`."""
    for entry in phrases().get(found.lowers[index], ()):
        if whole_phrase(found, index, entry.words):
            return entry
    return None


@cache
def phrases() -> dict[str, list[Listed]]:
    """The phrases of the list by their first word, the longest first."""
    by_first: dict[str, list[Listed]] = {}
    for entry in sorted(listed(), key=lambda each: -len(each.words)):
        if len(entry.words) > 1:
            by_first.setdefault(entry.words[0], []).append(entry)
    return by_first


def _in_phrase(found: Seen, index: int) -> bool:
    """Whether the word is the first of a phrase that is remarked on as a whole."""
    return found.lowers[index] in phrases() and phrase_at(found, index) is not None


def _is_hard(lower: str, whole: Whole, known: Set[str], least: int) -> bool:
    if not lower[0].isalpha() or any(map(str.isdigit, lower)):
        return False
    for part in lower.removesuffix("'s").split("-"):
        if part.isalpha() and whole.lexicon.syllables(part) >= least:
            easy = whole.lexicon.easy
            if not any(stem in easy or stem in known for stem in stems(part)):
                return True
    return False


def _is_name(found: Seen, index: int, whole: Whole) -> bool:
    word = found.words[index]
    if not word[0].isupper():
        return False
    # A heading may have capitals all over; short forms have a rule of their own.
    return word in whole.names or word.isupper() or (index > 0 and found.kind != "heading")
