"""What a revision changes for the readers of each level: what the change feed tells partners."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from content.article import Article, Level
from content.store.protocol import Reason

#: SHA-256 by part of what readers of one level get; "all" is of all but "about". Revisions from before the
#: parts were told apart have the last alone, as a string; "about" came later still.
Fingerprint = Mapping[str, str] | str

_PARTS = {
    "disclaimer": Reason.DISCLAIMER,
    "words": Reason.WORDING,
    "about": Reason.WORDING,
    "audio": Reason.AUDIO,
}


def fingerprints(article: Article) -> dict[str, Fingerprint]:
    """Return the fingerprint of each level on offer."""
    return {level.value: _fingerprint(article, level) for level in article.levels}


def offered(levels: Iterable[str]) -> tuple[Level, ...]:
    """Return these levels, hardest first."""
    known = set(levels)
    return tuple(level for level in Level if level in known)


def reasons(
    before: Mapping[str, Fingerprint], after: Mapping[str, Fingerprint], *, clinical: bool = False
) -> dict[Level, Reason]:
    """Tell for each level why it changed, hardest first; `clinical` where an editor says so of a change."""
    return {
        level: _reason(before.get(level), after.get(level), clinical) for level in offered([*before, *after])
    }


def _reason(before: Fingerprint | None, after: Fingerprint | None, clinical: bool) -> Reason:
    if after is None:
        return Reason.REMOVED
    if before is None:
        return Reason.LEVEL
    if isinstance(before, str) or isinstance(after, str):
        found = {Reason.WORDING} if _all(before) != _all(after) else set()
    else:
        known = before.keys() & after.keys()
        found = {why for part, why in _PARTS.items() if part in known and before[part] != after[part]}
    if clinical and found:
        return Reason.CLINICAL
    return next((why for why in Reason if why in found), Reason.REVISION)


def _all(of: Fingerprint) -> str:
    return of if isinstance(of, str) else of["all"]


def _fingerprint(article: Article, level: Level) -> Fingerprint:
    disclaimer = [article.disclaimer.at(level), article.disclaimer.url]
    head = [article.title, *disclaimer, article.source.attribution]
    glossary = [[term.term, term.means, term.expands, term.say, term.show] for term in article.glossary]
    text = []
    for section in article.sections:
        rendition = section.renditions.get(level)
        if rendition is not None:
            text += [section.id, rendition.title, rendition.html]
    spoken = [[term.term, term.say] for term in article.glossary if term.say]
    shown = [[term, means, expands, show] for term, means, expands, _, show in glossary]
    return {
        "all": _hash([*head, *(word for entry in glossary for word in entry), *text]),
        "disclaimer": _hash(disclaimer),
        "words": _hash([article.title, article.source.attribution, *shown, *text]),
        "about": _hash([article.language, article.source.url]),
        "audio": _hash(spoken),
    }


def _hash(words: Sequence[object]) -> str:
    # As JSON, so that no two lists of words can run together into the same bytes.
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()
