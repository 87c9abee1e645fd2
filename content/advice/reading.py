"""A sentence as the rules read it: its words with their places, and what is known of the whole text."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from content.readability.counts import Lexicon
from content.readability.text import LONGEST_TOKEN, Sentence

# A figure with its inner signs, or a word with its apostrophes and hyphens.
_WORD = re.compile(
    r"\d+(?:[.,:/\u2013-]\d+)*%?|\w+(?:['\u2019\u2010\u2011-]\w+)*",
)
_VOWELS = re.compile("[aeiouy]+")
# Hyphenating a word takes a fifth of a millisecond: these take as long as all else.
_MOST_HYPHENATED = 1000
_SAME = str.maketrans("\u2019\u2010\u2011", "'--")


@dataclass(slots=True, repr=False)
class Seen:
    """A sentence and its words; `starts` and `ends` are code points in `shown`.

    `lowers` are without curly signs. `before` is the sentence before it in its block, if there is one;
    `explained` are the words (by number) of terms that the reader has explained elsewhere.
    """

    sentence: Sentence
    kind: str
    shown: str
    words: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    before: Seen | None = None
    explained: Set[int] = frozenset()

    def gap(self, index: int) -> str:
        """What stands between word `index` and the one after it."""
        return self.shown[self.ends[index] : self.starts[index + 1]]

    def blank_after(self, index: int) -> bool:
        """Whether nothing but blanks stands between word `index` and a word after it."""
        return index + 1 < len(self.words) and self.gap(index).isspace()

    def joined(self, start: int, end: int) -> bool:
        """Whether the words `start` to `end` (exclusive) have nothing but blanks between them."""
        return all(self.blank_after(index) for index in range(start, end - 1))


@dataclass(slots=True, repr=False)
class Whole:
    """What the rules know of the whole text, and learn while they read it from its start.

    `told` are words remarked on where they were first used, `explained` those the text explains.
    Lives as long as one call, so that nothing of a text is kept.
    """

    lexicon: Lexicon
    names: Set[str]
    longest_sentence: float
    told: set[str] = field(default_factory=set)
    explained: set[str] = field(default_factory=set)
    hard: dict[str, bool] = field(default_factory=dict)


def remembering(lexicon: Lexicon) -> Lexicon:
    """The same lexicon, with every word hyphenated once only, for as long as one call.

    Beyond so many words that no dictionary has, which no prose has, syllables are groups of vowels.
    """
    counted: dict[str, int] = {}

    def hyphenated(word: str) -> int:
        if word.isdigit():
            return 1  # as every number has, and there may be thousands
        syllables = counted.get(word)
        if syllables is None:
            known = len(counted) < _MOST_HYPHENATED
            syllables = lexicon.hyphenated(word) if known else max(1, len(_VOWELS.findall(word)))
            counted[word] = syllables
        return syllables

    return Lexicon(lexicon.known, hyphenated, lexicon.easy)


def seen(sentence: Sentence, kind: str, before: Seen | None) -> Seen:
    """Read one sentence. A token longer than any word is left out."""
    shown = sentence.shown
    words, starts, ends = [], [], []
    for match in _WORD.finditer(shown):
        start, end = match.span()
        if end - start <= LONGEST_TOKEN:
            words.append(match.group())
            starts.append(start)
            ends.append(end)
    plain = shown.isascii()
    lowers = [word.lower() if plain else word.lower().translate(_SAME) for word in words]
    same_block = before is not None and before.sentence.block == sentence.block
    if before is not None:
        before.before = None  # or a text would be one long chain
    return Seen(sentence, kind, shown, words, lowers, starts, ends, before if same_block else None)


def whole_phrase(found: Seen, start: int, phrase: Sequence[str]) -> bool:
    """Whether the words of `phrase` stand at `start` with nothing but blanks between them."""
    end = start + len(phrase)
    return found.lowers[start:end] == list(phrase) and found.joined(start, end)
