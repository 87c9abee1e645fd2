"""What the library keeps of an article: enough to list it, to choose it and to find it by its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from content.article import Level, Section
from content.store.protocol import Published, Summary
from service.library.policy import policy
from service.library.words import Sorted, closeness, sorted_words
from service.presenting import READING_WORDS_A_SECOND
from service.reading import preferred


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its title at each level, and its words at any level."""

    id: str
    titles: Mapping[Level, str]
    headings: Sorted
    words: Sorted


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the library.

    `reading_s` is the time to read it at each level, in seconds; empty where its text can't be read at
    the moment, so that one damaged article does not close the library. `places` are words by where
    they stand, under the names of the policy's weights.
    """

    slug: str
    revision: int
    title: str
    language: str
    topics: tuple[str, ...]
    levels: tuple[Level, ...]
    reading_s: Mapping[Level, float]
    places: Mapping[str, Sorted]
    parts: tuple[Part, ...]

    def shown_at(self, level: Level | None) -> Level:
        """The level asked for, or that of a reader who has not chosen."""
        return level if level in self.levels else preferred(self.levels)

    def score(self, asked: tuple[str, ...]) -> float:
        """How well it fits these words, or the words that start so; 0 where one of them is missing."""
        total = 0.0
        for word in asked:
            best = max(
                max(weight * closeness(words, word) for words in self._at(place))
                for place, weight in policy().weights.items()
                if place != "start"
            )
            if not best:
                return 0.0
            total += best
        return total

    def parts_with(self, asked: tuple[str, ...]) -> tuple[Part, ...]:
        """The parts that have every one of these words, those with them in their title first."""
        having = [part for part in self.parts if all(closeness(part.words, word) for word in asked)]
        having.sort(key=lambda part: -sum(closeness(part.headings, word) for word in asked))
        return tuple(having[: policy().most_parts])

    def _at(self, place: str) -> tuple[Sorted, ...]:
        if place == "text":
            return tuple(part.words for part in self.parts) or ((),)
        if place == "heading":
            return tuple(part.headings for part in self.parts) or ((),)
        return (self.places.get(place, ()),)


def entry_of(published: Published) -> Entry:
    """What is to be kept of a published article."""
    article = published.article
    source = article.source
    return Entry(
        slug=article.slug,
        revision=published.revision,
        title=article.title,
        language=article.language,
        topics=article.topics,
        levels=article.levels,
        reading_s={
            level: sum(each.renditions[level].measurement.words for each in article.sections)
            / READING_WORDS_A_SECOND
            for level in article.levels
        },
        places={
            "title": sorted_words([article.title]),
            "topic": sorted_words(article.topics),
            "source": sorted_words([source.title, source.author, source.publisher]),
            "glossary": sorted_words(f"{term.term} {term.expands}" for term in article.glossary),
        },
        parts=tuple(map(_part, article.sections)),
    )


def entry_without_text(summary: Summary) -> Entry:
    """What a list alone knows of an article."""
    return Entry(
        slug=summary.slug,
        revision=summary.revision,
        title=summary.title,
        language=summary.language,
        topics=summary.topics,
        levels=summary.levels,
        reading_s={},
        places={"title": sorted_words([summary.title]), "topic": sorted_words(summary.topics)},
        parts=(),
    )


def _part(section: Section) -> Part:
    renditions = section.renditions
    titles = {level: each.title for level, each in renditions.items()}
    texts = [block.text for each in renditions.values() for block in each.blocks]
    return Part(section.id, titles, sorted_words(titles.values()), sorted_words([*titles.values(), *texts]))
