"""The list of plain words, read from `plain_words.toml`, and the forms that its entries are found in."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any, NamedTuple

from content.advice.inflection import noun_forms, verb_forms
from content.advice.model import PlainWord
from content.advice.rules import shipped
from content.errors import PolicyError

_KINDS = frozenset(("noun", "verb", "adjective", "adverb", "phrase", "linking"))


class Listed(NamedTuple):
    """An entry in one of its forms, word by word in lower case; `inflected` where it is not the base."""

    words: tuple[str, ...]
    word: PlainWord
    inflected: bool


@cache
def plain_words() -> tuple[PlainWord, ...]:
    """The shipped list, sorted by term. Raises `PolicyError`."""
    return read_plain_words(shipped("plain_words.toml"))


@cache
def listed() -> tuple[Listed, ...]:
    """Every form of every entry, each form once. Raises `PolicyError`."""
    forms: dict[tuple[str, ...], Listed] = {}
    # Base forms first: what is an entry itself is no form of another.
    for word in plain_words():
        forms[tuple(word.term.split())] = Listed(tuple(word.term.split()), word, inflected=False)
    for word in plain_words():
        for form in _forms(word):
            forms.setdefault(form, Listed(form, word, inflected=True))
    return tuple(forms.values())


def read_plain_words(text: str) -> tuple[PlainWord, ...]:
    """The list from TOML: one table a kind, `term = "plainer; plainer"` or `[plainer, unless]`.

    Raises `PolicyError` where an entry is not of that shape or stands twice.
    """
    try:
        tables: dict[str, dict[str, Any]] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"The list of plain words can't be used: {error}.") from error
    found: dict[str, PlainWord] = {}
    for kind, entries in tables.items():
        if kind not in _KINDS:
            raise PolicyError(f"The list of plain words can't be used: {kind!r} is no kind of words.")
        for term, said in entries.items():
            if term in found:
                raise PolicyError(f"The list of plain words can't be used: {term!r} stands twice.")
            found[term] = _entry(kind, term, said)
    return tuple(found[term] for term in sorted(found))


def _entry(kind: str, term: str, said: object) -> PlainWord:
    plainer, unless = said if isinstance(said, list) and len(said) == 2 else (said, "")
    if not isinstance(plainer, str) or not isinstance(unless, str) or not plainer:
        raise PolicyError(f"The list of plain words can't be used: {term!r} needs plainer words.")
    each = tuple(word.strip() for word in plainer.split(";"))
    return PlainWord(term, kind, each, unless)  # type: ignore[arg-type]


def _forms(word: PlainWord) -> tuple[tuple[str, ...], ...]:
    first, *rest = word.term.split()
    if word.kind == "verb":
        return tuple((form, *rest) for form in verb_forms(first))
    if word.kind == "noun":
        *before, last = word.term.split()
        return tuple((*before, form) for form in noun_forms(last))
    return ()
