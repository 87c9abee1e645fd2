"""The article store on SQLite or PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select, update

from content.article import Article
from content.document import digest, to_document
from content.errors import RevisionNotFound
from content.store import queries, rows
from content.store.connected import Connected
from content.store.protocol import (
    Change,
    ChangeKind,
    Correction,
    Publication,
    Published,
    Revision,
    Summary,
)
from content.store.tables import CURRENT, changes, publications, revisions
from content.store.wording import fingerprints, reasons


def _now() -> datetime:
    return datetime.now(UTC)


class SqlArticleStore(Connected):
    """`ArticleStore` on a database. Connects when first used; share it between threads, not forks.

    `clock` gives the aware time of publications.
    """

    def __init__(self, url: str, *, clock: Callable[[], datetime] = _now) -> None:
        """Raise `StoreUnavailable` for a URL that can't be used."""
        super().__init__(url, CURRENT, queries.NEWEST_CHANGE)
        self._clock = clock

    def publish(self, article: Article, correction: Correction | None = None) -> Publication:
        """Publish in one transaction; see `ArticleStore.publish`."""
        document = to_document(article)
        mark = digest(document)
        with self._writing() as connection:
            before = queries.published(connection, article.slug)
            if before is not None and before.digest == mark and rows.intact(before):
                return Publication(article.slug, before.number, created=False)
            number = 1 + queries.newest_number(connection, article.slug)
            now = self._clock()
            levels = fingerprints(article)
            connection.execute(
                insert(revisions).values(
                    slug=article.slug,
                    number=number,
                    title=article.title,
                    language=article.language,
                    topics=list(article.topics),
                    levels=levels,
                    digest=mark,
                    document=json.dumps(document, allow_nan=False, separators=(",", ":")),
                    created_at=now,
                )
            )
            if before is None:
                kind, words = ChangeKind.PUBLISHED, {}
                connection.execute(insert(publications).values(slug=article.slug, revision=number))
            else:
                kind, words = ChangeKind.CHANGED, before.levels
                here = publications.c.slug == article.slug
                connection.execute(update(publications).where(here).values(revision=number))
            told = correction or Correction()
            why = reasons(words, levels, clinical=told.clinical)
            queries.record(connection, article.slug, number, kind, now, why, told)
        return Publication(article.slug, number, created=True)

    def unpublish(self, slug: str, reason: str = "") -> None:
        """Withdraw an article, keep its revisions. Raises `ArticleNotFound`."""
        with self._writing() as connection:
            before = queries.published(connection, slug)
            if before is None:
                raise queries.not_found(connection, slug)
            connection.execute(delete(publications).where(publications.c.slug == slug))
            why = reasons(before.levels, {})
            told = Correction(note=reason)
            queries.record(connection, slug, before.number, ChangeKind.REMOVED, self._clock(), why, told)

    def get(self, slug: str) -> Published:
        """Return the article as it is published now. Raises `ArticleNotFound`."""
        with self._reading() as connection:
            row = queries.published(connection, slug)
            if row is None:
                raise queries.not_found(connection, slug)
        return rows.published(row)

    def list(self) -> tuple[Summary, ...]:
        """Return all that is published, by title, then slug."""
        with self._reading() as connection:
            found = connection.execute(queries.currently(*queries.WITHOUT_TEXT))
            summaries = [rows.summary(row) for row in found]
        # Sorted here: databases differ in how they order letters.
        return tuple(sorted(summaries, key=lambda summary: (summary.title.casefold(), summary.slug)))

    def revisions(self, slug: str) -> tuple[Revision, ...]:
        """Return every revision, oldest first. Raises `ArticleNotFound`."""
        query = select(*queries.WITHOUT_TEXT).where(revisions.c.slug == slug).order_by(revisions.c.number)
        with self._reading() as connection:
            found = tuple(map(rows.revision, connection.execute(query)))
            if not found:
                raise queries.not_found(connection, slug)
        return found

    def revision(self, slug: str, number: int) -> Published:
        """Return a kept revision. Raises `RevisionNotFound` or `ArticleNotFound`."""
        this = select(revisions).where(revisions.c.slug == slug, revisions.c.number == number)
        kept = select(revisions.c.number).where(revisions.c.slug == slug).order_by(revisions.c.number)
        with self._reading() as connection:
            row = connection.execute(this).one_or_none()
            if row is None:
                numbers = tuple(connection.scalars(kept))
                if not numbers:
                    raise queries.not_found(connection, slug)
                raise RevisionNotFound(slug, number, numbers, queries.known(connection))
        return rows.published(row)

    def changes(self, since: int = 0, limit: int = 100) -> tuple[Change, ...]:
        """Return at most `limit` changes after `since`, oldest first; see `ArticleStore.changes`."""
        if limit < 1:
            raise ValueError(f"limit is {limit}; it counts changes, from 1")
        query = select(changes).where(changes.c.id > since).order_by(changes.c.id).limit(limit)
        with self._reading() as connection:
            return tuple(map(rows.change, connection.execute(query)))

    def last_change(self) -> Change | None:
        """Return the newest change, None where there was none yet."""
        with self._reading() as connection:
            row = connection.execute(select(changes).order_by(changes.c.id.desc()).limit(1)).one_or_none()
            return rows.change(row) if row is not None else None
