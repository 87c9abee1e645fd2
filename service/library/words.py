"""Words as they are looked for: without case, accents and signs."""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable

from service.library.policy import policy

_WORD = re.compile(r"[^\W_]+")
# Inside a word: "don't" is one word however its apostrophe is typed, or left out.
_APOSTROPHES = re.compile("['\u2019\u02bc]")

#: Words in order, each once, so that those with a common start stand together.
Sorted = tuple[str, ...]


def folded(text: str) -> str:
    """The text without case and accents: "Crème" is "creme"."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def sorted_words(texts: Iterable[str]) -> Sorted:
    """All words of these texts."""
    found = set(_WORD.findall(_APOSTROPHES.sub("", folded("\n".join(texts)))))
    # Five hundred articles share most of their words: each is kept in memory once.
    return tuple(map(sys.intern, sorted(found)))


def asked_words(query: str) -> tuple[str, ...]:
    """What to look for: each word once, in the order in which they were asked for, without small words."""
    cut = query[: policy().longest_query]
    asked = tuple(dict.fromkeys(_WORD.findall(_APOSTROPHES.sub("", folded(cut)))))
    weighty = tuple(word for word in asked if word not in policy().small_words)
    return (weighty or asked)[: policy().most_words]


def closeness(words: Sorted, asked: str) -> float:
    """1 where the word stands among these, the policy's `start` where only its start does, else 0."""
    at = bisect_left(words, asked)
    if at == len(words) or not words[at].startswith(asked):
        return 0.0
    return 1.0 if words[at] == asked else policy().weights["start"]
