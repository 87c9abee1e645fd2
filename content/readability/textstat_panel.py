"""The only importer of textstat: its dictionaries, its version, and its own word on any text.

Two habits of textstat's are mended here, both on the way to its syllable counts:

- It loads CMU's dictionary through NLTK, which fetches it from the network where it is missing, and
  since 3.10 refuses a folder that the owner's group may write to, as any clone under umask 002 is.
  So textstat is handed the shipped dictionary, which is then all that it looks into.
- NLTK keeps every pronunciation, 111 MB; counts alone are a tenth of that.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b
from typing import Any

from content.errors import ReadabilityUnavailable
from content.readability import dictionary
from content.readability.counts import Lexicon, count
from content.readability.formulas import METRICS, metrics

_LANGUAGE = "en_US"
# So many words' counts are kept: a drug's name, which no dictionary has, comes again and again.
_HYPHENATED_WORDS = 4096
# A dose with every habit in it that the shared pass has to know of.
_SAMPLE = "Don't take 1.5 mg. Hmm! The antidepressants' side-effects, e.g. İlness, were worse? " * 9
_lock = threading.Lock()


class Pronunciations(Mapping[str, Sequence[Sequence[str]]]):
    """CMU's dictionary as textstat asks for it, from syllable counts alone."""

    def __init__(self, syllables: Mapping[str, int]) -> None:
        self._syllables = syllables

    def __getitem__(self, word: str) -> Sequence[Sequence[str]]:
        return (("0",) * self._syllables[word],)

    def __iter__(self) -> Any:
        return iter(self._syllables)

    def __len__(self) -> int:
        return len(self._syllables)


def warm() -> None:
    """Load everything, before forking and before the first request; about a second, once.

    Raises `ReadabilityUnavailable` where a dictionary is missing or damaged, or where the installed
    textstat does not give the numbers of the shared pass.
    """
    lexicon()


def lexicon() -> Lexicon:
    """What textstat knows of words: CMU's syllables, else pyphen's, and the easy ones.

    Raises `ReadabilityUnavailable`.
    """
    with _lock:  # many threads may ask first; loading twice costs a second and the memory
        return _load()


def hyphens(word: str) -> tuple[int, ...]:
    """Before which letters pyphen's patterns would part a lower-case word.

    Only for published words: pyphen keeps them.
    """
    from textstat.backend.utils import get_pyphen  # type: ignore[import-untyped]

    # Not `positions` of pyphen itself, which leaves out places one letter from an end.
    return tuple(int(place) for place in get_pyphen(_LANGUAGE).hd.positions(word))


def version() -> str:
    """The version of textstat, to be shown with every score."""
    # Imported late, as everywhere here: it pulls in NLTK, a second that `plainspoken list` need not wait.
    import textstat  # type: ignore[import-untyped]

    return ".".join(map(str, textstat.__version__))


def judge(text: str) -> dict[str, float]:
    """Ask textstat itself for its numbers on `text`, each by its own function: slow, and the last word.

    It keeps the last 128 texts it saw; not for the texts of partners.
    """
    lexicon()
    return _ask_textstat(text)


@cache
def _load() -> Lexicon:
    table = dictionary.syllables()
    try:
        from textstat.backend.counts import _count_syllables  # type: ignore[import-untyped]
        from textstat.backend.utils import (
            get_lang_easy_words,
            get_pyphen,
        )
    except ImportError as error:
        raise ReadabilityUnavailable(f"textstat can't be used: {error}.") from error
    hyphens = get_pyphen(_LANGUAGE)

    salt = os.urandom(16)
    kept: dict[bytes, int] = {}

    def hyphenated(word: str) -> int:
        if word.isascii() and word.isdecimal():
            return 1  # no pattern of pyphen's has a digit: a page of figures need not be looked up
        # pyphen keeps every word it ever hyphenated. Words of somebody's text must not stay here: what is
        # kept is their count, by a digest that tells nothing.
        key = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=16, key=salt).digest()
        syllables = kept.get(key)
        if syllables is None:
            if len(kept) >= _HYPHENATED_WORDS:
                kept.clear()
            syllables = kept[key] = len(hyphens.positions(word)) + 1
            hyphens.hd.cache.clear()
        return syllables

    pronunciations = Pronunciations(table)
    _count_syllables.get_cmudict = lambda _: pronunciations
    loaded = Lexicon(table, hyphenated, frozenset(get_lang_easy_words(_LANGUAGE)))
    _prove(loaded)
    return loaded


def _prove(loaded: Lexicon) -> None:
    ours, theirs = metrics(count(_SAMPLE, loaded)), _ask_textstat(_SAMPLE)
    different = [name for name in METRICS if abs(ours[name] - theirs[name]) > 1e-9]
    if different:
        raise ReadabilityUnavailable(
            f"textstat {version()} scores differently than the version Plainspoken was made for "
            f"({', '.join(different)}). Install the locked version, 0.7.13."
        )


def _ask_textstat(text: str) -> dict[str, float]:
    from textstat.textstat import textstatistics  # type: ignore[import-untyped]

    own = textstatistics()  # the package's shared instance may have been set to another language
    return {name: float(getattr(own, name)(text)) for name in METRICS}
