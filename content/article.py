"""The domain: an article, its sections, and each section at each reading level.

All types are frozen. Only `content.gate` makes an `Article` (a test holds that), so whoever has
one in hand knows that it passed. The disclaimer is not optional anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal


class Level(StrEnum):
    """Reading levels, hardest first. Their thresholds are data: `levels.toml`."""

    FULL = "full"
    STANDARD = "standard"
    PLAIN = "plain"
    EASY = "easy"

    @property
    def rank(self) -> int:
        """0 for the hardest level, 3 for the easiest."""
        return tuple(Level).index(self)


Confidence = Literal["low", "medium", "high"]
Basis = Literal["all", "prose"]
BlockKind = Literal["paragraph", "heading", "item"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a sub-heading or a list item, as shown words without markup.

    `text` has single spaces and no line breaks. `depth` is the heading's level (2-6) or how deep an
    item's list is nested (from 1); 0 for a paragraph. `line` is the line in its file, from 1.
    """

    kind: BlockKind
    text: str
    depth: int = 0
    line: int = 1


@dataclass(frozen=True, slots=True)
class Measurement:
    """What the readability formulas say of one text: evidence, not a judgement.

    `grade` is the consensus G, a US school grade, unrounded; None where no sentence can be scored.
    `level` is the easiest level whose thresholds the text keeps, None under 30 words.
    `hard_words_percent` is 0-100. `metrics` holds textstat's own numbers, unrounded, by name.
    `basis` says which prepared text they are of, the one that decided the grade: `all`, or `prose`
    (paragraphs alone). So `grade` is always the mean of `flesch_kincaid_grade` and
    `coleman_liau_index` in `metrics`.
    """

    words: int
    sentences: int
    grade: float | None
    level: Level | None
    confidence: Confidence
    hard_words_percent: float
    mean_sentence_words: float
    longest_sentence_words: int
    metrics: Mapping[str, float]
    textstat: str
    basis: Basis = "all"


@dataclass(frozen=True, slots=True)
class Rendition:
    """One section at one level. `html` is sanitised and needs no further escaping."""

    section: str
    level: Level
    title: str
    blocks: tuple[Block, ...]
    html: str
    markdown: str
    measurement: Measurement

    @property
    def text(self) -> str:
        """The shown words, blocks parted by a blank line, the title not included.

        Offsets of speech marks count code points into this very string.
        """
        return "\n\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Section:
    """The same part of an article at each level it is offered at."""

    id: str
    renditions: Mapping[Level, Rendition]


@dataclass(frozen=True, slots=True)
class Source:
    """What the article retells, to be cited with it."""

    title: str
    author: str
    publisher: str
    published: date
    url: str
    about_author: str = ""

    @property
    def attribution(self) -> str:
        """One sentence that names what is retold, by whom it was written and where."""
        day = f"{self.published.day} {self.published:%B %Y}"
        return f"Retold from “{self.title}” by {self.author}, {self.publisher}, {day}."


@dataclass(frozen=True, slots=True)
class Review:
    """Who reviewed the article, and when."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """The words that go with every page, payload, file and sound, at each level offered."""

    url: str
    texts: Mapping[Level, str]

    def at(self, level: Level) -> str:
        """The text for this level. The gate made sure that there is one for each offered level."""
        return self.texts[level]


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry. `say` is a respelling for speech, `show` a printed pronunciation."""

    term: str
    means: str
    expands: str = ""
    say: str = ""
    show: str = ""


@dataclass(frozen=True, slots=True)
class Omission:
    """What some levels leave out on purpose, and why."""

    levels: tuple[Level, ...]
    section: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What every level of a section must keep, with the words to look for (`a|b`: either)."""

    id: str
    section: str
    fact: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What an editor looked at and found right: the finding `code` on `sentence` of a level's section.

    `sentence` is the shown sentence of that level, `against` the one of another level that it was held
    against; one of them may be empty, where that text has none on the matter.
    """

    code: str
    section: str
    level: Level
    sentence: str
    against: str
    by: str
    on: date
    why: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article that passed the gate. `pages` measures all sections of a level joined."""

    slug: str
    title: str
    language: str
    topics: tuple[str, ...]
    source: Source
    reviewed: Review
    disclaimer: Disclaimer
    sections: tuple[Section, ...]
    pages: Mapping[Level, Measurement]
    glossary: tuple[Term, ...] = ()
    facts: tuple[Fact, ...] = ()
    omissions: tuple[Omission, ...] = field(default=())
    confirmed: tuple[Confirmation, ...] = ()

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels on offer, hardest first."""
        return tuple(level for level in Level if level in self.pages)

    def section(self, section_id: str) -> Section | None:
        """The section with this id, or None."""
        return next((section for section in self.sections if section.id == section_id), None)
