"""Help with words on an article's page: marked where they are first used, all of them at its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import get_template_attribute

from service.addresses import path
from service.glossary import Word, for_readers, words_in
from service.pages.marked_words import Marking, mark_words
from service.reading import Reading


@dataclass(frozen=True, slots=True)
class Entry:
    """A word as a page shows it: with the address of its sound, and whether it is marked in the text."""

    word: Word
    sound: str
    marked: bool


def explained(readings: tuple[Reading, ...]) -> tuple[Mapping[str, str], tuple[Entry, ...]]:
    """The HTML of one page's sections, by id, with words marked; and its glossary, for looking words up."""
    article = readings[0].article
    words = words_in(article, "\n\n".join(reading.rendition.text for reading in readings))
    meaning = get_template_attribute("words.html", "meaning")
    marking = Marking(
        lambda word: (
            f'<a class="term" href="#word-{word.id}" id="use-{word.id}" aria-describedby="word-hint">'
        ),
        "</a>",
        lambda word: str(meaning(Entry(word, _sound(readings[0], word), True), article.language)),
    )
    texts: dict[str, str] = {}
    left = words
    for reading in readings:
        texts[reading.section.id], found = mark_words(reading.rendition.html, left, marking)
        left = tuple(word for word in left if word not in found)
    entries = (Entry(word, _sound(readings[0], word), word not in left) for word in for_readers(words))
    return texts, tuple(entries)


def _sound(reading: Reading, word: Word) -> str:
    level = reading.rendition.level.value
    return path("audio.word", slug=reading.article.slug, level=level, word=word.id, format_name="mp3")
