"""What is posted to webhooks: bodies with links, made where nobody asks and no request is at hand."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cached_property
from typing import Any

from flask import Flask
from marshmallow import Schema

from content.store.protocol import Change
from service.change_views import change_entries
from service.feed import cursor_of
from service.presenting import general_view
from service.schemas.webhooks import CHANGED, PING, ChangedEventSchema, PingEventSchema


class WebhookEvents:
    """`Events`, with links that begin with `public_url`. Safe to share between threads."""

    def __init__(self, public_url: str) -> None:
        self._public_url = public_url

    def changed(self, change: Change) -> bytes:
        """The body that tells of a change: the same bytes each time."""
        with self._addresses.test_request_context():
            data = {
                "changes": list(change_entries(change)),
                "cursor": cursor_of(change),
                "disclaimer": general_view(),
            }
            return _body(ChangedEventSchema, CHANGED, change.at, data)

    def ping(self, now: datetime) -> bytes:
        """A body to try a webhook with."""
        with self._addresses.test_request_context():
            return _body(PingEventSchema, PING, now, {"disclaimer": general_view()})

    @cached_property
    def _addresses(self) -> Flask:
        """An application that knows this service's addresses, and answers nothing."""
        # Imported here: a deliverer that has nothing to send does without the pages and what they need.
        from service.api import register_api
        from service.pages import pages

        app = Flask(__name__, static_folder=None)
        app.config["PUBLIC_URL"] = self._public_url
        register_api(app)
        app.register_blueprint(pages)
        return app


def _body(schema: type[Schema], kind: str, at: datetime, data: dict[str, Any]) -> bytes:
    view = schema().dump({"type": kind, "timestamp": at, "data": data})
    return json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode()
