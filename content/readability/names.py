"""Names in a text: words that have a capital where no sentence starts, and are never without."""

from __future__ import annotations

import re
from collections.abc import Iterable

# The capital first: the search then runs from one to the next instead of looking at every sign.
_CAPITAL = re.compile(r"[A-Z](?<=[\w,;] [A-Z])[a-z][\w'-]*")
# Not an expression made of the names: Python keeps those that it made, and names are a text's own.
_WORD = re.compile(r"\s*([\w'-]+)")
#: In a text where more words than this share have a capital, capitals do not tell names: headlines
#: Are Written So, and a hard word must not leave the measure by wearing one.
_MOST = 0.12


def names(text: str) -> frozenset[str]:
    """The names in prepared text, word by word. The first word of a sentence does not tell."""
    found = _CAPITAL.findall(text)
    if not found or len(found) > _MOST * max(40, text.count(" ")):
        return frozenset()
    plain = {word.rstrip(".,;:!?)\"'") for word in set(text.split())}
    return frozenset(name for name in found if name.lower() not in plain)


def without(sentences: Iterable[str], left_out: frozenset[str]) -> str:
    """The prepared sentences, each with its stop, less these words, as one text."""
    if not left_out:
        return " ".join(sentences)

    def kept_word(found: re.Match[str]) -> str:
        return "" if found[1] in left_out else found[0]

    kept = []
    for sentence in sentences:
        for name in left_out:  # a generator in `any` would take twice as long, and this is asked often
            if name in sentence:
                kept.append(_tidied(_WORD.sub(kept_word, sentence[:-1]), sentence[-1]))
                break
        else:
            kept.append(sentence)
    return " ".join(filter(None, kept))


def _tidied(words: str, stop: str) -> str:
    # What is left of a name in quotes is a pair of quotes: no word, yet a token to the formulas.
    kept = [word for word in words.split() if any(map(str.isalnum, word))]
    return " ".join(kept).rstrip(",:;-") + stop if kept else ""
