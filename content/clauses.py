"""Clauses of a sentence: what each is about, how often it says "not", and whether it warns.

The words that tell are data: `polarity.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources

from content.readability.text import Sentence

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
# "that" and "and" more often go on with a thought than start another.
_BREAK = re.compile(
    r"[,;:()]+|\s-\s|\b(?:because|but|although|though|whereas|while|since|so|when|if|which|until|unless)\b"
)
# Nothing is denied by these.
_NO_DENIAL = re.compile(
    r"\b(?:not (?:only|just|merely|simply)|no (?:matter|doubt|wonder)|(?:whether )?or not|if not)\b"
)
# A clause may be told in so many of the other text's.
_LONGEST_RUN = 3
_MOST_CLAUSES = 30


@dataclass(frozen=True, slots=True)
class Clause:
    """The stems of the words of a clause; `content` are those that are not mere function words.

    `negations` is how often it says "not", `like_not` the words in it that may stand for one.
    """

    words: frozenset[str]
    content: frozenset[str]
    negations: int
    like_not: frozenset[str]
    warns: bool
    like_warning: bool


@dataclass(frozen=True)
class Stance:
    """A sentence, all of it as one clause, and by its clauses; these only few sentences need."""

    sentence: Sentence
    whole: Clause

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Each clause on its own."""
        parts = _parts(self.sentence.text.lower())
        # A list without end would be compared with its like, each with each.
        return tuple(map(_clause, parts)) if 1 < len(parts) <= _MOST_CLAUSES else (self.whole,)

    @cached_property
    def runs(self) -> tuple[Clause, ...]:
        """What may tell a clause of another text: one clause or some that follow each other."""
        return _runs(self.clauses, _LONGEST_RUN)


@cache
def _lists() -> dict[str, str]:
    data = resources.files("content").joinpath("polarity.toml").read_text("utf-8")
    return tomllib.loads(data)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_lists()[name].split())


@cache
def stems_of(name: str) -> frozenset[str]:
    """The stems of a list in `polarity.toml`: "warning", "like_warning" or "function"."""
    return frozenset(map(_stem, _words(name)))


@cache
def _same() -> dict[str, str]:
    lines = _lists()["swapped"].strip().splitlines()
    return {word: line.split()[0] for line in lines for word in line.split()}


def stance(sentence: Sentence) -> Stance:
    """The stance of a sentence."""
    return Stance(sentence, _clause(sentence.text.lower()))


def _clause(text: str) -> Clause:
    """All of `text`, which is in lower case, as one clause."""
    if "not" in text or "no " in text:
        text = _NO_DENIAL.sub(" ", text)
    tokens = _WORD.findall(text)
    says_not = _words("not")
    words = set(tokens) - says_not
    negations = sum(token in says_not for token in tokens) if len(words) < len(tokens) else 0
    if "n't" in text:
        short = {word for word in words if word.endswith("n't")}
        negations += sum(token in short for token in tokens)
        words -= short
    stems = frozenset(map(_stem, words))
    return Clause(
        stems,
        stems - stems_of("function"),
        negations,
        _words("like_not") & words,
        not stems.isdisjoint(stems_of("warning")),
        not stems.isdisjoint(stems_of("like_warning")),
    )


def _runs(parts: Sequence[Clause], longest: int) -> tuple[Clause, ...]:
    """Every `longest` or fewer of `parts` that follow each other, made one."""
    found = [*parts]
    before: Sequence[Clause] = parts
    for length in range(2, min(longest, len(parts)) + 1):
        before = [_joined(one, other) for one, other in zip(before, parts[length - 1 :], strict=False)]
        found += before
    return tuple(found)


def _joined(one: Clause, other: Clause) -> Clause:
    return Clause(
        one.words | other.words,
        one.content | other.content,
        one.negations + other.negations,
        one.like_not | other.like_not,
        one.warns or other.warns,
        one.like_warning or other.like_warning,
    )


def _parts(text: str) -> list[str]:
    """`text` cut where clauses start; one that is about nothing goes with the next."""
    starts = [match.start() for match in _BREAK.finditer(text)]
    function, says_not = stems_of("function"), _words("not")
    parts = []
    at = 0
    for end in [*starts, len(text)]:
        part = text[at:end]
        if any(_stem(word) not in function for word in _WORD.findall(part) if word not in says_not):
            parts.append(part)
            at = end
    if at < len(text):
        parts.append(text[at:])
    return parts


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """Enough of `word` to know it by, whatever its ending, or the word it is often swapped for."""
    word = _same().get(word, word).removesuffix("'s")
    for ending in ("ing", "ed", "es", "ly", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:6]
