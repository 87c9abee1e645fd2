"""An article's page, or a section's: what it is, whence it comes, for whom it is, how to hear it."""

from __future__ import annotations

from typing import Any

from content.article import Article
from content.levels import policy
from content.readability.grade import CAVEAT
from service import presenting as show
from service.addresses import link
from service.pages.structured_data.access import access
from service.pages.structured_data.shown import Shown, section_address
from service.pages.structured_data.site import CONTEXT, NAME, publisher, usage
from service.pages.structured_data.sounds import audio, duration

#: What a grade is: `content/levels.toml` has the reasons.
_GRADE = "US school grade: mean of the Flesch-Kincaid grade and the Coleman-Liau index"


def article_data(shown: Shown) -> dict[str, Any]:
    """A page of an article, and the way to it from the library."""
    return {"@context": CONTEXT, "@graph": [_article(shown), _trail(shown)]}


def _article(shown: Shown) -> dict[str, Any]:
    article = shown.article
    words = sum(each.rendition.measurement.words for each in shown.readings)
    return {
        "@type": ["Article", "LearningResource"],
        "@id": shown.address,
        "url": shown.address,
        "headline": shown.title,
        "inLanguage": article.language,
        "author": publisher(),
        "publisher": publisher(),
        "isBasedOn": _source(article),
        "creditText": article.source.attribution,
        "datePublished": shown.first.isoformat(),
        "dateModified": shown.published.updated.isoformat(),
        "version": str(shown.published.revision),
        "keywords": list(article.topics),
        "about": [{"@type": "Thing", "name": topic} for topic in article.topics],
        **_levels(shown),
        "timeRequired": duration(words / show.READING_WORDS_A_SECOND),
        "wordCount": words,
        "isAccessibleForFree": True,
        **access(),
        "speakable": {"@type": "SpeakableSpecification", "cssSelector": [".words", ".disclaimer"]},
        "audio": audio(shown),
        **_place(shown),
        "exampleOfWork": _work(article),
        "publishingPrinciples": link("pages.evidence", slug=article.slug),
        "usageInfo": usage(article.disclaimer, shown.level),
    }


def _levels(shown: Shown) -> dict[str, Any]:
    """For whom it is written, and what the formulas say of it: a score goes with its caveat."""
    level = {
        "@type": "DefinedTerm",
        "termCode": shown.level.value,
        "name": shown.level_name,
        "description": policy().of(shown.level).purpose,
        "inDefinedTermSet": link("api.levels"),
    }
    measured = shown.alone.rendition.measurement if shown.alone else shown.article.pages[shown.level]
    if measured.grade is None:
        return {"educationalLevel": level}
    scored = {
        "@type": "AlignmentObject",
        "alignmentType": "readingLevel",
        "educationalFramework": _GRADE,
        "targetName": f"{measured.grade:.1f}",
        "description": CAVEAT,
    }
    return {"educationalLevel": level, "educationalAlignment": scored}


def _place(shown: Shown) -> dict[str, Any]:
    """What it is a part of, and what parts it has."""
    article = shown.article
    if shown.alone:
        whole = link("pages.article", slug=article.slug, level=shown.level.value)
        return {"isPartOf": {"@type": "Article", "@id": whole, "url": whole, "headline": article.title}}
    return {
        "isPartOf": {"@type": "WebSite", "@id": link("pages.library"), "name": NAME},
        "hasPart": [
            {
                "@type": "Article",
                "@id": section_address(each),
                "url": section_address(each),
                "headline": each.rendition.title,
                "position": position,
            }
            for position, each in enumerate(shown.readings, start=1)
        ],
    }


def _work(article: Article) -> dict[str, Any]:
    """The article at whatever level: what ties its levels together."""
    home = link("pages.any_level", slug=article.slug)
    levels = [link("pages.article", slug=article.slug, level=each.value) for each in article.levels]
    return {
        "@type": "CreativeWork",
        "@id": f"{home}#levels",
        "name": article.title,
        "workExample": [{"@id": each} for each in levels],
    }


def _source(article: Article) -> dict[str, Any]:
    source = article.source
    return {
        "@type": "Article",
        "@id": source.url,
        "url": source.url,
        "headline": source.title,
        # Packages don't say whether an author is one person: text is allowed where a thing is expected.
        "author": source.author,
        "publisher": {"@type": "Organization", "name": source.publisher},
        "datePublished": source.published.isoformat(),
    }


def _trail(shown: Shown) -> dict[str, Any]:
    """Library, article, section."""
    article = shown.article
    steps = [
        (NAME, link("pages.library")),
        (article.title, link("pages.article", slug=article.slug, level=shown.level.value)),
    ]
    if shown.alone:
        steps.append((shown.title, shown.address))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }
