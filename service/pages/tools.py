"""Small things that templates need: times in words, addresses of static files."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import current_app, url_for


def words_of_time(seconds: float) -> str:
    """A length of time as a person says it, to the nearest half minute: "about 2 and a half minutes"."""
    halves = max(1, round(seconds / 30))
    if halves == 1:
        return "half a minute"
    minutes, half = divmod(halves, 2)
    if half:
        return f"about {minutes} and a half minutes"
    return f"about {minutes} minute{'s' if minutes > 1 else ''}"


def static_path(filename: str) -> str:
    """The address of a static file, with a hash of its bytes so that it may be kept for ever."""
    return url_for("static", filename=filename, v=_hash(f"{current_app.static_folder}/{filename}"))


@cache
def _hash(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]
