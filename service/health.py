"""Probes: is the process alive, and can it serve?"""

from __future__ import annotations

from flask import Blueprint, Response

from service.answers import payload
from service.current import services
from service.presenting import general_view
from service.schemas.article import HealthSchema

health = Blueprint("health", __name__, url_prefix="/health")


@health.get("/live")
def live() -> Response:
    """200 while this process answers at all."""
    return _healthy("alive")


@health.get("/ready")
def ready() -> Response:
    """200 when the stores can be read; 503 with a problem otherwise."""
    services().store.check()
    partners = services().partners
    if partners is not None:
        partners.store.check()
    return _healthy("ready")


def _healthy(status: str) -> Response:
    response = payload(HealthSchema, {"status": status, "disclaimer": general_view()}, keep=False)
    response.headers["Cache-Control"] = "no-store"
    return response
