"""Which levels' readers see other words after a revision: what the change feed tells partners."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from content.article import Article, Level


def fingerprints(article: Article) -> dict[str, str]:
    """Return a SHA-256 of what readers are shown at each level on offer, by level."""
    return {level.value: _fingerprint(article, level) for level in article.levels}


def reworded(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Level, ...]:
    """Return the levels added, withdrawn or with other words, hardest first."""
    return tuple(level for level in Level if before.get(level) != after.get(level))


def _fingerprint(article: Article, level: Level) -> str:
    words = [article.title, article.disclaimer.at(level), article.disclaimer.url, article.source.attribution]
    for term in article.glossary:
        words += [term.term, term.means, term.expands, term.say, term.show]
    for section in article.sections:
        rendition = section.renditions.get(level)
        if rendition is not None:
            words += [section.id, rendition.title, rendition.html]
    # As JSON, so that no two lists of words can run together into the same bytes.
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()
