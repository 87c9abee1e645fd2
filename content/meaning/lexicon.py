"""The words on which meaning turns, and those that texts swap for each other, from the TOML files here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Generic, NamedTuple, TypeVar

from content.meaning.stems import stem, tokens

Phrase = tuple[str, ...]
Value = TypeVar("Value")


class Mark(NamedTuple):
    """What a word does to the meaning: `kind` ("not", "hedge", "direction.level" …) and which way."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Phrases(Generic[Value]):
    """Values by phrase, found from the phrase's first word, the longest first."""

    by_first: Mapping[str, tuple[tuple[Phrase, Value], ...]]

    def at(self, words: list[str], start: int) -> tuple[int, Value] | None:
        """How many of `words` from `start` are a phrase, and its value."""
        for phrase, value in self.by_first.get(words[start], ()):
            size = len(phrase)
            if size == 1 or tuple(words[start : start + size]) == phrase:
                return size, value
        return None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is shipped. `concepts` is by stems, the rest by words as they are written."""

    marks: Phrases[tuple[Mark, ...]]
    concepts: Phrases[str]
    like_not: frozenset[str]
    like_warning: frozenset[str]
    told: frozenset[str]
    imperative: frozenset[str]
    breaks: frozenset[str]
    able: frozenset[str]
    done: frozenset[str]
    allowed: frozenset[str]
    mind: frozenset[str]
    function: frozenset[str]
    light: frozenset[str]
    drugs: Phrases[str]
    drug_stems: tuple[str, ...]
    no_drugs: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon that is shipped."""
    words, synonyms, drugs = (_read(name) for name in ("words", "synonyms", "drugs"))
    marks: dict[Phrase, tuple[Mark, ...]] = {}
    for mark, phrase in _marks(words):
        marks[phrase] = (*marks.get(phrase, ()), mark)
    concepts: dict[Phrase, str] = {}
    for group in (group for table in synonyms["groups"].values() for group in table.strip().splitlines()):
        names = _listed(group)
        for name in names:
            # A word in several groups is of the first: one concept a word keeps likeness simple.
            concepts.setdefault(tuple(map(stem, tokens(name))), names[0])
    named = {}
    for line in drugs["names"].strip().splitlines():
        names = _listed(line)
        named.update({tuple(tokens(name)): names[0] for name in names})
    return Lexicon(
        marks=_phrases(marks),
        concepts=_phrases(concepts),
        like_not=frozenset(_listed(words["not"]["like"])),
        like_warning=frozenset(_listed(words["warning"]["like"])),
        told=frozenset(_listed(words["hedge"]["told"])),
        imperative=frozenset(_listed(words["warning"]["imperative"])),
        **{name: frozenset(listed.split()) for name, listed in words["grammar"].items()},
        function=frozenset(words["function"]["words"].split()),
        light=frozenset(
            concepts.get((stem(word),), stem(word)) for word in words["function"]["light"].split()
        ),
        drugs=_phrases(named),
        drug_stems=tuple(drugs["stems"].split()),
        no_drugs=frozenset(drugs["ordinary"].split()),
    )


def drug_at(words: list[str], start: int) -> tuple[int, str] | None:
    """How many words from `start` name a medicine, and the one name it is known by."""
    known = lexicon()
    word = words[start].removesuffix("'s")
    found = known.drugs.at(words, start) or known.drugs.at([word], 0)
    if found:
        return found
    if len(word) < 7 or word in known.no_drugs:
        return None
    for name in (word, word.removesuffix("s")):
        if name.endswith(known.drug_stems) and name not in known.no_drugs:
            return 1, name
    return None


def _marks(words: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[Mark, Phrase]]:
    plain = {
        ("not", "not"): words["not"]["not"],
        ("idle", "idle"): words["not"]["idle"],
        ("warning", "strong"): words["warning"]["strong"],
        ("order", "order"): words["warning"]["order"],
        ("hedge", "soft"): words["hedge"]["soft"],
        ("hedge", "can"): words["hedge"]["can"],
        ("hedge", "sure"): words["hedge"]["sure"],
    }
    for value, listed in words["frequency"].items():
        plain["frequency", value] = listed
    for value, listed in words["time"].items():
        plain["time", value] = listed
    for axis, pair in words["direction"].items():
        for value, listed in pair.items():
            plain[f"direction.{axis}", value] = listed
    for (kind, value), listed in plain.items():
        for phrase in dict.fromkeys(tuple(tokens(each)) for each in _inflected(listed)):
            yield Mark(kind, value), phrase


def _inflected(listed: str) -> Iterator[str]:
    for each in _listed(listed):
        if not each.endswith("~"):
            yield each
            continue
        word = each[:-1]
        short = word.removesuffix("e")
        yield from (word, f"{word}s", f"{word}d", f"{word}es", f"{word}ed", f"{word}ing")
        yield from (f"{short}ing", f"{short}ed", f"{short}er")
        yield from (f"{word}{word[-1]}ing", f"{word}{word[-1]}ed")
        if word.endswith("y"):
            yield from (f"{word[:-1]}ies", f"{word[:-1]}ied")


def _listed(text: str) -> list[str]:
    return [" ".join(each.split()) for each in text.replace("\n", " ").split(",") if each.strip()]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("content.meaning").joinpath(f"{name}.toml").read_text("utf-8"))


def _phrases(values: Mapping[Phrase, Value]) -> Phrases[Value]:
    by_first: dict[str, list[tuple[Phrase, Value]]] = {}
    for phrase, value in values.items():
        by_first.setdefault(phrase[0], []).append((phrase, value))
    return Phrases({first: tuple(_longest_first(each)) for first, each in by_first.items()})


def _longest_first(phrases: Iterable[tuple[Phrase, Value]]) -> list[tuple[Phrase, Value]]:
    return sorted(phrases, key=lambda each: -len(each[0]))
