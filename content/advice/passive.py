"""Passive voice: a form of "be" with a participle, or "get" with one where somebody does it.

Without a parser the participle is told from an adjective by lists (`rules.toml`): states are left
alone unless "by" follows. In doubt nothing is marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.advice.mark import Finder, Mark, over
from content.advice.model import Rule
from content.advice.reading import Seen, Whole
from content.advice.rules import words

_BE = frozenset(
    ["am", "is", "are", "was", "were", "be", "been", "being", "isn't", "aren't", "wasn't", "weren't"]
)
_GET = frozenset(["get", "gets", "got", "gotten", "getting"])
# "He's" may be "he has"; these are "are" and "am" always.
_SHORT_BE = ("'re", "'m")
# How many words may stand between "be" and its participle: "was not yet fully tested".
_BETWEEN = 4
_AFTER_THINGS = frozenset(
    [
        "by",
        "in",
        "to",
        "for",
        "with",
        "after",
        "at",
        "on",
        "from",
        "when",
        "if",
        "and",
        "or",
        "but",
        "during",
        "until",
        "before",
        "as",
        "because",
        "then",
        "so",
        "than",
        "while",
        "once",
        "only",
        "since",
        "through",
        "via",
        "over",
        "under",
        "within",
        "without",
        "every",
        "each",
        "daily",
        "again",
    ]
)


@dataclass(frozen=True, slots=True)
class _Lists:
    participles: frozenset[str]
    prefixes: frozenset[str]
    not_participles: frozenset[str]
    states: frozenset[str]
    before_things: frozenset[str]
    adverbs: frozenset[str]
    auxiliaries: frozenset[str]
    determiners: frozenset[str]


def finder(rule: Rule) -> Finder:
    """Finds passives, with the auxiliaries before them."""
    lists = _Lists(**{name: words(rule.data, name) for name in _Lists.__slots__})

    def find(found: Seen, _whole: Whole) -> Iterator[Mark]:
        for index, word in enumerate(found.lowers):
            be = word in _BE or word.endswith(_SHORT_BE)
            if not be and word not in _GET:
                continue
            end = _participle(found, index, lists, be=be)
            if end is not None:
                yield over(found, _beginning(found, index, lists), end)

    return find


def _participle(found: Seen, start: int, lists: _Lists, *, be: bool) -> int | None:
    lowers = found.lowers
    if start and lowers[start - 1] in {"there", "there's"}:
        return None
    asks = start < 2 and found.shown.rstrip().endswith("?")
    end = min(len(lowers), start + 2 + _BETWEEN)
    for index in range(start + 1, end):
        if not found.blank_after(index - 1):
            return None
        word = lowers[index]
        if be and word in {"been", "being"}:
            return None  # which begins its own
        if _is_participle(word, lists):
            return index if _is_done(found, index, lists, be=be) else None
        skipped = word in lists.adverbs or (word.endswith("ly") and len(word) > 4)
        # "Was the drug tested?": a few words of the subject stand between.
        subject = asks and (word in lists.determiners or lowers[index - 1] in lists.determiners)
        if not skipped and not subject:
            return None
    return None


def _is_participle(word: str, lists: _Lists) -> bool:
    if word in lists.participles:
        return True
    if word.endswith("ed") and len(word) > 3:
        # "FDA-approved" and "undiagnosed" are states.
        state = "-" in word or (word.startswith("un") and word[2:5] != "der")
        return word not in lists.not_participles and not state
    return any(
        word.startswith(prefix) and word[len(prefix) :] in lists.participles for prefix in lists.prefixes
    )


def _is_done(found: Seen, index: int, lists: _Lists, *, be: bool) -> bool:
    """Whether the participle at `index` tells of a deed, not of a state or of the thing after it."""
    lowers, word = found.lowers, found.lowers[index]
    following = lowers[index + 1] if found.blank_after(index) else ""
    if following == "by":
        return True
    if word in lists.states:
        return False
    if not be and word not in lists.participles:
        return False  # "get tested" is what a reader does
    if word == "used" and following == "to":
        after = lowers[index + 2] if found.blank_after(index + 1) else ""
        return after not in lists.determiners and not after.endswith("ing")
    if word in lists.before_things and following:
        return following in _AFTER_THINGS or following.endswith("ly")
    return True


def _beginning(found: Seen, index: int, lists: _Lists) -> int:
    while index and found.blank_after(index - 1):
        before = found.lowers[index - 1]
        helps = (
            before in lists.auxiliaries
            or before in _BE
            or before.endswith(("n't", "'ve", "'ll"))
            or before == "cannot"
        )
        aside = index > 1 and before in lists.adverbs and found.lowers[index - 2] in lists.auxiliaries
        if not helps and not aside:
            break
        index -= 1
    return index
