"""One pass over a text that counts what textstat 0.7.13 counts with a pass for each formula.

textstat is the judge: a test holds every number here, and every formula made of them, equal to its
own (`tests/content/readability/test_counts.py`). Its habits that matter:

- words are what whitespace parts, less punctuation; an apostrophe stays before t, s, d, ve, ll, re;
- a sentence ends at every `.`, `!` and `?`, inside `1.5` too, and never at a line's end; it counts
  only with three words or more, while the words of shorter ones count all the same;
- Linsear Write looks at the first 100 words only.

Nothing of the text is kept after the call.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass

_FREE_APOSTROPHE = re.compile(r"'(?![tsd]|ve|ll|re)")
_PUNCTUATION = re.compile(r"[^\w\s']+")
_PUNCTUATION_IN_SENTENCES = re.compile(r"[^\w\s.]+")
_STOPS = str.maketrans("!?", "..")
# The same for ASCII, several times faster.
_ASCII = [chr(code) for code in range(128)]
_ASCII_PUNCTUATION = str.maketrans("", "", "".join(filter(_PUNCTUATION.match, _ASCII)))
_ASCII_IN_SENTENCES = _STOPS | str.maketrans(
    "", "", "".join(sign for sign in _ASCII if _PUNCTUATION_IN_SENTENCES.match(sign) and sign not in "!?")
)
#: textstat's Linsear Write looks at this many words.
_LINSEAR_WORDS = 100


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What textstat knows of words, all in lower case.

    `known` are the syllables of the words in its dictionary, `hyphenated` counts those of any other
    word; `easy` words are those it calls easy.
    """

    known: Mapping[str, int]
    hyphenated: Callable[[str], int]
    easy: Set[str]

    def syllables(self, word: str) -> int:
        """How many syllables a lower-case word has."""
        known = self.known.get(word)
        return self.hyphenated(word) if known is None else known


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of one text. `tokens` and `characters` are with punctuation, all else without.

    `hard` words are not on textstat's easy list; `hard_2` and `hard_3` of them have as many
    syllables or more. `polysyllables` have three syllables or more, `miniwords` three letters or
    fewer, `long_words` seven or more. `linsear_*` are of the first 100 words. `undigited` words have no
    digit in them, and `undigited_hard` of them are hard: ours, not textstat's.
    """

    words: int = 0
    tokens: int = 0
    sentences: int = 0
    syllables: int = 0
    letters: int = 0
    characters: int = 0
    hard: int = 0
    hard_2: int = 0
    hard_3: int = 0
    polysyllables: int = 0
    miniwords: int = 0
    long_words: int = 0
    linsear_points: int = 0
    linsear_sentences: int = 0
    undigited: int = 0
    undigited_hard: int = 0


def count(text: str, lexicon: Lexicon) -> Counts:
    """Count `text` once."""
    if not text:
        return Counts()
    tokens = text.split()
    words = list_words(text)
    known, easy = lexicon.known, lexicon.easy
    syllables_of: dict[str, int] = {}
    all_syllables = letters = hard = hard_2 = hard_3 = polysyllables = miniwords = long_words = 0
    digited = digited_hard = 0
    for word, times in Counter(words).items():
        lower = word.lower()
        syllables = known.get(lower)
        if syllables is None:
            syllables = lexicon.hyphenated(lower)
        syllables_of[word] = syllables
        length = len(word) if word.isalnum() else len(word) - word.count("'")
        all_syllables += syllables * times
        letters += length * times
        if syllables >= 3:
            polysyllables += times
        if length <= 3:
            miniwords += times
        elif length > 6:
            long_words += times
        has_digit = not word.isalpha() and any(map(str.isdigit, word))
        if has_digit:
            digited += times
        if lower not in easy:
            of_hard = syllables if lower.isalnum() else _syllables_apart(lower, lexicon)
            hard += times
            digited_hard += times if has_digit else 0
            hard_2 += times if of_hard >= 2 else 0
            hard_3 += times if of_hard >= 3 else 0
    sentences = _count_sentences(text)
    # A text of blanks is one sentence to textstat, except to its Linsear Write.
    first, first_sentences = words, sentences if tokens else 0
    if len(tokens) > _LINSEAR_WORDS:
        first, used = _first_words(tokens)
        first_sentences = sentences if used == len(tokens) else _count_sentences(" ".join(tokens[:used]))
    return Counts(
        words=len(words),
        tokens=len(tokens),
        sentences=sentences,
        syllables=all_syllables,
        letters=letters,
        characters=sum(map(len, tokens)),
        hard=hard,
        hard_2=hard_2,
        hard_3=hard_3,
        polysyllables=polysyllables,
        miniwords=miniwords,
        long_words=long_words,
        linsear_points=sum(_linsear_points(syllables_of[word]) for word in first),
        linsear_sentences=first_sentences,
        undigited=len(words) - digited,
        undigited_hard=hard - digited_hard,
    )


def list_words(text: str) -> list[str]:
    """The words as textstat lists them, in order, case kept."""
    if "'" in text:
        text = _FREE_APOSTROPHE.sub("", text)
    if text.isascii():
        return text.translate(_ASCII_PUNCTUATION).split()
    return _PUNCTUATION.sub("", text).split()


def _syllables_apart(lower: str, lexicon: Lexicon) -> int:
    # Lower case may part a letter from its mark ("İ"), and then textstat takes the mark away.
    return sum(lexicon.syllables(part) for part in list_words(lower))


def _count_sentences(text: str) -> int:
    if text.isascii():
        parts = text.translate(_ASCII_IN_SENTENCES).split(".")
    else:
        parts = _PUNCTUATION_IN_SENTENCES.sub("", text.translate(_STOPS)).split(".")
    # Up to two words are not a sentence; a text of nothing else is one.
    return max(1, sum(len(part.split(None, 2)) > 2 for part in parts))


def _first_words(tokens: list[str]) -> tuple[list[str], int]:
    """The first 100 words, and how many tokens (bare punctuation among them) they took."""
    used = _LINSEAR_WORDS
    taken = list_words(" ".join(tokens[:used]))
    while len(taken) < _LINSEAR_WORDS and used < len(tokens):
        taken += list_words(tokens[used])
        used += 1
    return taken, used


def _linsear_points(syllables: int) -> int:
    if syllables >= 3:
        return 3
    return 1 if syllables else 0
