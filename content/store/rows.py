"""Database rows as the store's types. A text is served only if it is the one that was published."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from content.article import Level
from content.document import digest
from content.errors import DocumentUnreadable, StoreUnavailable
from content.gate import readmit
from content.store.protocol import Change, ChangeKind, Published, Reason, Revision, Summary
from content.store.wording import offered


def published(row: Row[Any]) -> Published:
    """Read a row of `revisions` as an article. Raises `StoreUnavailable` where it is damaged."""
    document = _undamaged(row)
    try:
        if document is not None:
            return Published(readmit(document), row.number, row.created_at, row.digest)
        cause = "it is not the text that was published."
    except DocumentUnreadable as error:
        cause = str(error)
    raise StoreUnavailable(
        f"Revision {row.number} of {row.slug!r} in the database is damaged: {cause} "
        "Publish the article again, or restore a backup."
    )


def intact(row: Row[Any]) -> bool:
    """Tell whether a row of `revisions` still holds the text that was published."""
    return _undamaged(row) is not None


def summary(row: Row[Any]) -> Summary:
    """Read a row of `revisions` as a list shows it."""
    levels = offered(row.levels)
    return Summary(row.slug, row.title, row.language, tuple(row.topics), levels, row.number, row.created_at)


def revision(row: Row[Any]) -> Revision:
    """Read a row of `revisions` without its text."""
    return Revision(row.slug, row.number, row.created_at, row.digest)


def change(row: Row[Any]) -> Change:
    """Read a row of `changes`."""
    told = {Level(level): Reason(why) for level, why in row.reasons.items()}
    reasons = {level: told[level] for level in offered(told)}
    return Change(
        row.id, row.slug, row.revision, ChangeKind(row.kind), row.at, reasons, row.reason, row.refresh_by
    )


def _undamaged(row: Row[Any]) -> Mapping[str, Any] | None:
    try:
        document = json.loads(row.document)
        same = isinstance(document, dict) and digest(document) == row.digest
    except ValueError:
        # No JSON, or JSON with numbers or letters that no document has.
        return None
    return document if same else None
