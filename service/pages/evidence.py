"""What the levels of an article rest on: every score, what was asked, who reviewed it, and what was kept."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Response, render_template
from flask_babel import gettext

from content.article import Article, Fact, Level, Measurement, Rendition
from content.levels import LevelPolicy, Scope, policy
from content.meaning import plain
from content.meaning.names import has
from content.readability.grade import keeps
from content.readability.text import prose
from service.answers import page
from service.catalogue import speak
from service.current import services
from service.pages.reading import LEVEL_WORDS, pages
from service.pages.scores import CAVEAT, SURENESS, VERDICTS, metric

#: The chart's scale has a line at each of these steps, in school grades, and goes to 16 at least: so
#: that the charts of most articles can be held beside each other.
_STEP = 4
_SCALE = 16


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing that a level asks for. `most` is None where it asks for nothing."""

    value: float | None
    most: float | None

    @property
    def kept(self) -> bool:
        """Whether the value is within what is asked. Compared unrounded, as the gate does."""
        return self.most is None or self.value is None or self.value <= self.most


@dataclass(frozen=True, slots=True)
class Score:
    """One part of the article at one level, held against what that level asks of a text of its length.

    `gap` is in G: by how much it reads easier than the next harder level; None at the hardest.
    """

    level: Level
    measurement: Measurement
    grade: Limit
    hard_words: Limit
    mean_words: Limit
    longest_words: Limit
    gap: float | None
    kept: bool
    judged: bool

    @property
    def verdict(self) -> str:
        """What came of it: a key of `VERDICTS`."""
        if self.level is Level.FULL:
            return "shown"
        if not self.kept:
            return "lost"
        return "kept" if self.judged else "short"


@dataclass(frozen=True, slots=True)
class Part:
    """The whole article, or one of its sections, at each level."""

    id: str
    title: str
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A declared fact, and by level the sentence that says it (or a part of it); "" where none does."""

    fact: Fact
    title: str
    sentences: Mapping[Level, str]


@pages.get("/articles/<slug>/evidence/")
def evidence(slug: str) -> Response:
    """All scores of an article with what they were held against."""
    published = services().reader.article(slug)
    article = published.article
    speak(article.language)
    shown = services().reader.preferred(article)
    parts = tuple(_parts(article, shown))
    return page(
        render_template(
            "evidence.html",
            article=article,
            published=published,
            parts=parts,
            facts=[_kept(article, fact, shown) for fact in article.facts],
            confirmed=article.confirmed,
            chart=Chart.of(parts),
            policy=policy(),
            level=shown,
            level_words=LEVEL_WORDS,
            metric=metric,
            sureness=SURENESS,
            verdicts=VERDICTS,
            caveat=CAVEAT,
            disclaimer=article.disclaimer,
        )
    )


@dataclass(frozen=True, slots=True)
class Chart:
    """The scale of the bars, in school grades."""

    top: int
    step: int = _STEP

    @classmethod
    def of(cls, parts: tuple[Part, ...]) -> Chart:
        """A scale that every grade fits on."""
        grades = [score.grade.value or 0.0 for part in parts for score in part.scores]
        return cls(max(_SCALE, _STEP * math.ceil(max(grades, default=0) / _STEP)))

    @property
    def steps(self) -> range:
        """The grades that have a line."""
        return range(0, self.top + 1, self.step)

    def at(self, grade: float) -> str:
        """Where a grade stands, in percent of the scale's width. Grades under 0 stand at 0."""
        return f"{100 * min(max(grade, 0.0), self.top) / self.top:.2f}"


def _parts(article: Article, shown: Level) -> Iterator[Part]:
    yield Part("whole", gettext("The whole article"), tuple(scores(article.pages, "page")))
    for section in article.sections:
        measured = {level: each.measurement for level, each in section.renditions.items()}
        yield Part(section.id, section.renditions[shown].title, tuple(scores(measured, "section")))


def scores(measured: Mapping[Level, Measurement], scope: Scope) -> Iterator[Score]:
    """What is measured at each level, hardest first, against what that level asks at this scope."""
    harder: Measurement | None = None
    for level in Level:
        if level in measured:
            yield _score(level, measured[level], scope, harder)
            harder = measured[level]


def _score(level: Level, found: Measurement, scope: Scope, harder: Measurement | None) -> Score:
    whole = policy()
    asked: LevelPolicy = whole.of(level)
    judged = found.words >= whole.scope.section_words and found.grade is not None
    gap = None
    if harder is not None and harder.grade is not None and found.grade is not None:
        gap = harder.grade - found.grade
    return Score(
        level=level,
        measurement=found,
        grade=Limit(found.grade, asked.grade(whole.scope_of(found.words, scope)) if judged else None),
        hard_words=Limit(found.hard_words_percent, asked.hard_words_percent if judged else None),
        mean_words=Limit(found.mean_sentence_words, asked.mean_sentence_words),
        longest_words=Limit(found.longest_sentence_words, asked.max_sentence_words),
        gap=gap,
        kept=keeps(found, asked, whole, scope),
        judged=judged,
    )


def _kept(article: Article, fact: Fact, shown: Level) -> Kept:
    section = article.section(fact.section)
    renditions: Mapping[Level, Rendition] = section.renditions if section else {}
    return Kept(
        fact,
        renditions[shown].title if shown in renditions else fact.section,
        {level: _saying(fact, each) for level, each in renditions.items()},
    )


def _saying(fact: Fact, rendition: Rendition) -> str:
    """The sentence with the most of the fact's words, found as the gate finds them."""
    wanted = [[each.strip() for each in plain(either).split("|")] for either in fact.words]
    shown = [rendition.title, *(each.shown for each in prose(rendition.blocks).sentences)]
    counts = [sum(any(has(plain(text), word) for word in either) for either in wanted) for text in shown]
    best = max(range(len(shown)), key=counts.__getitem__)
    return shown[best] if counts[best] else ""
