"""The addresses that are asked: of every route of the application, and some where nothing is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask

from tests.http.serving import WITHDRAWN, Answer, Server
from tests.test_promises import ARTICLE, POSTED, addresses

#: Addresses of one route that are asked: the first and the last of them.
_OF_ONE_ROUTE = 2
_IN_OTHER_LANGUAGES = (
    f"/api/v1/articles/{ARTICLE.slug}?language=auto",
    f"/api/v1/articles/{ARTICLE.slug}/sections?language=auto&level=easy",
    f"/api/v1/articles/{ARTICLE.slug}/sections/introduction?level=plain&language=en",
)
_NOWHERE = (
    "/nothing",
    "/api/v1/nothing",
    "/audio/nothing",
    "/health/nothing",
    f"/articles/{WITHDRAWN}/",
    f"/api/v1/articles/{WITHDRAWN}",
    f"/api/v1/articles/{ARTICLE.slug}?level=odd",
    f"/api/v1/articles/{ARTICLE.slug}?language=fr",
    "/api/v1/articles?limit=x",
    "/api/v1/changes?since=9-00000000",
    "/api/v1/changes?since=x",
)


@dataclass(frozen=True, slots=True)
class Place:
    """An address, and what to post to it where it can't be got."""

    path: str
    posted: bytes | None = None

    def asked(self, server: Server, method: str = "", **headers: str) -> tuple[dict[str, str], Answer]:
        """What was sent beside the address, and the answer. A key goes where one is needed."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.path.startswith("/api/v1/usage"):
            sent = server.keyed | sent
        if self.posted is None:
            return sent, server.ask(self.path, sent, method or "GET")
        sent["Content-Type"] = "application/json"
        return sent, server.ask(self.path, sent, method or "POST", self.posted)


def places(app: Flask) -> Iterator[Place]:
    """Some addresses of every route, and errors."""
    left = Counter(rule.rule for rule, _ in addresses(app))
    for rule, path in addresses(app):
        left[rule.rule] -= 1
        if left[rule.rule] and left[rule.rule] >= _OF_ONE_ROUTE:
            continue
        yield Place(path, None if "GET" in (rule.methods or ()) else json.dumps(POSTED[path]).encode())
    yield from map(Place, (*_IN_OTHER_LANGUAGES, *_NOWHERE))
