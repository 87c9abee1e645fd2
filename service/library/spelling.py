"""What somebody may have meant whose word stands nowhere: a word that does, one slip of the hand away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from service.library.entry import Entry
from service.library.policy import policy


def counted(entries: Iterable[Entry]) -> Mapping[str, int]:
    """In how many articles each word stands."""
    found: Counter[str] = Counter()
    for entry in entries:
        found.update({word for words in _all_words(entry) for word in words})
    return found


def likeliest(word: str, known: Mapping[str, int]) -> str:
    """The known word that this one is one slip away from, in most articles; "" where there is none.

    A slip is a letter lost, added or mistaken, or two that changed places (Damerau, 1964).
    """
    if len(word) < policy().typo_letters:
        return ""
    near = {
        each for each in _slips(word, {sign for known_word in known for sign in known_word}) if each in known
    }
    return max(near, key=lambda each: (known[each], each), default="")


def _slips(word: str, letters: Iterable[str]) -> Iterator[str]:
    letters = sorted(letters)
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in letters:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]


def _all_words(entry: Entry) -> Iterator[Iterable[str]]:
    yield from entry.places.values()
    for part in entry.parts:
        yield part.words
