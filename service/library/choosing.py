"""What can be asked of the library beside words: topic, level, length, language."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from content.article import Level
from service.library.entry import Entry
from service.library.policy import Length, policy
from service.library.words import folded


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for, as they wrote it; "" is no wish. `page` counts from 1."""

    query: str = ""
    topic: str = ""
    level: str = ""
    length: str = ""
    language: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of it there is. None: not asked for, or no such thing."""

    topic: str | None = None
    level: Level | None = None
    length: Length | None = None
    language: str | None = None

    def takes(self, entry: Entry) -> bool:
        """Whether an article is so."""
        return (
            (self.topic is None or any(folded(each) == folded(self.topic) for each in entry.topics))
            and (self.level is None or self.level in entry.levels)
            and (self.length is None or self.length is length_of(entry, self.level))
            and (self.language is None or entry.language == self.language)
        )


@dataclass(frozen=True, slots=True)
class Offers:
    """What there is to choose from, with the number of articles of each; lengths at the chosen level."""

    topics: tuple[tuple[str, int], ...]
    levels: tuple[tuple[Level, int], ...]
    lengths: tuple[tuple[Length, int], ...]
    languages: tuple[tuple[str, int], ...]


def length_of(entry: Entry, level: Level | None) -> Length | None:
    """How long it takes to read at this level, or at that of a reader who has not chosen."""
    seconds = entry.reading_s.get(entry.shown_at(level))
    if seconds is None:
        return None
    return next(length for length in policy().lengths if length.takes(seconds))


def chosen_of(wanted: Wanted, entries: tuple[Entry, ...]) -> tuple[Chosen, tuple[str, ...]]:
    """What there is of these wishes, and the names of those that there is nothing of."""
    topics = {folded(topic): topic for entry in entries for topic in entry.topics}
    languages = {entry.language.lower(): entry.language for entry in entries}
    levels = {level.value: level for level in Level}
    lengths = {length.id: length for length in policy().lengths}
    chosen = Chosen(
        topic=topics.get(folded(wanted.topic)),
        level=levels.get(wanted.level.lower()),
        length=lengths.get(wanted.length.lower()),
        language=languages.get(wanted.language.lower()),
    )
    wishes = ("topic", "level", "length", "language")
    unknown = tuple(wish for wish in wishes if getattr(wanted, wish) and getattr(chosen, wish) is None)
    return chosen, unknown


def offers_of(entries: tuple[Entry, ...], level: Level | None) -> Offers:
    """What there is to choose from, lengths at this level."""
    names: dict[str, str] = {}
    topics = Counter(
        names.setdefault(each, topic)
        for entry in entries
        for each, topic in {folded(topic): topic for topic in entry.topics}.items()
    )
    levels = Counter(level for entry in entries for level in entry.levels)
    lengths = Counter(length for entry in entries if (length := length_of(entry, level)))
    languages = Counter(entry.language for entry in entries)
    return Offers(
        topics=tuple(sorted(topics.items(), key=_by_name)),
        levels=tuple((each, levels[each]) for each in Level if levels[each]),
        lengths=tuple((each, lengths[each]) for each in policy().lengths if lengths[each]),
        languages=tuple(sorted(languages.items(), key=_by_name)),
    )


def _by_name(counted_name: tuple[str, int]) -> str:
    return folded(counted_name[0])
