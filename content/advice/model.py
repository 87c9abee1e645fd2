"""What advice is made of: remarks on places, each sentence's own difficulty, steps towards a level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from content.article import Level
from content.readability.text import Sentence

Difficulty = Literal["easy", "fair", "hard", "very hard"]
Weight = Literal["advice", "hint"]
#: "reword" stands where the list has nothing plainer: say it in other words, or explain it.
Change = Literal["split", "replace", "reword"]
#: Of what a step is measured: G in school grades, percent of hard words, words of the longest
#: sentence, words of the mean one.
Measure = Literal["grade", "hard_words_percent", "longest_sentence_words", "mean_sentence_words"]


class Place(NamedTuple):
    """Code points `start` to `end` (exclusive) of the text of block `block`."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, repr=False)
class Remark:
    """One rule's remark on one place: code points `start` to `end` (exclusive) of block `block`.

    `plainer` are words to think of, in their base form where the marked word is inflected; `unless`
    says when not to use them, empty where nothing is known. Nothing is ever replaced. No `repr`: it
    would quote the text.
    """

    code: str
    rule: str
    block: int
    start: int
    end: int
    message: str
    plainer: tuple[str, ...] = ()
    unless: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class SentenceAdvice:
    """One sentence: its own `grade` (0-18, see `difficulty.py`), that in a word, and remarks in order."""

    sentence: Sentence
    grade: float
    difficulty: Difficulty
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A limit of the target level that the text does not keep.

    `after` is what would be measured with every step done: an estimate, see `steps.py`.
    """

    measure: Measure
    now: float
    allowed: float
    after: float


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """One change on the way to the target level.

    `gain` says how much lower `measure` would be after this change alone, and `grade_gain` how much
    lower the grade (below 0: higher). `now` and `allowed` are the text's own value and the level's
    limit, except for a sentence over the limit of words, where `now` are its words. `code` is that of
    a rule.
    """

    code: str
    change: Change
    message: str
    measure: Measure
    now: float
    allowed: float
    gain: float
    grade_gain: float
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Advice:
    """What is to be said of one text. `steps` has the most useful first; `kept` is None without a target."""

    sentences: tuple[SentenceAdvice, ...]
    target: Level | None
    kept: bool | None
    gaps: tuple[Gap, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule has something to say on: `marked` are the words it marks, first remark only."""

    text: str
    marked: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as `rules.toml` has it, with all that a page about it needs; `data` is what it looks for."""

    code: str
    name: str
    title: str
    weight: Weight
    what: str
    why: str
    fix: str
    sources: tuple[str, ...]
    message: str
    hits: tuple[Example, ...]
    misses: tuple[str, ...]
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PlainWord:
    """A word or phrase with plainer ones, best first.

    `unless` says when not to replace it, in words that go on from "Not …"; empty where nothing is known.
    """

    term: str
    kind: Literal["noun", "verb", "adjective", "adverb", "phrase", "linking"]
    plainer: tuple[str, ...]
    unless: str
