"""The same page in other languages.

What retells the same source is the same article: so a translation is named by the `[source]` that its
package has anyway, and offered once it is published. Pages match by level and by the id of the section.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from babel.core import get_global

from content.article import Article, Level
from service.addresses import link
from service.catalogue import LANGUAGE
from service.reading import in_languages

#: How HTML and sitemaps name the page for readers of any other language.
ANY = "x-default"


@dataclass(frozen=True, slots=True)
class Alternate:
    """A page in one language (a BCP 47 tag, or `ANY`), by its full address."""

    language: str
    address: str


def alternates(
    article: Article, others: Iterable[Article], level: Level, section: str | None
) -> tuple[Alternate, ...]:
    """This page in each language that has it, its own too, and the one for all other readers.

    `others` may be any articles: those of another source, or in a language that is there, are passed over.
    """
    known = in_languages(article, others, level, section)
    pages = {language: _address(known[language], level, section) for language in sorted(known)}
    # The same page for all of them, whichever is asked: else they would contradict each other.
    usual = pages.get(LANGUAGE) or next(iter(pages.values()))
    return (*(Alternate(*page) for page in pages.items()), Alternate(ANY, usual))


def territory(language: str) -> str:
    """A language as Open Graph names it, with the country that most of its readers live in: "en_US"."""
    subtags = language.split("-")
    likely = get_global("likely_subtags").get(subtags[0], "")
    country = next((each for each in subtags[1:] if len(each) == 2), likely.split("_")[-1])
    return f"{subtags[0]}_{country.upper()}" if country else subtags[0]


def _address(article: Article, level: Level, section: str | None) -> str:
    if section:
        return link("pages.section", slug=article.slug, level=level.value, section=section)
    return link("pages.article", slug=article.slug, level=level.value)
