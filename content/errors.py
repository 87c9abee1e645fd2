"""Everything that can go wrong in `content`, drawn as one tree.

    ContentError
    |-- PackageUnreadable        a package can't be read at all: no folder, no article.toml, broken TOML
    |-- SourceRefused            a source can't be imported (`source/imports/refusal.py`)
    |-- DocumentUnreadable       a stored document is not what `content.document` wrote
    |-- PolicyError              levels.toml is not a usable policy
    |-- ReadabilityUnavailable   textstat or its dictionary can't be used offline
    `-- StoreError
        |-- ArticleNotFound      no such published article (says which there are)
        |   |-- ArticleWithdrawn ... any more (says why, and since when)
        |   `-- RevisionNotFound ... or no such revision of it
        `-- StoreUnavailable     the database can't be opened, or its schema is not the current one

Judgements on a text are not errors: they are `content.findings.Finding`s.
"""

from __future__ import annotations

from datetime import datetime


class ContentError(Exception):
    """Base of every accident in this package; its text is fit for a person to read."""


class PackageUnreadable(ContentError):
    """A package that can't be read at all.

    `file` and `line` (from 1) name the place; `remedy` says what to do about it.
    """

    def __init__(self, file: str, line: int, message: str, remedy: str) -> None:
        super().__init__(f"{file}:{line} {message}. {remedy}")
        self.file = file
        self.line = line
        self.message = message
        self.remedy = remedy


class DocumentUnreadable(ContentError):
    """A stored document that no article can be rebuilt from: damaged, or of another format."""


class PolicyError(ContentError):
    """The level policy is missing a value or contradicts itself."""


class ReadabilityUnavailable(ContentError):
    """textstat can't score offline: its dictionary is missing or damaged."""


class StoreError(ContentError):
    """Base of the store's accidents."""


class ArticleNotFound(StoreError):
    """No article is published under this slug; `known` lists those that are."""

    def __init__(self, slug: str, known: tuple[str, ...]) -> None:
        super().__init__(f"No article is published as {slug!r}.")
        self.slug = slug
        self.known = known


class ArticleWithdrawn(ArticleNotFound):
    """The article was published once and is not any more. `at` is aware, UTC; `reason` may be empty."""

    def __init__(self, slug: str, at: datetime, reason: str, known: tuple[str, ...]) -> None:
        super().__init__(slug, known)
        day = f"{at.day} {at:%B %Y}"
        told = reason.strip()
        if told and not told.endswith((".", "!", "?")):
            told += "."
        self.args = (f"{slug!r} was withdrawn on {day}. {told}".strip(),)
        self.at = at
        self.reason = reason


class RevisionNotFound(ArticleNotFound):
    """The article has no such revision; `revisions` lists those it has, oldest first."""

    def __init__(self, slug: str, revision: int, revisions: tuple[int, ...], known: tuple[str, ...]) -> None:
        super().__init__(slug, known)
        self.args = (f"Article {slug!r} has no revision {revision}.",)
        self.revision = revision
        self.revisions = revisions


class StoreUnavailable(StoreError):
    """The database can't be opened or its schema is not the current one."""
