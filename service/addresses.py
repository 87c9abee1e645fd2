"""Addresses of this service: made here alone, so that a link looks the same in a page and in a payload."""

from __future__ import annotations

from flask import current_app, request, url_for


def absolute(local: str) -> str:
    """A path of this service as a full address: under `PUBLIC_URL`, or else as it was asked for."""
    base = current_app.config["PUBLIC_URL"] or request.root_url.rstrip("/")
    root = request.script_root
    return base + (local.removeprefix(root) if root else local)


def path(endpoint: str, **values: str) -> str:
    """The path of an endpoint on this service."""
    return url_for(endpoint, **values)  # type: ignore[arg-type]


def link(endpoint: str, **values: str) -> str:
    """The full address of an endpoint."""
    return absolute(path(endpoint, **values))
