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

from flask import Response, abort, current_app, request, url_for
from werkzeug.security import safe_join

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
    where = safe_join(current_app.static_folder or "", folder)
    if where is None or name not in _names(where):
        abort(404)
    packed = request.accept_encodings.quality("gzip") > 0
    response = Response(_script(f"{where}/{name}", packed), content_type="text/javascript; charset=utf-8")
    # While servers are being updated, one may be asked for what only the other has.
    response.headers["Cache-Control"] = FOREVER if version == _version(where) else REVALIDATE
    response.vary.add("Accept-Encoding")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.add_etag()
    response.make_conditional(request)
    return response


@cache
def _script(path: str, packed: bool) -> bytes:
    data = Path(path).read_bytes()
    return gzip.compress(data, mtime=0) if packed else data


def _names(where: str) -> list[str]:
    return sorted(
        (file.name for file in Path(where).glob("*.js")), key=lambda name: (name != "main.js", name)
    )


@cache
def _version(where: str) -> str:
    hashes = (hashlib.sha256((Path(where) / name).read_bytes()).digest() for name in _names(where))
    return hashlib.sha256(b"".join(hashes)).hexdigest()[:12]
