"""Where an English word may be parted into its syllables, to be shown so to a reader.

A wrong break would teach a reader a wrong word, so a word is parted only where two sources agree:
pyphen's patterns say where, CMU's dictionary says how many. Words that they part wrongly or not at
all stand in `syllables.toml`. Any other word is left whole.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from content.readability.textstat_panel import hyphens, lexicon

_SIGN = "·"
_VOWELS = frozenset("aeiouy")
_POSSESSIVE = "'s"


def breaks(word: str) -> tuple[int, ...]:
    """Before which letters a word is parted, counted from 0; none for a word that is best left whole.

    `word` is letters, with an apostrophe inside at most. Raises `ReadabilityUnavailable`.
    """
    if not word[1:].islower():
        return ()  # an abbreviation is read by its letters, and one letter has no parts
    plain = word.lower().replace("\u2019", "'")
    return _listed().get(plain) or _agreed(plain) or _of_owner(plain)


def _of_owner(word: str) -> tuple[int, ...]:
    # Only where the ending adds no syllable: that of "nurse's" does, and its break is not known.
    owner = word.removesuffix(_POSSESSIVE)
    if owner == word or owner[-1:] in "sxz" or owner[-2:] in {"ch", "sh", "ce", "ge", "se", "ze"}:
        return ()
    return _listed().get(owner) or _agreed(owner)


def _agreed(word: str) -> tuple[int, ...]:
    wanted = lexicon().known.get(word, 1) - 1
    if not wanted:
        return ()
    found = hyphens(word)
    # A single letter is parted off only where the word has too few syllables without it.
    for least in (2, 1):
        places = tuple(place for place in found if least <= place <= len(word) - least)
        if len(places) == wanted and all(_VOWELS & set(piece) for piece in _pieces(word, places)):
            return places
    return ()


def _pieces(word: str, places: tuple[int, ...]) -> list[str]:
    return [word[start:end] for start, end in zip((0, *places), (*places, len(word)), strict=True)]


@cache
def _listed() -> Mapping[str, tuple[int, ...]]:
    text = resources.files("content.readability").joinpath("syllables.toml").read_text("utf-8")
    parted = (each.split(_SIGN) for each in tomllib.loads(text)["words"])
    return {"".join(pieces): _places(pieces) for pieces in parted}


def _places(pieces: list[str]) -> tuple[int, ...]:
    ends = [len(pieces[0])]
    for piece in pieces[1:-1]:
        ends.append(ends[-1] + len(piece))
    return tuple(ends)
