"""Meaning guards: what a level may not lose of the full text, nor add to it.

Numbers, units and declared facts are held strictly; negations, warnings and names are asked about,
since people's own rewrites trip such guards in a few sentences of a hundred. What a package leaves
out on purpose is in its `[[omits]]`, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from content.article import Fact, Level, Omission, Term
from content.codes import finding
from content.findings import Finding, excerpt
from content.negation import Lost, Stances, lost, stances
from content.quantities import Quantities, quantities
from content.readability.text import Prose, Sentence
from content.source.draft import DraftText

_NAME = re.compile(r"(?<=[\w,;] )(?:[A-Z][a-z][\w'-]*|[A-Z]{2,}[\w-]*)")
_WORD = re.compile(r"[\w'-]+")
_DRUG = re.compile(r"\b(?:drug|medicine|medication)\b", re.IGNORECASE)
_SIGNS = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u00a0": " "}
)


@dataclass(frozen=True)
class Said:
    """A section at one level, with what the guards look at; each is worked out once."""

    level: Level
    text: DraftText
    view: Prose

    @cached_property
    def words(self) -> str:
        """The title and all blocks, lower case, with plain quotes and dashes."""
        parts = (self.text.title, *(block.text for block in self.text.blocks))
        return plain(" ".join(parts))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of `words`."""
        return frozenset(_WORD.findall(self.words))

    @cached_property
    def quantities(self) -> Quantities:
        """Every number and unit in the blocks, sentence by sentence."""
        return quantities([each.shown for each in self.view.sentences])

    @cached_property
    def stances(self) -> Stances:
        """What each sentence, the title first, is about, and whether it denies or warns."""
        title = self.text.title
        first = Sentence(plain(title), len(title.split()), 0, 0, len(title), 1, title)
        return stances((first, *self.view.sentences))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Capitalised words inside sentences, headings apart."""
        blocks = self.text.blocks
        text = " ".join(each.text for each in self.view.sentences if blocks[each.block].kind != "heading")
        return tuple(dict.fromkeys(name.removesuffix("'s") for name in _NAME.findall(text)))

    def line_of(self, shown: str) -> int:
        """The line of the first block that has these words, or 1."""
        return next((block.line for block in self.text.blocks if plain(shown) in plain(block.text)), 1)


def plain(text: str) -> str:
    """`text` for comparing: lower case, plain quotes and dashes."""
    text = text.lower()
    return text if text.isascii() else text.translate(_SIGNS)


class Guards:
    """The guards of one article: they need its facts, its omissions and its glossary."""

    def __init__(
        self, facts: Sequence[Fact], omissions: Sequence[Omission], glossary: Sequence[Term]
    ) -> None:
        self._facts = [
            (fact, [(each, plain(" ".join(each.split())).split("|")) for each in fact.words])
            for fact in facts
        ]
        self._omissions = omissions
        self._known = plain(" ".join(f"{term.term} {term.expands}" for term in glossary))
        self._drugs = sorted({plain(term.term) for term in glossary if _DRUG.search(term.means)})

    def check(self, section: str, full: Said, said: Said) -> Iterator[Finding]:
        """Hold one level of a section against its full text; `full` itself for its facts."""
        yield from self._check_facts(section, said)
        if said.level is not Level.FULL:
            omitted = [
                each for each in self._omissions if each.section == section and said.level in each.levels
            ]
            yield from check_numbers(full.quantities, said.quantities, omitted, said.text.file, said.line_of)
            yield from self._check_names(full, said)

    def _check_facts(self, section: str, said: Said) -> Iterator[Finding]:
        for fact, words in self._facts:
            if fact.section != section:
                continue
            for wanted, either in words:
                if not any(_has(said.words, each.strip()) for each in either):
                    yield finding(
                        "MEANING-003",
                        said.text.file,
                        1,
                        f"The fact {fact.id!r} is missing: no {wanted!r} in this text",
                        "Say it with these words, or change `words` in [[facts]].",
                    )

    def _check_names(self, full: Said, said: Said) -> Iterator[Finding]:
        added = [name for name in said.names if self._is_new(plain(name), full)]
        added += [drug for drug in self._drugs if _has(said.words, drug) and not _has(full.words, drug)]
        for name in added:
            yield finding(
                "MEANING-005",
                said.text.file,
                said.line_of(name),
                f"{name!r} is not in the full text of this section",
                "Make sure that it is meant, or take it out.",
            )

    def _is_new(self, name: str, full: Said) -> bool:
        return name not in full.vocabulary and not _has(full.words, name) and not _has(self._known, name)


def check_numbers(
    full: Quantities,
    easier: Quantities,
    omitted: Iterable[Omission],
    file: str,
    line_of: Callable[[str], int],
) -> Iterator[Finding]:
    """Numbers and units that an easier text adds, or loses without an omission that names them."""
    for quantity, shown in easier.exact.items():
        if not full.has(quantity):
            yield finding(
                "MEANING-001",
                file,
                line_of(shown),
                f"{shown!r} is not in the full text",
                "Use the full text's numbers and units, or take it out.",
            )
    excused = quantities([each.what for each in omitted])
    for quantity, shown in full.exact.items():
        if not easier.has(quantity) and not excused.has(quantity):
            yield finding(
                "MEANING-002",
                file,
                1,
                f"{shown!r} of the full text is lost",
                "Keep it, or name it in [[omits]] with the reason.",
            )


def check_agreement(levels: Sequence[Said]) -> Iterator[Finding]:
    """A "not" or a warning that one level of a section has and another lacks; hardest first.

    Each level is held against the next, whose wording is nearest, and against the first.
    """
    asked: set[tuple[str, int, str]] = set()
    for harder, easier in [*pairwise(levels), *((levels[0], each) for each in levels[2:])]:
        for each, harder_lacks in lost(harder.stances, easier.stances):
            said, other = (harder, easier) if harder_lacks else (easier, harder)
            place = said.text.file, each.lacks.line, each.lacks.shown
            if place not in asked:
                asked.add(place)
                yield _disagreement(said, other, each)


def _disagreement(said: Said, other: Said, each: Lost) -> Finding:
    what = 'its "not"' if each.what == "not" else "its warning"
    return finding(
        "MEANING-004",
        said.text.file,
        each.lacks.line,
        f"{excerpt(each.lacks.shown, 80)} may have lost {what}: "
        f"in {other.level} it is {excerpt(each.says.shown, 80)}",
        "Read both, and mend it if the meaning changed.",
    )


def _has(text: str, words: str) -> bool:
    """Whether `words` start a word in `text`: "depression" is in "depressions", "art" not in "heart"."""
    at = text.find(words)
    while at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_"):
        at = text.find(words, at + 1)
    return at >= 0
