"""Styles, scripts, fonts and icons: a hash of all of them stands in their path, before their names.

So what one asks for from beside itself, a script by `./another.js` or a style by `fonts/x.woff2`, has
the hash too, and may be kept for ever, without a tool that rewrites names.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from flask import Response, abort, request, url_for

from service.answers import FOREVER, REVALIDATE
from service.pages.reading import pages

_FOLDER = Path(__file__).with_name("static")
#: Types by the end of a name: what a machine's own table says differs from one to the next. No other
#: files are given out.
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
_PACKED = frozenset({".css", ".js", ".svg"})


def static_path(filename: str) -> str:
    """The address of a static file, which changes with its bytes."""
    return url_for("pages.static_file", version=_version(), filename=filename)


def module_paths(folder: str) -> Iterator[str]:
    """The addresses of the scripts in a folder of static files, `main.js` first."""
    names = (file.name for file in (_FOLDER / folder).glob("*.js"))
    for name in sorted(names, key=lambda name: (name != "main.js", name)):
        yield static_path(f"{folder}/{name}")


@pages.get("/static/at-<version>/<path:filename>")
def static_file(version: str, filename: str) -> Response:
    """A static file, compressed for those who take it so: to a third."""
    if filename not in file_names():
        abort(404)
    kind = Path(filename).suffix
    packed = kind in _PACKED and request.accept_encodings.quality("gzip") > 0
    response = Response(_bytes(filename, packed), content_type=_TYPES[kind])
    # While servers are being updated, one may be asked for what only the other has.
    response.headers["Cache-Control"] = FOREVER if version == _version() else REVALIDATE
    if kind in _PACKED:
        response.vary.add("Accept-Encoding")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.add_etag()
    response.make_conditional(request)
    return response


@cache
def file_names() -> frozenset[str]:
    """All that there is, so that no name can lead out of the folder."""
    return frozenset(str(file.relative_to(_FOLDER)) for file in _FOLDER.rglob("*") if file.suffix in _TYPES)


@cache
def _bytes(name: str, packed: bool) -> bytes:
    data = (_FOLDER / name).read_bytes()
    return gzip.compress(data, mtime=0) if packed else data


@cache
def _version() -> str:
    """12 hex digits."""
    hashes = [f"{name} {hashlib.sha256(_bytes(name, packed=False)).hexdigest()}" for name in file_names()]
    return hashlib.sha256("\n".join(sorted(hashes)).encode()).hexdigest()[:12]
