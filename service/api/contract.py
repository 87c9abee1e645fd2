"""The OpenAPI document, made from the schemas."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app
from flask_smorest import Api

from content.article import Level
from service.api.document import completed
from service.api.keyed import SECURITY, with_limits
from service.api.webhooks import with_webhooks
from service.general import general_disclaimer

_ABOUT = (
    "Health articles at several reading levels, with speech. Every payload carries a disclaimer and an "
    "attribution: show both wherever you show the text."
)


class PlainApi(Api):
    """flask-smorest, with this service's own errors and documentation page."""

    def init_app(self, app: Flask, **options: Any) -> None:
        """Set what the OpenAPI document says of itself, then initialise."""
        app.config.update(
            API_TITLE="Plainspoken",
            API_VERSION="1",
            OPENAPI_VERSION="3.1.0",
            API_SPEC_OPTIONS={
                "info": {
                    "description": f"{_ABOUT}\n\n{general_disclaimer().at(Level.EASY)}",
                    "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
                },
                **SECURITY,
            },
        )
        super().init_app(app, **options)

    def _register_error_handlers(self) -> None:
        """None: `service.problems` answers every error, in one shape."""


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document of the running application."""
    spec: dict[str, Any] = current_app.extensions["plainspoken-openapi"].spec.to_dict()
    return with_webhooks(with_limits(completed(spec)))
