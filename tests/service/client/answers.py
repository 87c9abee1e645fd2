"""Answers of a service to a client, and a clock that goes as fast as it is waited for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.service.client.scripted import Answer

KEY = "psk_abcdefgh_secret"
DAY = 86_400.0
#: 1 March 2026, noon (UTC).
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp()


class Clock:
    def __init__(self) -> None:
        self.now = NOON
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def text(revision: int = 1, **more: Any) -> dict[str, Any]:
    told = {
        "article": "a",
        "section": "s",
        "level": "plain",
        "revision": revision,
        "title": f"Title {revision}",
    }
    return told | {"attribution": {"show": {}, "cache_days": 7}} | more


def problem(status: int, kind: str = "", headers: dict[str, str] | None = None, **more: Any) -> Answer:
    told = {"type": f"/api/problems/{kind}/", "title": "No", "status": status, "detail": "Because."}
    return Answer(status, told | more, headers or {})


def feed(*changes: dict[str, Any]) -> Answer:
    usual = {
        "article": "a",
        "level": "plain",
        "revision": 2,
        "kind": "changed",
        "reason": "wording",
        "at": "",
    }
    return Answer(200, {"changes": [usual | each for each in changes], "cursor": "2-x", "more": False})
