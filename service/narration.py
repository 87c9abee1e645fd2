"""Narration: the seam between what is said and how it sounds.

A rendition and its disclaimer become a `Script`. The disclaimer is not an option here, so there is
no way to a section's sound without it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from audio.script import Pause, Script, Swap, Utterance
from content.article import Article, Rendition, Term
from content.readability.text import sentences


@dataclass(frozen=True, slots=True)
class Silence:
    """Milliseconds before and after a block."""

    before: int
    after: int


@dataclass(frozen=True, slots=True)
class NarrationRules:
    """Pauses by kind of block, and words that are said differently from how they are written.

    `dial` holds numbers that are said so only where a sentence speaks of calling.
    """

    pauses: Mapping[str, Silence]
    say: Mapping[str, str]
    dial: Mapping[str, str]


@cache
def rules() -> NarrationRules:
    """The shipped rules, from `narration.toml`."""
    table = tomllib.loads(resources.files("service").joinpath("narration.toml").read_text("utf-8"))
    pauses = {kind: Silence(**silence) for kind, silence in table["pauses"].items()}
    return NarrationRules(pauses, table["say"], table["dial"])


def narrate(article: Article, rendition: Rendition) -> Script:
    """The script of one section at one level: title, blocks, then the disclaimer of that level."""
    lexicon = Lexicon.of(article.glossary, rules())
    pauses = rules().pauses
    items = [
        *_spoken_block("title", rendition.title, 0, lexicon, pauses),
        *_body(rendition, lexicon, pauses),
        *_spoken_block("disclaimer", article.disclaimer.at(rendition.level), 0, lexicon, pauses),
    ]
    return Script(article.language, tuple(items))


def _body(
    rendition: Rendition, lexicon: Lexicon, pauses: Mapping[str, Silence]
) -> Iterator[Utterance | Pause]:
    offset = 0
    for block in rendition.blocks:
        yield from _spoken_block(block.kind, block.text, offset, lexicon, pauses)
        offset += len(block.text) + len("\n\n")  # as Rendition.text joins them


def _spoken_block(
    kind: str, text: str, offset: int, lexicon: Lexicon, pauses: Mapping[str, Silence]
) -> Iterator[Utterance | Pause]:
    part = kind if kind in {"title", "disclaimer"} else "body"
    silence = pauses[kind]
    if silence.before:
        yield Pause(silence.before)
    for number, (start, end) in enumerate(sentences(text)):
        if number:
            yield Pause(pauses["sentence"].after)
        yield lexicon.utterance(text[start:end], part, offset + start)
    if silence.after:
        yield Pause(silence.after)


_CALLING = re.compile(r"\b(?:call|text|dial|phone|telephone|ring)\b", re.IGNORECASE)


class Lexicon:
    """What to say for some shown words; everything else is said as it is written.

    `dial` adds the numbers that are said digit by digit in sentences that speak of calling.
    """

    def __init__(self, say: Mapping[str, str], dial: Mapping[str, str] | None = None) -> None:
        self._calling = Lexicon({**say, **dial}) if dial else None
        self._say = {term: spoken for term, spoken in say.items() if spoken and spoken != term}
        # Longest first, so that "IV drip" is found before "IV". A term is a whole word: neither
        # letters nor digits touch it.
        terms = sorted(self._say, key=lambda term: (-len(term), term))
        found = "|".join(_shape(term) for term in terms) or "(?!)"
        # With an ending it is still the same term: "neurotransmitters", "ketamine's".
        self._pattern = re.compile(rf"(?<!\w)(?P<term>{found})(?P<ending>['\u2019]?s)?(?!\w)")

    @classmethod
    def of(cls, glossary: tuple[Term, ...], shipped: NarrationRules) -> Lexicon:
        """The article's own glossary over the shipped rules."""
        return cls({**shipped.say, **{term.term: term.say for term in glossary if term.say}}, shipped.dial)

    def utterance(self, shown: str, part: str, start: int) -> Utterance:
        """The words to say for these shown words, with every swap recorded for the marks."""
        if self._calling and _CALLING.search(shown):
            return self._calling.utterance(shown, part, start)
        pieces: list[str] = []
        swaps: list[Swap] = []
        done = length = 0
        for match in self._pattern.finditer(shown):
            kept, said = shown[done : match.start()], _ended(self._spoken(match["term"]), match["ending"])
            begin = length + len(kept)
            swaps.append(Swap(match.start(), match.end(), begin, begin + len(said)))
            pieces += (kept, said)
            done, length = match.end(), begin + len(said)
        pieces.append(shown[done:])
        return Utterance(shown, "".join(pieces), part, start, tuple(swaps))

    def _spoken(self, matched: str) -> str:
        exact = self._say.get(matched)
        if exact is not None:
            return exact
        return next(said for term, said in self._say.items() if term.lower() == matched.lower())


def _ended(said: str, ending: str | None) -> str:
    if ending and said.endswith("]]"):
        return f"{said[:-2]}z]]"  # an ending outside the phonemes would be spelt out
    return said + (ending or "")


def _shape(term: str) -> str:
    # "WHO" must not catch "who"; "ketamine" must catch "Ketamine" at the start of a sentence.
    return re.escape(term) if term.upper() == term else f"(?i:{re.escape(term)})"
