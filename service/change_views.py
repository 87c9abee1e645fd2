"""A change as partners are told of it, whether they ask (the feed) or are called (webhooks)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from content.store.protocol import Change, Reason
from service.addresses import link


def change_entries(change: Change) -> Iterator[dict[str, Any]]:
    """An entry for each level, hardest first."""
    for level, reason in change.reasons.items():
        at = {"slug": change.slug, "level": level.value}
        told = {"note": change.reason, "refresh_by": change.refresh_by}
        yield {
            "article": change.slug,
            "level": level.value,
            "revision": change.revision,
            "kind": change.kind.value,
            "reason": reason.value,
            **{name: value for name, value in told.items() if value},
            "at": change.at,
            "links": None
            if reason is Reason.REMOVED
            else {"sections": link("api.sections", **at), "page": link("pages.article", **at)},
        }
