"""Sending to an address of somebody else's, as the service sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: a status of HTTP, and the seconds that it asks to wait, if it does."""

    status: int
    retry_after: float | None = None


class Sender(Protocol):
    """Posts, and follows nothing. Safe to share between threads."""

    def check(self, url: str) -> None:
        """Look whether it could be called now.

        Raises `AddressRefused` for an address that is not called, `NotReached` for a name that leads nowhere.
        """
        ...

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send a body once and wait for its answer, a few seconds at most.

        Raises `AddressRefused` before anything is sent, else `NotReached` where no answer came.
        """
        ...
