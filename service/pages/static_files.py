"""Styles, scripts, fonts and icons: a hash of all of them stands in their path, before their names.

So what one asks for from beside itself, a script by `./another.js` or a style by `fonts/x.woff2`, has
the hash too, and may be kept for ever, without a tool that rewrites names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, url_for

from service.answers import FOREVER, REVALIDATE, answer

static_files = Blueprint("static", __name__, url_prefix="/static")

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


def static_path(filename: str) -> str:
    """The address of a static file, which changes with its bytes."""
    return url_for("static.file", version=_version(), filename=filename)


def module_paths(folder: str) -> Iterator[str]:
    """The addresses of the scripts in a folder of static files, `main.js` first."""
    names = (file.name for file in (_FOLDER / folder).glob("*.js"))
    for name in sorted(names, key=lambda name: (name != "main.js", name)):
        yield static_path(f"{folder}/{name}")


@static_files.get("/at-<version>/<path:filename>")
def file(version: str, filename: str) -> Response:
    """A static file."""
    if filename not in file_names():
        abort(404)
    current = version == _version()
    response = answer(contents(filename), _TYPES[Path(filename).suffix], keep=current)
    # While servers are being updated, one may be asked for what only the other has.
    response.headers["Cache-Control"] = FOREVER if current else REVALIDATE
    return response


@cache
def file_names() -> frozenset[str]:
    """All that there is, so that no name can lead out of the folder."""
    return frozenset(str(each.relative_to(_FOLDER)) for each in _FOLDER.rglob("*") if each.suffix in _TYPES)


@cache
def contents(filename: str) -> bytes:
    """The bytes of one of `file_names`."""
    return (_FOLDER / filename).read_bytes()


@cache
def _version() -> str:
    """12 hex digits."""
    hashes = [f"{name} {hashlib.sha256(contents(name)).hexdigest()}" for name in file_names()]
    return hashlib.sha256("\n".join(sorted(hashes)).encode()).hexdigest()[:12]
