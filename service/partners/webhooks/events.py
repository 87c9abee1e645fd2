"""What is sent, as the deliverer sees it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from content.store.protocol import Change


class Events(Protocol):
    """Makes bodies. Safe to share between threads."""

    def changed(self, change: Change) -> bytes:
        """The body that tells of a change: the same bytes each time."""
        ...

    def ping(self, now: datetime) -> bytes:
        """A body to try a webhook with."""
        ...
