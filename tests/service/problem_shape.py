"""The one place that knows what every problem looks like."""

from __future__ import annotations

from typing import Any

from werkzeug.test import TestResponse


def assert_problem(response: TestResponse, status: int, slug: str) -> dict[str, Any]:
    """RFC 9457 members, the kind by its stable name, the disclaimer, no caching; gives the body back."""
    assert response.status_code == status, response.text
    assert response.mimetype == "application/problem+json"
    body: dict[str, Any] = response.get_json(force=True)
    assert body["type"] == f"/api/problems/{slug}/"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert body["disclaimer"]["text"]
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Request-ID"] == body["request_id"]
    assert "Traceback" not in response.text
    return body
