"""Which of our texts a page shows, by its words: also where some of them were changed."""

from __future__ import annotations

from collections.abc import Iterable

from service.partners.verifying.editions import Edition, Editions
from service.partners.verifying.report import Place
from service.partners.verifying.wording import rows

#: The share of a text's words in a row from which it is shown. With one word in ten changed, two thirds of
#: them are left; what two levels of a section have in common is less, and counts for one of them only.
ENOUGH = 0.3
#: From here on it is worth to look at earlier revisions of the article.
SOME = 0.1
#: Articles whose earlier revisions are looked through where nothing else was found.
MOST_ARTICLES = 200


def shown_in(words: str, editions: Editions, named: Iterable[Place]) -> list[Edition]:
    """The texts that these words of a page hold, by article, in the article's order.

    `named` are those that the page leads to or claims to show.
    """
    there = rows(words)
    if not there:
        return []
    named = frozenset(named)
    candidates = [*editions.now(), *editions.gone()]
    near = {each.place.article for each in candidates if _share(each, there) >= SOME}
    near |= {each.article for each in named}
    found = _best(_with_earlier(candidates, editions, near), there, named)
    if not found:
        # An article that was written anew from end to end.
        others = [slug for slug in editions.changes if slug not in near][:MOST_ARTICLES]
        found = _best(_with_earlier([], editions, others), there, named)
    return sorted(found, key=_order)


def _order(edition: Edition) -> tuple[str, int, int]:
    sections = [each.id for each in edition.published.article.sections]
    return edition.place.article, sections.index(edition.section), edition.level.rank


def _with_earlier(candidates: list[Edition], editions: Editions, slugs: Iterable[str]) -> list[Edition]:
    return candidates + [each for slug in sorted(slugs) for each in editions.earlier(slug)]


def _best(candidates: list[Edition], there: frozenset[int], named: frozenset[Place]) -> list[Edition]:
    """The fittest first; of those that are left, what shows in words that none of these has."""

    def fitness(each: Edition) -> tuple[int, bool, int]:
        # What is there less what is not: a short text that became part of a longer one must not win.
        return 2 * len(each.rows & there) - len(each.rows), each.place in named, each.revision

    fit = [each for each in candidates if _share(each, there) >= ENOUGH]
    found: list[Edition] = []
    spoken_for: frozenset[int] = frozenset()
    for each in sorted(fit, key=fitness, reverse=True):
        if _share(each, there - spoken_for) >= ENOUGH:
            found.append(each)
            spoken_for |= each.rows
    return found


def _share(edition: Edition, there: frozenset[int]) -> float:
    return len(edition.rows & there) / len(edition.rows) if edition.rows else 0.0
