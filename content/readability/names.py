"""Names in a text: words that have a capital where no sentence starts, and are never without."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CAPITAL = re.compile(r"(?<=[\w,;] )[A-Z][a-z][\w'-]*")
#: In a text where more words than this share have a capital, capitals do not tell names: headlines
#: Are Written So, and a hard word must not leave the measure by wearing one.
_MOST = 0.12


def names(text: str) -> frozenset[str]:
    """The names in prepared text, word by word. The first word of a sentence does not tell."""
    found = _CAPITAL.findall(text)
    if not found or len(found) > _MOST * max(40, text.count(" ")):
        return frozenset()
    plain = frozenset(word.rstrip(".,;:!?)\"'") for word in text.split())
    return frozenset(name for name in found if name.lower() not in plain)


def without(sentences: Iterable[str], left_out: frozenset[str]) -> str:
    """The prepared sentences, each with its stop, less these words, as one text."""
    if not left_out:
        return " ".join(sentences)
    # Longest first: "Mary-Ann" before "Mary".
    words = "|".join(re.escape(name) for name in sorted(left_out, key=lambda name: (-len(name), name)))
    pattern = re.compile(rf"\s*(?<![\w'-])(?:{words})(?![\w'-])")
    kept = []
    for sentence in sentences:
        named = any(name in sentence for name in left_out)
        kept.append(_without(pattern, sentence) if named else sentence)
    return " ".join(filter(None, kept))


def _without(pattern: re.Pattern[str], sentence: str) -> str:
    # What is left of a name in quotes is a pair of quotes: no word, yet a token to the formulas.
    words = [word for word in pattern.sub("", sentence[:-1]).split() if any(map(str.isalnum, word))]
    return " ".join(words).rstrip(",:;-") + sentence[-1] if words else ""
