"""How a partner asks, and what an answer tells of limits."""

from __future__ import annotations

import re

from werkzeug.test import TestResponse

from service.partners.credentials import Credential

ARTICLE = "/api/v1/articles/blood-pressure"
#: Given from memory from the second time on.
KEPT = "/api/v1/levels"


def bearing(key: Credential) -> dict[str, str]:
    return {"Authorization": f"Bearer {key.text}"}


def limit_of(response: TestResponse) -> tuple[str, int, int, int, int]:
    """Policy, quota, window, remaining, seconds: read strictly, as the draft writes them."""
    (policy,), (limit,) = (
        response.headers.getlist("RateLimit-Policy"),
        response.headers.getlist("RateLimit"),
    )
    told = re.fullmatch(r'"([a-z]+)";q=(\d+);w=(\d+)', policy)
    left = re.fullmatch(r'"([a-z]+)";r=(\d+);t=(\d+)', limit)
    assert told
    assert left
    assert told[1] == left[1]
    return told[1], int(told[2]), int(told[3]), int(left[2]), int(left[3])
