"""Use case: read an article, or one section of it, at a level or at a grade."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from content.article import Article, Level, Measurement, Rendition, Section
from content.store.protocol import ArticleStore, Published
from service.language_tags import within


class NothingToRead(Exception):
    """Base of "there is no such thing here"; `known` lists what there is."""

    def __init__(self, message: str, known: tuple[str, ...]) -> None:
        super().__init__(message)
        self.known = known


class LevelNotOffered(NothingToRead):
    """This article is not offered at that level."""


class LanguageNotOffered(NothingToRead):
    """This article is not told in that language."""


class SectionNotFound(NothingToRead):
    """This article has no such section."""


class NoLevelEasyEnough(NothingToRead):
    """No level of this text is at or under the grade that was asked for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One section at one level, with all that must go with it."""

    published: Published
    section: Section
    rendition: Rendition

    @property
    def article(self) -> Article:
        """The article that the section belongs to."""
        return self.published.article


#: The level of a reader who has not chosen: WCAG 2.2 SC 3.1.5 asks for lower secondary education.
DEFAULT_LEVEL = Level.STANDARD


def preferred(levels: tuple[Level, ...]) -> Level:
    """Of these levels the one for a reader who has not chosen: `standard`, or else the next harder one.

    The hardest of them where all are easier than that.
    """
    return max(
        (each for each in levels if each.rank <= DEFAULT_LEVEL.rank),
        default=min(levels, key=_rank),
        key=_rank,
    )


def _rank(level: Level) -> int:
    return level.rank


def in_languages(
    article: Article, others: Iterable[Article], level: Level | None = None, section_id: str | None = None
) -> dict[str, Article]:
    """What retells the same source by its language (BCP 47); itself too.

    With a level or a section, only what has that.

    `others` may be any articles: those of another source, or in a language that is there, are passed over.
    """
    known = {article.language: article}
    for other in others:
        if other.source.url == article.source.url and _has(other, level, section_id):
            known.setdefault(other.language, other)
    return {language: known[language] for language in sorted(known)}


def _has(article: Article, level: Level | None, section_id: str | None) -> bool:
    has_level = level is None or level in article.levels
    return has_level and (section_id is None or article.section(section_id) is not None)


class Reader:
    """Reads published articles."""

    def __init__(self, store: ArticleStore) -> None:
        self._store = store
        # What was read, for as long as nothing is published: reading an article anew means parsing
        # it and verifying its digest.
        self._read: tuple[Hashable, dict[str, Published]] = (None, {})

    def article(self, slug: str) -> Published:
        """The current revision. Raises `ArticleNotFound`."""
        state = self._store.state()
        if self._read[0] != state:
            self._read = (state, {})
        known = self._read[1]
        if slug not in known:
            known[slug] = self._store.get(slug)
        return known[slug]

    def section(self, published: Published, section_id: str, level: str) -> Reading:
        """One section at one level. Raises `LevelNotOffered` or `SectionNotFound`."""
        offered = self.offered(published.article, level)
        section = published.article.section(section_id)
        if section is None:
            known = tuple(each.id for each in published.article.sections)
            raise SectionNotFound(f"{published.article.title!r} has no section {section_id!r}.", known)
        return Reading(published, section, section.renditions[offered])

    def sections(self, published: Published, level: str) -> tuple[Reading, ...]:
        """Every section at one level, in order. Raises `LevelNotOffered`."""
        return tuple(self.section(published, each.id, level) for each in published.article.sections)

    def languages(
        self, article: Article, level: Level | None = None, section_id: str | None = None
    ) -> dict[str, Article]:
        """The published articles that are this one in some language; see `in_languages`."""
        foreign = (each.slug for each in self._store.list() if each.language != article.language)
        return in_languages(article, (self.article(slug).article for slug in foreign), level, section_id)

    def in_language(self, published: Published, language: str) -> Published:
        """This article as it is told in a language (BCP 47), or in that as spoken in some region.

        Raises `LanguageNotOffered`.
        """
        there = self.languages(published.article)
        fitting = [each for each in there if within(each, language)]
        if not fitting:
            title = published.article.title
            raise LanguageNotOffered(f"{title!r} is not told in language {language!r}.", tuple(there))
        return self.article(there[min(fitting, key=len)].slug)

    def offered(self, article: Article, level: str) -> Level:
        """This level, if the article is offered at it. Raises `LevelNotOffered`."""
        for known in article.levels:
            if known == level:
                return known
        raise LevelNotOffered(f"{article.title!r} is not offered at level {level!r}.", article.levels)

    def preferred(self, article: Article) -> Level:
        """The level for a reader who has not chosen: `standard`, or else the next harder one."""
        return preferred(article.levels)

    def richest(
        self, article: Article, max_grade: float, section_id: str | None = None, level: str | None = None
    ) -> Level:
        """The hardest level whose grade, of the section or of the whole page, is at most `max_grade`.

        With `level` only that one is looked at. Raises `LevelNotOffered`, or `NoLevelEasyEnough`, which lists
        the grades on offer.
        """
        levels = article.levels if level is None else (self.offered(article, level),)
        grades = {each: _measured(article, each, section_id).grade for each in levels}
        for each, grade in grades.items():
            if grade is not None and grade <= max_grade:
                return each
        known = tuple(f"{each}: {grade:.1f}" for each, grade in grades.items() if grade is not None)
        wanted = "No level is" if level is None else f"Level {level!r} is not"
        raise NoLevelEasyEnough(f"{wanted} at or under grade {max_grade:g}.", known)


def _measured(article: Article, level: Level, section_id: str | None) -> Measurement:
    section = article.section(section_id) if section_id else None
    return section.renditions[level].measurement if section else article.pages[level]
