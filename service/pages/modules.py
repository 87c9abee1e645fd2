"""Scripts that import each other: a hash of all of them stands in their path, before their names.

So what one imports from `./another.js` has the hash too, and may be kept for ever, without a tool
that rewrites names.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from flask import Response, current_app, request, url_for

from service.answers import FOREVER, REVALIDATE
from service.pages.reading import pages


def module_paths(folder: str) -> Iterator[str]:
    """The addresses of the scripts in a folder of static files, `main.js` first."""
    where = f"{current_app.static_folder}/{folder}"
    for name in _names(where):
        yield url_for("pages.module", version=_version(where), folder=folder, name=name)


@pages.get("/static/at-<version>/<folder>/<name>")
def module(version: str, folder: str, name: str) -> Response:
    """A script of such a folder, compressed for those who take it so: to a third."""
    response = current_app.send_static_file(f"{folder}/{name}")
    response.vary.add("Accept-Encoding")
    if "gzip" in request.accept_encodings and response.status_code == 200:
        response = _compressed(response, f"{current_app.static_folder}/{folder}/{name}")
    # While servers are being updated, one may be asked for what only the other has.
    current = version == _version(f"{current_app.static_folder}/{folder}")
    response.headers["Cache-Control"] = FOREVER if current else REVALIDATE
    return response


def _compressed(response: Response, path: str) -> Response:
    response.close()
    response.direct_passthrough = False
    response.set_data(_gzip(path))
    response.headers["Content-Encoding"] = "gzip"
    response.add_etag(overwrite=True)
    response.make_conditional(request)
    return response


@cache
def _gzip(path: str) -> bytes:
    return gzip.compress(Path(path).read_bytes(), mtime=0)


def _names(where: str) -> list[str]:
    return sorted((file.name for file in Path(where).glob("*.js")), key=lambda name: (name != "main.js", name))


@cache
def _version(where: str) -> str:
    hashes = (hashlib.sha256((Path(where) / name).read_bytes()).digest() for name in _names(where))
    return hashlib.sha256(b"".join(hashes)).hexdigest()[:12]
