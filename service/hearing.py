"""What there is to hear: a section, a whole article or a word of it, at a level; with chapters and tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audio.joining import Audible, Excerpt, Joined
from audio.script import Pause, Script
from content.article import Article, Level, Rendition
from content.store.protocol import Published
from service.glossary import Word
from service.narration import explanation, narrate, narrate_opening, narrate_word, rules
from service.reading import Reading

#: How players' lists of chapters name the end of every file.
DISCLAIMER = "Disclaimer"

#: Languages as ID3 names them (ISO 639-2); any other is tagged as undetermined.
TAG_LANGUAGES = {"en": "eng"}


@dataclass(frozen=True, slots=True)
class Hearing:
    """Words to hear, what a player shows of them, and where they stand.

    `chapters` are titles by the position, among the utterances, of the one that each begins with.
    `section` is None for the whole article, and for a word of its glossary, whose id is `word`. `text` is
    the transcript, without the disclaimer.
    `sections` are ids of sections by the position of the utterance that each begins with; None where
    what is said belongs to none.
    """

    published: Published
    level: Level
    section: str | None
    title: str
    text: str
    words: Audible
    chapters: Mapping[int, str]
    tags: Mapping[str, str]
    sections: Mapping[int, str | None]
    word: str | None = None

    @property
    def identity(self) -> tuple[str, int, str, str, str]:
        """Tells it from all others: a revision's words never change, so neither does what is said."""
        return (
            self.article.slug,
            self.published.revision,
            self.level.value,
            self.section or "",
            self.word or "",
        )

    @property
    def article(self) -> Article:
        """What it is of."""
        return self.published.article

    @property
    def disclaimer(self) -> str:
        """The words that are in it, in whatever form it goes out."""
        return self.article.disclaimer.at(self.level)

    @property
    def script(self) -> Script:
        """The utterances and pauses, in order."""
        return self.words.script if isinstance(self.words, Joined) else self.words


def of_section(reading: Reading) -> Hearing:
    """A section at a level: its title, its text, the disclaimer."""
    rendition, article = reading.rendition, reading.article
    script = narrate(article, rendition)
    text = f"{rendition.title}\n\n{rendition.text}"
    return Hearing(
        reading.published,
        rendition.level,
        reading.section.id,
        rendition.title,
        text,
        script,
        _chapters(rendition, script),
        {**_tags(article, rendition.level, text), "title": f"{rendition.title} ({rendition.level})"},
        {0: reading.section.id, _first(script, "disclaimer"): None},
    )


def of_article(sections: tuple[Hearing, ...]) -> Hearing:
    """All sections at one level as one sound: the disclaimer at its start and its end, once each.

    Joined from the sections' own sounds; only the opening, with the article's title, is spoken for it.
    """
    article, level, pauses = sections[0].article, sections[0].level, rules().pauses
    opening = narrate_opening(article, level)
    parts: list[Excerpt | Pause] = [Excerpt(opening)]
    chapters, position = {0: article.title}, _length(opening)
    starts: dict[int, str | None] = {0: None}
    for section in sections:
        script = section.script
        body = _first(script, "disclaimer")
        chapters[position] = section.title
        starts[position] = section.section
        parts += [Pause(pauses["section"].before), Excerpt(script, 0, body)]
        position += body
    chapters[position] = DISCLAIMER
    starts[position] = None
    parts += [Pause(pauses["disclaimer"].before), Excerpt(script, body)]
    text = "\n\n".join(section.text for section in sections)
    return Hearing(
        sections[0].published,
        level,
        None,
        article.title,
        text,
        Joined(tuple(parts)),
        chapters,
        {**_tags(article, level, text), "title": f"{article.title} ({level})"},
        starts,
    )


def of_word(published: Published, level: Level, word: Word) -> Hearing:
    """A word of the glossary at a level: the word, its meaning, the disclaimer."""
    article, term = published.article, word.term
    script = narrate_word(article, term, level)
    text = f"{term.term}\n\n{explanation(term)}"
    return Hearing(
        published,
        level,
        None,
        term.term,
        text,
        script,
        {0: term.term, _first(script, "disclaimer"): DISCLAIMER},
        {**_tags(article, level, text), "title": f"{term.term} ({level})"},
        {0: None},
        word.id,
    )


def _length(script: Script) -> int:
    return sum(1 for _ in script.utterances())


def _first(script: Script, part: str) -> int:
    return next(index for index, each in enumerate(script.utterances()) if each.part == part)


def _chapters(rendition: Rendition, script: Script) -> dict[int, str]:
    """The title, each sub-heading, and the disclaimer."""
    headings = dict(_headings(rendition))
    chapters = {0: rendition.title}
    for index, each in enumerate(script.utterances()):
        if each.part == "body" and each.start in headings:
            chapters[index] = headings[each.start]
    chapters[_first(script, "disclaimer")] = DISCLAIMER
    return chapters


def _headings(rendition: Rendition) -> Iterator[tuple[int, str]]:
    offset = 0
    for block in rendition.blocks:
        if block.kind == "heading":
            yield offset, block.text
        offset += len(block.text) + len("\n\n")  # as Rendition.text joins them


def _tags(article: Article, level: Level, text: str) -> dict[str, str]:
    """What a phone's player shows, whichever file it is: the disclaimer as comment and in the transcript."""
    disclaimer = article.disclaimer.at(level)
    return {
        "album": article.title,
        "artist": f"Plainspoken, retold from {article.source.author}",
        "level": level.value,
        "language": TAG_LANGUAGES.get(article.language.split("-")[0], "und"),
        "comment": disclaimer,
        "copyright": article.source.attribution,
        "lyrics": f"{text}\n\n{DISCLAIMER}: {disclaimer}",
    }
