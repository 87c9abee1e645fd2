"""Texts made comparable: what is written in many ways is made alike; words in a row tell a text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from content.readability.sentences import sentences

# By number, since they look alike. Editors' programs change them by themselves, which alters no text.
_SAME = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u2032", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | {"\u2026": "..."}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
)
_WORD = re.compile(r"\w+")
#: So many words in a row hardly stand in two texts by chance.
_IN_A_ROW = 4


def normal(text: str) -> str:
    """The text with one blank wherever there is white space, and with signs as they are typed."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_SAME).split())


@dataclass(frozen=True)
class Words:
    """Words of a page, with its line breaks, and what they are held against ours as: worked out once."""

    text: str

    @cached_property
    def alike(self) -> str:
        """Made comparable."""
        return normal(self.text)

    @cached_property
    def paragraphs(self) -> str:
        """Its comparable paragraphs, one a line."""
        return "\n".join(map(normal, self.text.splitlines()))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its comparable sentences."""
        return tuple(each for line in self.text.splitlines() for each in sentences_of(line))


def sentences_of(block: str) -> list[str]:
    """The sentences of a paragraph, each made comparable."""
    return [normal(block[start:end]) for start, end in sentences(block)]


def rows(text: str) -> frozenset[int]:
    """Marks of all the words in a row of a text, with no heed to capitals and signs."""
    words = _WORD.findall(normal(text).casefold())
    size = min(_IN_A_ROW, len(words))
    return frozenset(hash(tuple(words[at : at + size])) for at in range(len(words) - size + 1) if size)


def holds(text: str, sentence: str) -> bool:
    """Whether a comparable text has a comparable sentence, and not only inside of longer words."""
    at = text.find(sentence)
    while at >= 0:
        end = at + len(sentence)
        before, after = text[at - 1 : at], text[end : end + 1]
        if not (before.isalnum() and sentence[:1].isalnum()) and not (
            after.isalnum() and sentence[-1:].isalnum()
        ):
            return True
        at = text.find(sentence, at + 1)
    return False
