"""Two negatives in one thought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.advice.mark import Finder, Mark, over
from content.advice.model import Rule
from content.advice.reading import Seen, Whole
from content.advice.rules import number, words

_ENDS = frozenset(";:")
_ADVERBS = frozenset(
    [
        "at",
        "all",
        "very",
        "so",
        "always",
        "too",
        "entirely",
        "wholly",
        "quite",
        "really",
        "yet",
        "ever",
        "even",
        "often",
    ]
)
_NO = frozenset(("no", "nobody", "none", "nothing"))
# After one of these another thought begins.
_JOINTS = frozenset(("and", "but", "if", "because", "when", "so", "or"))


@dataclass(frozen=True, slots=True)
class _Lists:
    adjectives: frozenset[str]
    verbs: frozenset[str]
    later: frozenset[str]
    not_before: frozenset[str]
    within_words: int
    adjective_within: int
    verb_within: int


def finder(rule: Rule) -> Finder:
    """Finds "not uncommon", "did not fail", "never … without", "do not … unless"."""
    data = rule.data
    negators = words(data, "negators")
    lists = _Lists(
        words(data, "adjectives"),
        words(data, "verbs"),
        words(data, "later"),
        words(data, "not_before"),
        number(data, "within_words"),
        number(data, "adjective_within"),
        number(data, "verb_within"),
    )

    def find(found: Seen, _whole: Whole) -> Iterator[Mark]:
        last = -1
        for index, word in enumerate(found.lowers):
            if index > last and (word in negators or word.endswith("n't")):
                end = _second(found, index, lists)
                if end is not None:
                    yield over(found, index, end)
                    last = end

    return find


def _second(found: Seen, start: int, lists: _Lists) -> int | None:
    """The word that denies again what the word at `start` denies, or None."""
    lowers = found.lowers
    if not found.blank_after(start) or lowers[start + 1] in lists.not_before:
        return None
    far = 0  # words that are no adverbs
    for index in range(start + 1, min(len(lowers), start + 1 + lists.within_words)):
        gap, word = found.gap(index - 1), lowers[index]
        if word in _JOINTS or any(sign in _ENDS for sign in gap):
            return None
        if "," in gap and word not in lists.later:
            return None
        far += word not in _ADVERBS
        if word in lists.later or _denies(found, start, index, far, lists):
            return index
    return None


def _denies(found: Seen, start: int, index: int, far: int, lists: _Lists) -> bool:
    word, nothing = found.lowers[index], found.lowers[start] in _NO
    if word in lists.adjectives and far <= lists.adjective_within and not nothing:
        # "Not an unusual dose", but not "was not there unusual".
        return far == 1 or found.lowers[index - 1] in {"an", "a"}
    # "No drug fails", with one word between.
    return word in lists.verbs and far <= lists.verb_within + nothing
