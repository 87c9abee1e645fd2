"""What the OpenAPI document says of keys and limits, for all operations alike."""

from __future__ import annotations

from typing import Any

#: Nothing is asked for (an empty requirement) or a key: most of the API is open to all.
SECURITY: dict[str, Any] = {
    "security": [{}, {"partnerKey": []}],
    "components": {
        "securitySchemes": {
            "partnerKey": {
                "type": "http",
                "scheme": "bearer",
                "bearerFormat": "psk_ID_SECRET",
                "description": "A partner's key. Never put it into an address: that is refused.",
            }
        }
    },
}

_HEADERS = {
    "RateLimit-Policy": "The limit that this was counted under: `q` requests in `w` seconds.",
    "RateLimit": "`r` more requests are admitted within the next `t` seconds.",
}
_REFUSALS = {
    "401": "The key that was sent is not accepted, or this needs one",
    "403": "The key lacks the scope for this",
    "429": "Too many requests within a minute; `Retry-After` says in how many seconds to ask again",
}
_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def with_limits(spec: dict[str, Any]) -> dict[str, Any]:
    """The document, with each operation's refusals and headers that tell of its limit."""
    for methods in spec["paths"].values():
        for operation in methods.values():
            if not isinstance(operation, dict) or "responses" not in operation:
                continue
            responses = operation["responses"]
            for status, description in _REFUSALS.items():
                responses.setdefault(status, {"description": description, "content": _PROBLEM})
            for status, response in responses.items():
                if status != "default" and "$ref" not in response:
                    response.setdefault("headers", {}).update(_documented(_HEADERS))
            responses["429"]["headers"] |= _documented({"Retry-After": "Seconds."}, kind="integer")
    return spec


def _documented(headers: dict[str, str], kind: str = "string") -> dict[str, Any]:
    return {name: {"description": text, "schema": {"type": kind}} for name, text in headers.items()}
