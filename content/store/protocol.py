"""The store of published articles, as the service sees it.

A *revision* is one act of publishing: numbers count from 1 for each slug, without gaps, and never
come back, not even after an article was withdrawn. Old revisions are kept.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from content.article import Article, Level


@dataclass(frozen=True, slots=True)
class Publication:
    """What `publish` did. `created` is False where this very text was already being published."""

    slug: str
    revision: int
    created: bool


@dataclass(frozen=True, slots=True)
class Published:
    """A published article. `updated` is when this revision was published, aware, UTC.

    `digest` is `content.document.digest` of the stored document: fit for an ETag.
    """

    article: Article
    revision: int
    updated: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list shows of an article. `levels` are hardest first; `updated` is aware, UTC."""

    slug: str
    title: str
    language: str
    topics: tuple[str, ...]
    levels: tuple[Level, ...]
    revision: int
    updated: datetime


@dataclass(frozen=True, slots=True)
class Revision:
    """One kept revision, without its text. `updated` is when it was published, aware, UTC."""

    slug: str
    revision: int
    updated: datetime
    digest: str


class ChangeKind(StrEnum):
    """`published`: it was not there before. `changed`: new text. `removed`: withdrawn."""

    PUBLISHED = "published"
    CHANGED = "changed"
    REMOVED = "removed"


class Reason(StrEnum):
    """What a change means for those who read or hear one level, the gravest first where several hold.

    `removed`: it is no longer offered. `level`: it was not offered before. `clinical`: an editor says
    that it mends what could mislead a patient, be it read or heard. `disclaimer`, `wording`: those words
    are others. `audio`: the same words are spoken otherwise. `revision`: this level is as it was, and only
    carries the number of the article's new revision.
    """

    REMOVED = "removed"
    LEVEL = "level"
    CLINICAL = "clinical"
    DISCLAIMER = "disclaimer"
    WORDING = "wording"
    AUDIO = "audio"
    REVISION = "revision"


@dataclass(frozen=True, slots=True)
class Correction:
    """What an editor tells of a change. `clinical`: what it mends could mislead a patient.

    `refresh_by` is the day (UTC) until whose end others may still show the earlier text; None for
    "in their own time". `note` is told with it.
    """

    clinical: bool = False
    refresh_by: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the change feed. `id` is the feed's cursor: from 1, in commit order, no gaps.

    `reasons` has every level that was or is offered, hardest first. `revision` is the one published,
    or the one removed. `at` is aware, UTC. `reason` is what the editor told, and may be empty.
    """

    id: int
    slug: str
    revision: int
    kind: ChangeKind
    at: datetime
    reasons: Mapping[Level, Reason]
    reason: str = ""
    refresh_by: date | None = None

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels whose readers or listeners get something else than before, hardest first."""
        return tuple(level for level, why in self.reasons.items() if why is not Reason.REVISION)


class ArticleStore(Protocol):
    """Keeps what was published. Safe to share between threads; open one in each process.

    Every method may raise `StoreUnavailable`: the database can't be reached, its schema is not
    this version's, or what it holds is damaged.
    """

    def publish(self, article: Article, correction: Correction | None = None) -> Publication:
        """Publish `article` in one transaction: revision, current text and change feed, or nothing.

        The same text as is being published changes nothing. Publishing again after `unpublish`
        makes a new revision, even of the same text.
        """
        ...

    def unpublish(self, slug: str, reason: str = "") -> None:
        """Withdraw an article; its revisions are kept. Raises `ArticleNotFound` or `ArticleWithdrawn`."""
        ...

    def get(self, slug: str) -> Published:
        """Return the article as it is published now.

        Raises `ArticleWithdrawn` where it was, and else `ArticleNotFound`.
        """
        ...

    def list(self) -> tuple[Summary, ...]:
        """Return all that is published, by title (case folded), then slug."""
        ...

    def revisions(self, slug: str) -> tuple[Revision, ...]:
        """Return every revision, oldest first, of withdrawn articles too. Raises `ArticleNotFound`."""
        ...

    def revision(self, slug: str, number: int) -> Published:
        """Return a kept revision, of withdrawn articles too: for editors, not for readers.

        Raises `RevisionNotFound`, or `ArticleNotFound` where the slug was never published.
        """
        ...

    def changes(self, since: int = 0, limit: int = 100) -> tuple[Change, ...]:
        """Return at most `limit` (from 1) changes with an id above `since` (0: from the start), oldest first.

        Raises `ValueError` for a limit under 1.
        """
        ...

    def last_change(self) -> Change | None:
        """Return the newest change, None where there was none yet."""
        ...

    def state(self) -> Hashable:
        """Return a token that differs once any process has committed a change to what is published.

        Cheap enough for every request; equal in all threads for the same state.
        """
        ...

    def check(self) -> None:
        """Raise `StoreUnavailable` where the store can't serve: for readiness probes."""
        ...

    def close(self) -> None:
        """Release connections. Harmless when repeated."""
        ...
