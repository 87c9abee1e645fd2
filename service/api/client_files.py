"""The client in Python, to be fetched: two files that need nothing installed."""

from __future__ import annotations

from importlib import resources

from flask import Blueprint, Response

from service.answers import answer

client_files = Blueprint("client_files", __name__, url_prefix="/api")


@client_files.get("/client.py")
def client() -> Response:
    """What asks the API."""
    return _source("plainspoken_client.py")


@client_files.get("/sync.py")
def sync() -> Response:
    """What keeps a folder up to date with it."""
    return _source("plainspoken_sync.py")


def _source(name: str) -> Response:
    # As plain text, so that whoever is to run it can read it first, in any browser.
    text = resources.files("service.client").joinpath(name).read_text("utf-8")
    return answer(text, "text/plain; charset=utf-8")
