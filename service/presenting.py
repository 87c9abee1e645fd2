"""Domain types -> the plain dicts that the schemas dump and the templates show."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from content.article import Article, Disclaimer, Level, Measurement
from content.levels import LevelPolicy
from content.readability.grade import CAVEAT
from content.store.protocol import Published, Summary
from service.addresses import absolute, link
from service.general import general_disclaimer
from service.glossary import Word, words_in, words_of
from service.hearing import Hearing
from service.listening import Sound
from service.reading import Reading
from service.sound_views import audio_view, words_path

#: Silent reading, words a second: 180 a minute, slower than the usual 238 since these readers are.
READING_WORDS_A_SECOND = 3.0


def place(reading: Reading) -> dict[str, str]:
    """The parts of an address that name one section at one level."""
    return {
        "slug": reading.article.slug,
        "level": reading.rendition.level.value,
        "section": reading.section.id,
    }


def disclaimer_view(disclaimer: Disclaimer, level: Level) -> dict[str, str]:
    """The disclaimer at a level."""
    url = disclaimer.url if disclaimer.url.startswith("http") else absolute(disclaimer.url)
    return {"text": disclaimer.at(level), "url": url, "level": level.value}


def general_view() -> dict[str, str]:
    """The service's own disclaimer, at the level that every reader understands."""
    return disclaimer_view(general_disclaimer(), Level.EASY)


def source_view(article: Article) -> dict[str, Any]:
    """What the article retells, with the sentence that cites it."""
    return asdict(article.source) | {"attribution": article.source.attribution}


def readability_view(measurement: Measurement) -> dict[str, Any]:
    """Scores, with the caveat that always goes with them. `grade` keeps all its digits here."""
    return {
        "grade": measurement.grade,
        "level": measurement.level.value if measurement.level else None,
        "confidence": measurement.confidence,
        "hard_words_percent": measurement.hard_words_percent,
        "metrics": dict(measurement.metrics),
        "basis": measurement.basis,
        "textstat": measurement.textstat,
        "caveat": CAVEAT,
    }


def word_view(article: Article, level: Level, word: Word) -> dict[str, str]:
    """A glossary entry, with its sound at a level; what is empty is left out."""
    term, at = word.term, {"slug": article.slug, "level": level.value, "word": word.id}
    entry = {"term": term.term, "means": term.means, "expands": term.expands, "show": term.show}
    told = {name: value for name, value in entry.items() if value}
    return told | {"audio_url": link("audio.word", **at, format_name="mp3")}


def section_view(reading: Reading, hearing: Hearing, sounds: tuple[Sound, ...]) -> dict[str, Any]:
    """A section at a level, as `/api/v1` gives it."""
    article, rendition, at = reading.article, reading.rendition, place(reading)
    return {
        "article": article.slug,
        "section": reading.section.id,
        "title": rendition.title,
        "level": rendition.level.value,
        "language": article.language,
        "text": rendition.text,
        "html": rendition.html,
        "word_count": rendition.measurement.words,
        "reading_time_s": round(rendition.measurement.words / READING_WORDS_A_SECOND),
        "readability": readability_view(rendition.measurement),
        "audio": audio_view(hearing, sounds),
        "captions_url": absolute(words_path(hearing, "captions")),
        "chapters_url": absolute(words_path(hearing, "chapters")),
        "marks_url": link("audio.marks", **at),
        "glossary": [word_view(article, rendition.level, word) for word in words_in(article, rendition.text)],
        "disclaimer": disclaimer_view(article.disclaimer, rendition.level),
        "source": source_view(article),
        "reviewed": {"by": article.reviewed.by, "on": article.reviewed.on},
        "revision": reading.published.revision,
        "updated": reading.published.updated,
        "links": {
            "self": link("api.section", slug=article.slug, section=at["section"], level=at["level"]),
            "page": link("pages.section", **at),
            "article": link("api.article", slug=article.slug),
            "levels": {
                level.value: link("api.section", slug=article.slug, section=at["section"], level=level.value)
                for level in article.levels
            },
        },
    }


def article_view(published: Published, hearing: Hearing, sounds: tuple[Sound, ...]) -> dict[str, Any]:
    """An article with its sections' titles and links, in the words of a level, as `/api/v1` gives it.

    `hearing` is the whole article at that level.
    """
    article, level = published.article, hearing.level
    return {
        "slug": article.slug,
        "title": article.title,
        "level": level.value,
        "language": article.language,
        "topics": list(article.topics),
        "levels": [
            {"level": each.value, "readability": readability_view(article.pages[each])}
            for each in article.levels
        ],
        "sections": [
            {
                "section": section.id,
                "title": section.renditions[level].title,
                "url": link("api.section", slug=article.slug, section=section.id, level=level.value),
            }
            for section in article.sections
        ],
        "audio": audio_view(hearing, sounds),
        "captions_url": absolute(words_path(hearing, "captions")),
        "chapters_url": absolute(words_path(hearing, "chapters")),
        "glossary": [word_view(article, level, word) for word in words_of(article)],
        "omissions": [
            {
                "levels": [each.value for each in omission.levels],
                "section": omission.section,
                "what": omission.what,
                "reason": omission.reason,
            }
            for omission in article.omissions
        ],
        "disclaimer": disclaimer_view(article.disclaimer, level),
        "source": source_view(article),
        "reviewed": {"by": article.reviewed.by, "on": article.reviewed.on},
        "revision": published.revision,
        "updated": published.updated,
        "links": {
            "self": link("api.article", slug=article.slug, level=level.value),
            "page": link("pages.article", slug=article.slug, level=level.value),
            "sections": link("api.sections", slug=article.slug, level=level.value),
            "levels": {
                each.value: link("api.article", slug=article.slug, level=each.value)
                for each in article.levels
            },
        },
    }


def level_view(band: LevelPolicy) -> dict[str, Any]:
    """A reading level and what it promises; null where it promises nothing."""
    return {
        "level": band.level.value,
        "purpose": band.purpose,
        "page_grade": band.page_grade,
        "section_grade": band.section_grade,
        "hard_words_percent": band.hard_words_percent,
        "mean_sentence_words": band.mean_sentence_words,
        "longest_sentence_words": band.max_sentence_words,
    }


def summary_view(summary: Summary) -> dict[str, Any]:
    """An article's line in the list."""
    return {
        "slug": summary.slug,
        "title": summary.title,
        "language": summary.language,
        "topics": list(summary.topics),
        "levels": [level.value for level in summary.levels],
        "revision": summary.revision,
        "updated": summary.updated,
        "links": {
            "self": link("api.article", slug=summary.slug),
            "page": link("pages.any_level", slug=summary.slug),
        },
    }
