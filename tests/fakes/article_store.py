"""An `ArticleStore` in memory: for tests of whatever uses one. Held to the same contract."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from content.article import Article, Level
from content.document import digest, to_document
from content.errors import ArticleNotFound, ArticleWithdrawn, RevisionNotFound, StoreUnavailable
from content.store.protocol import (
    Change,
    ChangeKind,
    Correction,
    Publication,
    Published,
    Reason,
    Revision,
    Summary,
)
from content.store.wording import fingerprints, reasons


class FakeArticleStore:
    """Keeps articles until the test ends. Set `broken` to a reason to see it unavailable."""

    def __init__(self, *articles: Article, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.broken = ""
        self._clock = clock
        self._kept: dict[str, list[Published]] = {}
        self._current: dict[str, Published] = {}
        self._changes: list[Change] = []
        self._lock = threading.Lock()
        for article in articles:
            self.publish(article)

    def publish(self, article: Article, correction: Correction | None = None) -> Publication:
        self.check()
        mark = digest(to_document(article))
        with self._lock:
            before = self._current.get(article.slug)
            if before is not None and before.digest == mark:
                return Publication(article.slug, before.revision, created=False)
            kept = self._kept.setdefault(article.slug, [])
            new = Published(article, len(kept) + 1, self._now(), mark)
            kept.append(new)
            self._current[article.slug] = new
            kind = ChangeKind.CHANGED if before else ChangeKind.PUBLISHED
            words = fingerprints(before.article) if before else {}
            told = correction or Correction()
            why = reasons(words, fingerprints(article), clinical=told.clinical)
            self._record(new, kind, new.updated, why, told)
        return Publication(article.slug, new.revision, created=True)

    def unpublish(self, slug: str, reason: str = "") -> None:
        self.check()
        with self._lock:
            before = self._current.get(slug)
            if before is None:
                raise self._not_found(slug)
            del self._current[slug]
            why = reasons(fingerprints(before.article), {})
            self._record(before, ChangeKind.REMOVED, self._now(), why, Correction(note=reason))

    def get(self, slug: str) -> Published:
        self.check()
        if slug not in self._current:
            raise self._not_found(slug)
        return self._current[slug]

    def list(self) -> tuple[Summary, ...]:
        self.check()
        found = sorted(self._current.values(), key=lambda it: (it.article.title.casefold(), it.article.slug))
        return tuple(
            Summary(
                slug=it.article.slug,
                title=it.article.title,
                language=it.article.language,
                topics=it.article.topics,
                levels=it.article.levels,
                revision=it.revision,
                updated=it.updated,
            )
            for it in found
        )

    def revisions(self, slug: str) -> tuple[Revision, ...]:
        self.check()
        if slug not in self._kept:
            raise self._not_found(slug)
        return tuple(Revision(slug, it.revision, it.updated, it.digest) for it in self._kept[slug])

    def revision(self, slug: str, number: int) -> Published:
        numbers = tuple(kept.revision for kept in self.revisions(slug))
        if number not in numbers:
            raise RevisionNotFound(slug, number, numbers, tuple(sorted(self._current)))
        return self._kept[slug][number - 1]

    def changes(self, since: int = 0, limit: int = 100) -> tuple[Change, ...]:
        self.check()
        if limit < 1:
            raise ValueError(f"limit is {limit}; it counts changes, from 1")
        return tuple(change for change in self._changes if change.id > since)[:limit]

    def last_change(self) -> Change | None:
        self.check()
        return self._changes[-1] if self._changes else None

    def state(self) -> int:
        self.check()
        return len(self._changes)

    def check(self) -> None:
        if self.broken:
            raise StoreUnavailable(self.broken)

    def close(self) -> None:
        pass

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC)

    def _record(
        self, it: Published, kind: ChangeKind, at: datetime, why: dict[Level, Reason], told: Correction
    ) -> None:
        number = len(self._changes) + 1
        slug, revision = it.article.slug, it.revision
        self._changes.append(Change(number, slug, revision, kind, at, why, told.note, told.refresh_by))

    def _not_found(self, slug: str) -> ArticleNotFound:
        known = tuple(sorted(self._current))
        last = next((it for it in reversed(self._changes) if it.slug == slug), None)
        if last is not None and last.kind is ChangeKind.REMOVED:
            return ArticleWithdrawn(slug, last.at, last.reason, known)
        return ArticleNotFound(slug, known)
