"""Every page that there is to find, for search engines: sitemaps.org's XML, in parts where it must be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from content.article import Article
from content.store.protocol import Published
from service.addresses import link
from service.explaining import explanations
from service.pages.languages import Alternate, alternates
from service.reading import Reader


@dataclass(frozen=True, slots=True)
class Entry:
    """A page by its full address; `updated` is None where nobody notes it."""

    address: str
    updated: datetime | None = None
    alternates: tuple[Alternate, ...] = ()


def entries(reader: Reader, slugs: tuple[str, ...]) -> Iterator[Entry]:
    """The site's own pages, then each article's: every level whole, every section, and its scores.

    Only addresses that pages name as their own: so not an article without its level.
    """
    yield from _own()
    found = [reader.article(slug) for slug in slugs]
    by_source: dict[str, list[Article]] = defaultdict(list)
    for each in found:
        by_source[each.article.source.url].append(each.article)
    for each in found:
        yield from _of_article(each, by_source[each.article.source.url])


def _own() -> Iterator[Entry]:
    # All pages whose address has no part to fill in: one that is added is in here by itself.
    for rule in current_app.url_map.iter_rules():
        if rule.endpoint.startswith("pages.") and not rule.arguments:
            yield Entry(link(rule.endpoint))
    yield Entry(link("contract.docs"))
    for code in explanations():
        yield Entry(link("pages.explanation", code=code))


def _of_article(published: Published, same_source: list[Article]) -> Iterator[Entry]:
    article, updated = published.article, published.updated
    for level in article.levels:
        for section in (None, *(each.id for each in article.sections)):
            where = {"slug": article.slug, "level": level.value} | ({"section": section} if section else {})
            address = link("pages.section" if section else "pages.article", **where)
            yield Entry(address, updated, alternates(article, same_source, level, section))
    yield Entry(link("pages.evidence", slug=article.slug), updated)
