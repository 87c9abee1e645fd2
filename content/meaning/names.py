"""Medicines and names that an easier text adds, loses or changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from content.article import Term
from content.meaning.difference import Difference, Place, place_of
from content.meaning.lexicon import drug_at
from content.meaning.statement import plain
from content.meaning.telling import Telling

_DRUG = re.compile(r"\b(?:drug|medicine|medication)\b", re.IGNORECASE)


def names(harder: Telling, easier: Telling, glossary: Sequence[Term] = ()) -> Iterator[Difference]:
    """Names that `easier` adds, and medicines that it adds or loses."""
    known = plain(" ".join(f"{term.term} {term.expands}" for term in glossary))
    before, after = _drugs(harder), _drugs(easier)
    lost = [drug for drug in before if drug not in after]
    new = [drug for drug in after if drug not in before]
    as_drugs = {plain(shown) for shown, _ in after.values()}
    added: dict[str, Place | None] = {
        name: place_of(sentence)
        for name, sentence in easier.names.items()
        if not (harder.has_word(plain(name)) or has(known, plain(name)) or plain(name) in as_drugs)
    }
    own = sorted({plain(term.term) for term in glossary if _DRUG.search(term.means)})
    added |= {
        drug: _place(easier, drug)
        for drug in own
        if drug not in new and has(easier.words, drug) and not has(harder.words, drug)
    }
    added |= {after[drug][0]: after[drug][1] for drug in new}
    for name, place in added.items():
        yield Difference(
            "MEANING-005",
            "name-added",
            f"{name!r} is not in the harder text",
            "Make sure that it is meant, or take it out.",
            None,
            place,
            about=name,
        )
    for drug in lost:
        shown, place = before[drug]
        yield Difference(
            "MEANING-016",
            "name-lost",
            f"{shown!r} of the harder text is not named",
            "Name it, or make sure that readers know which one is meant.",
            place,
            None,
            about=shown,
        )


def _drugs(text: Telling) -> dict[str, tuple[str, Place]]:
    """Medicines by the one name each is known by, with the name that is shown and the first sentence."""
    found: dict[str, tuple[str, Place]] = {}
    for sentence, words in text.worded:
        for at in range(len(words)):
            drug = drug_at(words, at)
            if drug and drug[1] not in found:
                found[drug[1]] = " ".join(words[at : at + drug[0]]), place_of(sentence)
    return found


def _place(text: Telling, name: str) -> Place | None:
    found = text.sentence_with(name)
    return place_of(found) if found else None


def has(text: str, words: str) -> bool:
    """Whether `words` start a word in `text`: "depression" is in "depressions", "art" not in "heart"."""
    at = text.find(words)
    while at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_"):
        at = text.find(words, at + 1)
    return at >= 0
