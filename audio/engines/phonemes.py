"""What a text sounds like, in IPA, as espeak-ng reads it: with the words that each sound belongs to.

The same library, lexicon and `[[mnemonics]]` as for espeak-ng's own voices, so a voice that speaks
phonemes says the same words and gets the same word events.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from audio.engine import DEFAULT_RATE
from audio.engines.pyttsx3_engine import Espeak, Listeners

CLAUSE_MARKS = ",;:"
SENTENCE_MARKS = ".?!"


@dataclass(frozen=True, slots=True)
class PhonemeWord:
    """A word begins with the phoneme `index`; `offset` and `length` are code points of the text."""

    offset: int
    length: int
    index: int


@dataclass(slots=True)
class Phonemes:
    """A text's phonemes, one code point each, with spaces between words and punctuation after clauses."""

    text: str
    phonemes: list[str] = field(default_factory=list)
    words: list[PhonemeWord] = field(default_factory=list)
    clause_ends: list[int] = field(default_factory=list)
    sentence_ends: list[int] = field(default_factory=list)

    def on_word(self, location: int, length: int) -> None:
        """A word begins."""
        if self.phonemes and self.phonemes[-1] != " ":
            self.phonemes.append(" ")
        self.words.append(PhonemeWord(location, length, len(self.phonemes)))

    def on_phoneme(self, ipa: str) -> None:
        """A sound of the last word; letters and their marks come apart, as Piper's tables have them."""
        self.phonemes += unicodedata.normalize("NFD", ipa)

    def on_clause_end(self, location: int) -> None:
        """Put the clause's punctuation, which espeak-ng does not tell, behind it."""
        last = self.words[-1] if self.words else PhonemeWord(0, 0, 0)
        behind = self.text[last.offset + last.length : location]
        mark = next((each for each in reversed(behind) if each in CLAUSE_MARKS + SENTENCE_MARKS), "")
        self.phonemes += mark
        if mark and mark in SENTENCE_MARKS:
            self.sentence_ends.append(len(self.phonemes))
        else:
            self.clause_ends.append(len(self.phonemes))

    def stretches(self, most: int) -> Iterator[tuple[int, int]]:
        """Cut after each sentence, and one of more than `most` phonemes after a clause, word or sound."""
        start, total = 0, len(self.phonemes)
        words = [word.index for word in self.words]
        while start < total:
            end = next((each for each in self.sentence_ends if each > start), total)
            if end - start > most:
                cuts = (_last_of(each, start, start + most) for each in (self.clause_ends, words))
                end = next(filter(None, cuts), start + most)
            yield start, end
            start = end


def _last_of(places: Sequence[int], after: int, upto: int) -> int:
    return max((each for each in places if after < each <= upto), default=0)


def read(espeak: Espeak, texts: Sequence[str], source: str) -> list[Phonemes]:
    """Ask an `Espeak` that tells phonemes. Raises SpeechFailed."""
    heard = [Phonemes(text) for text in texts]

    def on_word(name: str, location: int, length: int, sample: int) -> None:  # noqa: ARG001 - pyttsx3's names
        heard[int(name)].on_word(location, length)

    def on_phoneme(name: str, ipa: str) -> None:
        heard[int(name)].on_phoneme(ipa)

    def on_clause_end(name: str, location: int) -> None:
        heard[int(name)].on_clause_end(location)

    listeners: Listeners = {"started-word": on_word, "phoneme": on_phoneme, "ended-clause": on_clause_end}
    espeak.say(texts, source, DEFAULT_RATE, listeners)
    return heard
