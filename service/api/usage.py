"""`/api/v1/usage`: how much the owner of a key asked for."""

from __future__ import annotations

from datetime import date

from flask import Response, request
from flask_smorest import Blueprint

from service.answers import payload
from service.current import services
from service.partners.door import PARTNER
from service.partners.errors import KeyNeeded
from service.schemas.usage import UsageQuerySchema, UsageSchema
from service.usage_views import usage_view

usage_api = Blueprint("usage", __name__, url_prefix="/api/v1", description="What partners asked for")


@usage_api.route("/usage")
@usage_api.arguments(UsageQuerySchema, location="query", error_status_code=422)
@usage_api.response(200, UsageSchema)
@usage_api.doc(security=[{"partnerKey": []}])
def usage(query: dict[str, date]) -> Response:
    """Get your own usage: requests by day (UTC) and article. Counted a moment after the request."""
    partners, name = services().partners, request.environ.get(PARTNER)
    if partners is None or name is None:
        raise KeyNeeded
    first, last = query["first"], query["last"]
    view = usage_view(name, first, last, partners.store.usage(name, first, last))
    # One partner's alone: the door tells caches so.
    return payload(UsageSchema, view, keep=False)
