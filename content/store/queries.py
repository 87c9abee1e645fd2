"""The statements that the store needs in more than one place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from content.article import Level
from content.errors import ArticleNotFound, ArticleWithdrawn
from content.store.protocol import ChangeKind, Correction, Reason
from content.store.tables import changes, publications, revisions

# Lists need no texts, which are most of a row.
WITHOUT_TEXT = tuple(column for column in revisions.c if column is not revisions.c.document)


# As text: it is asked past SQLAlchemy, too (see `watch`).
NEWEST_CHANGE = "SELECT coalesce(max(id), 0) FROM changes"


def currently(*columns: Any) -> Select[Any]:
    """Select columns of the revisions that readers see."""
    points_at = (publications.c.slug == revisions.c.slug) & (publications.c.revision == revisions.c.number)
    return select(*columns).join(publications, points_at)


def published(connection: Connection, slug: str) -> Row[Any] | None:
    """Return the row of `revisions` that readers see of an article, or None."""
    query = currently(revisions).where(publications.c.slug == slug)
    return connection.execute(query).one_or_none()


def newest_number(connection: Connection, slug: str) -> int:
    """Return the newest revision's number, withdrawn or not; 0 where there is none."""
    query = select(func.max(revisions.c.number)).where(revisions.c.slug == slug)
    return connection.scalar(query) or 0


def record(
    connection: Connection,
    slug: str,
    revision: int,
    kind: ChangeKind,
    at: datetime,
    reasons: Mapping[Level, Reason],
    told: Correction,
) -> None:
    """Write a row of the change feed; only inside `engine.writing`."""
    # Counted under the writer's lock: no gaps, and in the order of commits.
    newest = connection.scalar(select(func.max(changes.c.id))) or 0
    connection.execute(
        insert(changes).values(
            id=newest + 1,
            slug=slug,
            revision=revision,
            kind=kind.value,
            at=at,
            reasons={level.value: why.value for level, why in reasons.items()},
            reason=told.note,
            refresh_by=told.refresh_by,
        )
    )


def known(connection: Connection) -> tuple[str, ...]:
    """Return the slugs of all that is published, sorted."""
    return tuple(connection.scalars(select(publications.c.slug).order_by(publications.c.slug)))


def not_found(connection: Connection, slug: str) -> ArticleNotFound:
    """Return the error that tells which articles there are, and of a withdrawn one why it is not there."""
    query = select(changes).where(changes.c.slug == slug).order_by(changes.c.id.desc()).limit(1)
    last = connection.execute(query).one_or_none()
    if last is not None and last.kind == ChangeKind.REMOVED:
        return ArticleWithdrawn(slug, last.at, last.reason, known(connection))
    return ArticleNotFound(slug, known(connection))
