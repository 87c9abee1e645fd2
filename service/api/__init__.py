"""The API for partner sites: `/api/v1`, its OpenAPI document and its documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.api.articles import api
from service.api.changes import changes_api
from service.api.client_files import client_files
from service.api.contract import PlainApi
from service.api.docs import contract
from service.api.readability import readability_api
from service.api.usage import usage_api
from service.api.voices import voices_api
from service.api.webhooks import describe_webhooks

if TYPE_CHECKING:
    from flask import Flask


def register_api(app: Flask) -> None:
    """Add the API's blueprints and its OpenAPI document to the application."""
    spec = PlainApi()
    spec.init_app(app)
    spec.register_blueprint(api)
    spec.register_blueprint(changes_api)
    spec.register_blueprint(voices_api)
    spec.register_blueprint(readability_api)
    spec.register_blueprint(usage_api)
    describe_webhooks(spec)
    app.register_blueprint(contract)
    app.register_blueprint(client_files)
    app.extensions["plainspoken-openapi"] = spec
