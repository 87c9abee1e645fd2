"""The words that an article explains, each under an id of its own for addresses and pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from content.article import Article, Term
from service.reading import NothingToRead
from service.word_uses import is_used

_GAPS = re.compile(r"[^a-z0-9]+")


class WordNotFound(NothingToRead):
    """This article's glossary has no such word."""


@dataclass(frozen=True, slots=True)
class Word:
    """A glossary entry. `id` is of lower-case letters, digits and hyphens, unique in its article."""

    id: str
    term: Term


def words_of(article: Article) -> tuple[Word, ...]:
    """All words of an article's glossary, in its order."""
    return _words(article.glossary)


def word_of(article: Article, word_id: str) -> Word:
    """The word with this id. Raises `WordNotFound`."""
    words = words_of(article)
    for word in words:
        if word.id == word_id:
            return word
    known = tuple(word.id for word in words)
    raise WordNotFound(f"{article.title!r} explains no word {word_id[:80]!r}.", known)


def words_in(article: Article, text: str) -> tuple[Word, ...]:
    """The words that stand in a text, in the glossary's order.

    Those inside longer ones too ("dose" in "target dose"): a reader may stumble on either.
    """
    return tuple(word for word in words_of(article) if is_used(word.term.term, text))


def for_readers(words: Iterable[Word]) -> tuple[Word, ...]:
    """Words as in a dictionary: capitals and accents change nothing."""
    return tuple(sorted(words, key=lambda word: (_plain(word.term.term), word.term.term)))


@lru_cache(maxsize=256)
def _words(glossary: tuple[Term, ...]) -> tuple[Word, ...]:
    found: dict[str, Word] = {}
    for term in glossary:
        stem = _GAPS.sub("-", _plain(term.term)).strip("-") or "word"
        name, number = stem, 1
        while name in found:
            number += 1
            name = f"{stem}-{number}"
        found[name] = Word(name, term)
    return tuple(found.values())


def _plain(term: str) -> str:
    decomposed = unicodedata.normalize("NFKD", term.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
