"""How hard one sentence is by itself.

The grade is G, the mean of Flesch-Kincaid (Kincaid et al. 1975) and Coleman-Liau (1975), on the
sentence's own words, with two changes that make it steady for so small a sample:

- syllables and letters a word are averaged with those of `prior_words` words from a text at grade 6,
  so that one long word in a sentence of five does not send it to university;
- it stays within 0 and 18.

It does not depend on the sentences around it. The mean of sentences' grades is not the text's grade.
"""

from __future__ import annotations

from content.advice.model import Difficulty
from content.advice.rules import DifficultyPolicy
from content.readability.counts import Lexicon, list_words

HARDEST = 18.0
_NAMES: tuple[Difficulty, ...] = ("easy", "fair", "hard", "very hard")


def grade_of(text: str, lexicon: Lexicon, policy: DifficultyPolicy) -> float:
    """The grade, 0-18, of one prepared sentence; 0 where it has no word."""
    words = list_words(text)
    count = len(words)
    if not count:
        return 0.0
    known = lexicon.known
    syllables = letters = 0
    for word in words:
        lower = word.lower()
        of_word = known.get(lower)
        syllables += lexicon.hyphenated(lower) if of_word is None else of_word
        letters += len(word)
    size = count + policy.prior_words
    syllables_a_word = (syllables + policy.prior_words * policy.prior_syllables) / size
    letters_a_word = (letters + policy.prior_words * policy.prior_letters) / size
    flesch_kincaid = 0.39 * count + 11.8 * syllables_a_word - 15.59
    coleman_liau = 5.8 * letters_a_word - 29.6 / count - 15.8
    return min(HARDEST, max(0.0, (flesch_kincaid + coleman_liau) / 2))


def in_a_word(grade: float, policy: DifficultyPolicy) -> Difficulty:
    """A grade as "easy", "fair", "hard" or "very hard"; the limits are data (`rules.toml`)."""
    return _NAMES[sum(grade > limit for limit in policy.grades)]
