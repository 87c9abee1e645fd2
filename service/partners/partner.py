"""A partner and its keys: plain data, without the secrets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from service.partners.limits import Limits

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


class Scope(StrEnum):
    """What a key may be used for: `read` all that anybody may ask for, `usage` its owner's own numbers."""

    READ = "read"
    USAGE = "usage"


class KeyState(StrEnum):
    """Whether a key works now, and if not, why."""

    WORKS = "works"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Key:
    """What is kept of a key. Its secret is not among it: `digest` is a keyed hash of the whole key.

    `id` is public and stands in the key itself. Times are aware, UTC; a key without `expires` works
    until it is revoked.
    """

    id: str
    digest: str = field(repr=False)
    scopes: frozenset[Scope]
    created: datetime
    expires: datetime | None = None
    revoked: datetime | None = None

    def state(self, now: datetime) -> KeyState:
        """Whether it works at this time."""
        if self.revoked is not None:
            return KeyState.REVOKED
        if self.expires is not None and self.expires <= now:
            return KeyState.EXPIRED
        return KeyState.WORKS


@dataclass(frozen=True, slots=True)
class Partner:
    """A site that pulls articles. `limits` are its own, where they differ from the settings'.

    `name` is of small letters, digits and hyphens, 63 at most. Raises `ValueError` for another.
    """

    name: str
    keys: tuple[Key, ...]
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(
                f"a partner's name is of small letters, digits and hyphens, at most 63, not {self.name!r}"
            )


@dataclass(frozen=True, slots=True)
class Usage:
    """How many requests were answered for a partner on a day (UTC).

    `article` is the slug of a published article; empty for all requests that are of no one article.
    """

    partner: str
    day: date
    article: str
    requests: int
