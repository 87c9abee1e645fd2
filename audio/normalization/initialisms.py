"""Capitals that no lexicon knows: said letter by letter where a voice would make a word of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audio.normalization.edits import Edit, Reading
from audio.normalization.folding import Folded
from audio.normalization.language import Language
from audio.normalization.terms import with_ending

_CAPITALS = re.compile(r"(?<![^\W_])[A-Z]{2,5}(?P<ending>'s|s'|s)?(?![^\W_])")
_SHOUTED = re.compile(r"(?<![^\W_])[A-Z][A-Z'\u2019]*(?:[ -][A-Z][A-Z'\u2019]*)+(?![^\W_])")
_VOWELS = frozenset("AEIOUY")


def shouted(folded: Folded, language: Language) -> bytearray:
    """1 for each code point that is part of words in capitals, such as a headline, and no initialism.

    Those are two or more words, with a common one among them or one of seven letters or more.
    """
    loud = bytearray(len(folded.plain))
    for match in _SHOUTED.finditer(folded.plain):
        words = re.findall(r"[A-Z]{2,}", match[0])
        if any(len(word) > 6 or word.lower() in language.common for word in words):
            loud[match.start() : match.end()] = b"\1" * len(match[0])
    return loud


def initialisms(folded: Folded, language: Language, loud: bytearray, rank: int) -> Iterator[Reading]:
    """Readings for capitals that are not `shouted`. None in a language whose common words are not known."""
    for match in _CAPITALS.finditer(folded.plain) if language.common else ():
        start, end, ending = *match.span(), match["ending"]
        letters = match[0].removesuffix(ending or "")
        if loud[start] or letters.lower() in language.common:
            continue
        right = letters in language.read_by_letters or _no_vowels(letters)
        if _is_spelled(letters) and (ending or not right):
            said = with_ending(_letter_by_letter(letters, ending), ending)
            yield Reading(rank, start, end, (Edit(start, end, said),))


def _letter_by_letter(letters: str, ending: str | None) -> str:
    # Between blanks espeak-ng takes an A for an article; two letters with an ending it takes for an address.
    return ("-" if ending and len(letters) == 2 else ".").join(letters)


def _no_vowels(letters: str) -> bool:
    # espeak-ng spells these of its own accord.
    return not _VOWELS & set(letters)


def _is_spelled(letters: str) -> bool:
    """Three letters are, and more with at most one vowel among four: "COPD", but not "NATO"."""
    vowels = sum(letter in _VOWELS for letter in letters)
    return len(letters) <= 3 or vowels == 0 or (len(letters) == 4 and vowels == 1)
