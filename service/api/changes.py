"""`/api/v1/changes`: what was published, changed or withdrawn since a partner last asked."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_smorest import Blueprint

from service.addresses import link
from service.answers import payload
from service.change_views import change_entries
from service.current import services
from service.feed import changes_since
from service.presenting import general_view
from service.schemas.changes import ChangeListSchema, ChangesQuerySchema
from service.schemas.parts import ProblemSchema

_PROBLEM = {"schema": ProblemSchema, "content_type": "application/problem+json"}

changes_api = Blueprint("changes_api", __name__, url_prefix="/api/v1", description="Staying up to date")


@changes_api.route("/changes")
@changes_api.arguments(ChangesQuerySchema, location="query", error_status_code=422)
@changes_api.response(200, ChangeListSchema)
@changes_api.alt_response(404, description="This is no cursor of the feed", **_PROBLEM)
@changes_api.alt_response(410, description="This cursor is not known any more: begin anew", **_PROBLEM)
def changes(query: dict[str, Any]) -> Response:
    """List what changed since a cursor, oldest first, level by level."""
    found = changes_since(services().store, query["since"], query["limit"])
    view = {
        "changes": [entry for change in found.changes for entry in change_entries(change)],
        "cursor": found.cursor,
        "more": found.more,
        "disclaimer": general_view(),
    }
    # Not kept: there are as many addresses as places in the feed.
    response = payload(ChangeListSchema, view, keep=False)
    if found.more:
        here = link("changes_api.changes", since=found.cursor, limit=str(query["limit"]))
        response.headers["Link"] = f'<{here}>; rel="next"'
    return response
