"""What the OpenAPI document says of webhooks: what is posted to partners, with which headers."""

from __future__ import annotations

from typing import Any

from flask_smorest import Api

from service.api.document import webhook_examples
from service.schemas.webhooks import CHANGED, PING, ChangedEventSchema, PingEventSchema

_EVENTS = (
    (CHANGED, "ChangedEvent", ChangedEventSchema, "An article was published, changed or removed"),
    (PING, "PingEvent", PingEventSchema, "A trial: there is nothing to do"),
)
_HEADERS = {
    "webhook-id": "The same whenever the same is sent again: drop what you have had.",
    "webhook-timestamp": "When it was sent, in Unix seconds: refuse what is older than five minutes.",
    "webhook-signature": "`v1,` and the HMAC-SHA-256, in base64, of id, timestamp and body with full stops "
    "between, under your secret. After a rotation there are two, with a blank between: one must fit.",
}


def describe_webhooks(api: Api) -> None:
    """Add the shapes of what is posted to the document's components."""
    for _, name, schema, _ in _EVENTS:
        api.spec.components.schema(name, schema=schema)


def with_webhooks(spec: dict[str, Any]) -> dict[str, Any]:
    """The document, with its member `webhooks`."""
    return spec | {
        "webhooks": {kind: {"post": _operation(kind, name, told)} for kind, name, _, told in _EVENTS}
    }


def _operation(kind: str, name: str, told: str) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": {"$ref": f"#/components/schemas/{name}"}}
    if kind in webhook_examples():
        content["examples"] = {"real": {"value": webhook_examples()[kind]}}
    return {
        "summary": told,
        "description": "Posted to the address that a partner gave, signed as standardwebhooks.com has it.",
        # The signature takes a key's place.
        "security": [],
        "parameters": [
            {
                "name": header,
                "in": "header",
                "required": True,
                "description": text,
                "schema": {"type": "string"},
            }
            for header, text in _HEADERS.items()
        ],
        "requestBody": {"required": True, "content": {"application/json": content}},
        "responses": {
            "2XX": {"description": "You have it. Answer within 10 seconds, and do the work afterwards."},
            "410": {"description": "You want no more: the webhook is ended."},
            "default": {
                "description": "You do not have it: it is sent again, later and later, for three days."
            },
        },
    }
