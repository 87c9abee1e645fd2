"""What a page tells machines about itself: JSON-LD (schema.org), Open Graph, citation tags, `<title>`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from content.source.imports.days import find_day
from content.source.imports.manuscript import Fact, Known
from content.source.imports.page_listener import Head

_ARTICLES = (
    "MedicalScholarlyArticle", "ScholarlyArticle", "NewsArticle", "BlogPosting", "TechArticle", "Article",
    "Report", "SocialMediaPosting", "MedicalWebPage", "WebPage",
)  # fmt: skip
_META: tuple[tuple[str, Fact], ...] = (
    ("citation_title", "title"),
    ("og:title", "title"),
    ("twitter:title", "title"),
    ("dc.title", "title"),
    ("citation_author", "author"),
    ("article:author", "author"),
    ("author", "author"),
    ("dc.creator", "author"),
    ("parsely-author", "author"),
    ("twitter:data1", "author"),
    ("article:published_time", "published"),
    ("citation_publication_date", "published"),
    ("citation_date", "published"),
    ("datepublished", "published"),
    ("dc.date", "published"),
    ("dcterms.created", "published"),
    ("parsely-pub-date", "published"),
    ("date", "published"),
    ("article:modified_time", "modified"),
    ("og:site_name", "publisher"),
    ("citation_publisher", "publisher"),
    ("dc.publisher", "publisher"),
    ("application-name", "publisher"),
    ("og:url", "url"),
)
#: Objects of JSON-LD that are looked at; a page describes a dozen.
_MOST_OBJECTS = 5000
_LONGEST_LINKED = 1024 * 1024


def facts_of(head: Head) -> Iterator[Known]:
    """Facts, the most trusted first."""
    for text in head.linked:
        yield from _linked(text)
    if head.canonical.startswith(("http://", "https://")):
        yield Known("url", head.canonical, "the page's canonical link")
    for name, fact in _META:
        for found, value in head.meta:
            if found == name:
                yield from _fact(fact, value, f"the meta tag {name}")
                break
    for value in head.times[:1]:
        yield from _fact("published", value, "the first <time> of the article")
    if head.language:
        yield Known("language", head.language, "the page's lang")
    if head.title.strip():
        yield Known("title", " ".join(head.title.split()), "the page's <title>")


def _fact(fact: Fact, value: Any, where: str) -> Iterator[Known]:
    if not isinstance(value, str):
        return
    text = " ".join(value.split())
    if fact in {"published", "modified"}:
        day = find_day(text)
        text = day.isoformat() if day else ""
    elif (fact == "author" and re.match(r"https?://|@|\d+ min", text)) or (
        fact == "url" and not text.startswith(("http://", "https://"))
    ):
        text = ""
    if text:
        yield Known(fact, text, where)


def _linked(text: str) -> Iterator[Known]:
    try:
        data = json.loads(text) if len(text) <= _LONGEST_LINKED else None
    except (ValueError, RecursionError):
        return
    objects = list(_objects(data))
    named = {each["@id"]: each for each in objects if isinstance(each.get("@id"), str) and "name" in each}
    articles = [
        (_ARTICLES.index(kind), index, each)
        for index, each in enumerate(objects)
        for kind in _kinds(each)
        if kind in _ARTICLES
    ]
    where = "the page's JSON-LD"
    for _, _, each in sorted(articles, key=lambda found: found[:2])[:3]:
        for key in ("headline", "name"):
            yield from _fact("title", each.get(key), where)
        yield from _fact("author", _names(each.get("author"), named), where)
        yield from _fact("published", each.get("datePublished"), where)
        yield from _fact("modified", each.get("dateModified"), where)
        yield from _fact("publisher", _names(each.get("publisher"), named), where)
        page = each.get("mainEntityOfPage")
        for url in (each.get("url"), page if isinstance(page, str) else _id(page), each.get("@id")):
            yield from _fact("url", url, where)
        reviewer, on = _names(each.get("reviewedBy"), named), each.get("lastReviewed")
        reviewed = ", ".join(part for part in (reviewer, on) if isinstance(part, str) and part)
        yield from _fact("reviewed", reviewed, where)


def _objects(data: Any) -> Iterator[Mapping[str, Any]]:
    waiting, seen = [data], 0
    while waiting and seen < _MOST_OBJECTS:
        each, seen = waiting.pop(0), seen + 1
        if isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, dict):
            yield each
            waiting.extend(value for value in each.values() if isinstance(value, list | dict))


def _kinds(each: Mapping[str, Any]) -> list[str]:
    kind = each.get("@type")
    return [kind] if isinstance(kind, str) else [one for one in kind or () if isinstance(one, str)]


def _id(value: Any) -> Any:
    return value.get("@id") if isinstance(value, dict) else None


def _names(value: Any, named: Mapping[str, Mapping[str, Any]]) -> str:
    """The name of a person or a house, or of several, however they are written."""
    found = []
    for each in value if isinstance(value, list) else [value]:
        name = each
        if isinstance(each, dict):
            name = each.get("name") or named.get(str(each.get("@id")), {}).get("name")
        if isinstance(name, str) and name.strip() and name not in found:
            found.append(name)
    return ", ".join(found[:10])
