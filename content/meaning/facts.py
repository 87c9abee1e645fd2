"""Declared facts: what every level of a section has to say, in one of the words that were named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from content.article import Fact
from content.meaning.difference import Difference
from content.meaning.names import has
from content.meaning.statement import plain
from content.meaning.telling import Telling


def facts_missing(facts: Iterable[Fact], text: Telling) -> Iterator[Difference]:
    """Facts of which a text lacks a word that was named for them."""
    for fact in facts:
        for wanted in fact.words:
            either = plain(" ".join(wanted.split())).split("|")
            if not any(has(text.words, each.strip()) for each in either):
                yield Difference(
                    "MEANING-003",
                    "fact-missing",
                    f"The fact {fact.id!r} is missing: no {wanted!r} in this text",
                    "Say it with these words, or change `words` in [[facts]].",
                    None,
                    None,
                )
