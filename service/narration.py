"""Narration: the seam between what is said and how it sounds.

A rendition and its disclaimer become a `Script`. The disclaimer is not an option here, so there is
no way to a section's sound without it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from audio.normalization import Normalizer
from audio.script import Pause, Script, Utterance
from content.article import Article, Level, Rendition, Term
from content.readability.text import sentences


@dataclass(frozen=True, slots=True)
class Silence:
    """Milliseconds before and after a block."""

    before: int
    after: int


@dataclass(frozen=True, slots=True)
class NarrationRules:
    """Pauses by kind of block, and how names of ours are said."""

    pauses: Mapping[str, Silence]
    say: Mapping[str, str]


#: What a block is part of, where that is not the body.
_PARTS = {"title": "title", "word": "title", "disclaimer": "disclaimer"}


@cache
def rules() -> NarrationRules:
    """The shipped rules, from `narration.toml`."""
    table = tomllib.loads(resources.files("service").joinpath("narration.toml").read_text("utf-8"))
    pauses = {kind: Silence(**silence) for kind, silence in table["pauses"].items()}
    return NarrationRules(pauses, table["say"])


def narrate(article: Article, rendition: Rendition) -> Script:
    """The script of one section at one level: title, blocks, then the disclaimer of that level."""
    normalizer, pauses = _normalizer(article), rules().pauses
    items = [
        *_spoken_block("title", rendition.title, 0, normalizer, pauses),
        *_body(rendition, normalizer, pauses),
        *_spoken_block("disclaimer", article.disclaimer.at(rendition.level), 0, normalizer, pauses),
    ]
    return Script(article.language, tuple(items))


def narrate_opening(article: Article, level: Level) -> Script:
    """The script that a whole article's sound opens with: its title, then the disclaimer of the level."""
    normalizer, pauses = _normalizer(article), rules().pauses
    items = [
        *_spoken_block("title", article.title, 0, normalizer, pauses),
        *_spoken_block("disclaimer", article.disclaimer.at(level), 0, normalizer, pauses),
    ]
    return Script(article.language, tuple(items))


def narrate_word(article: Article, term: Term, level: Level) -> Script:
    """The script of a word of the glossary: the word twice, its meaning, then the disclaimer of the level."""
    normalizer, pauses = _normalizer(article), rules().pauses
    items = [
        *_spoken_block("word", term.term, 0, normalizer, pauses),
        *_spoken_block("word", term.term, 0, normalizer, pauses),
        *_spoken_block("paragraph", explanation(term), 0, normalizer, pauses),
        *_spoken_block("disclaimer", article.disclaimer.at(level), 0, normalizer, pauses),
    ]
    return Script(article.language, tuple(items))


def explanation(term: Term) -> str:
    """What is said of a word: what it is short for, and what it means."""
    return f"{term.expands}. {term.means}" if term.expands else term.means


def _normalizer(article: Article) -> Normalizer:
    own = {term.term: term.say for term in article.glossary if term.say}
    return Normalizer.of({**rules().say, **own}, article.language)


def _body(
    rendition: Rendition, normalizer: Normalizer, pauses: Mapping[str, Silence]
) -> Iterator[Utterance | Pause]:
    offset = 0
    for block in rendition.blocks:
        yield from _spoken_block(block.kind, block.text, offset, normalizer, pauses)
        offset += len(block.text) + len("\n\n")  # as Rendition.text joins them


def _spoken_block(
    kind: str, text: str, offset: int, normalizer: Normalizer, pauses: Mapping[str, Silence]
) -> Iterator[Utterance | Pause]:
    part = _PARTS.get(kind, "body")
    silence = pauses[kind]
    if silence.before:
        yield Pause(silence.before)
    for number, (start, end) in enumerate(sentences(text)):
        if number:
            yield Pause(pauses["sentence"].after)
        yield normalizer.utterance(text[start:end], part, offset + start)
    if silence.after:
        yield Pause(silence.after)
