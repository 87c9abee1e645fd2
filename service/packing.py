"""Packed answers: text goes out gzipped to those who take it so, a fifth of its size.

It is done here alone, on the finished answer of a view: what `kept` keeps is packed once. Packing
shows a watcher how well a page's parts resemble each other, by its length (the BREACH attack): no
answer of ours holds a secret, no cookie, token or name, beside what a request said.
"""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

#: Types of text. Sounds, pictures and fonts are packed by their own formats.
TYPES = frozenset(
    {
        "application/json",
        "application/manifest+json",
        "application/problem+json",
        "application/xml",
        "image/svg+xml",
        "text/css",
        "text/html",
        "text/javascript",
        "text/markdown",
        "text/plain",
        "text/vtt",
        "text/xml",
    }
)

#: Bytes from which packing pays: anything shorter goes in one packet anyway.
SMALLEST = 600

#: The highest takes twice as long for a hundredth less.
_EFFORT = 6

#: Ends the ETag of a packed body, since a strong tag names the very bytes (RFC 9110, section 8.8.3).
#: The ending is Apache's, which puts it there where it packs an answer of ours itself.
_ENDING = "-gzip"

#: The If-None-Match field as it was sent.
_ASKED = "plainspoken.if_none_match"


@lru_cache(maxsize=256)
def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding field takes gzip, and likes nothing better than it."""
    known = parse_accept_header(accepted, Accept)
    return known.quality("gzip") > 0 and known.quality("gzip") >= known.quality("identity")


def unpacked(tags: str) -> str:
    """Quoted ETags, each as the unpacked body has it: with either, somebody has the same words."""
    return tags.replace(f'{_ENDING}"', '"')


def known_as(asked: str, etag: str) -> str:
    """The quoted ETag that a 304 answers with: the one, of packed and unpacked, that was asked with.

    A 304 makes fresh what is stored under its tag (RFC 9111, section 4.3.4), and that is theirs.
    """
    plain = unpacked(etag)
    packed = _packed(plain)
    other = plain if etag == packed else packed
    return other if other in asked and etag not in asked else etag


def register_packing(app: Flask) -> None:
    """Pack the answers of this application. Register it before what still changes a body."""
    app.before_request(_ask_for_unpacked)
    app.after_request(_pack)


def _ask_for_unpacked() -> None:
    # Views compare with the tag of what they made, and know of no other.
    asked = request.environ.get("HTTP_IF_NONE_MATCH", "")
    if _ENDING in asked:
        request.environ[_ASKED] = asked
        request.environ["HTTP_IF_NONE_MATCH"] = unpacked(asked)


def _pack(response: Response) -> Response:
    if response.mimetype not in TYPES or response.status_code == 206:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code == 304:
        asked = request.environ.get(_ASKED) or request.environ.get("HTTP_IF_NONE_MATCH", "")
        tag = response.headers["ETag"]
        response.headers["ETag"] = known_as(asked, _packed(tag) if _is_to_be_packed(response) else tag)
    elif _is_to_be_packed(response):
        # No date and no name in it: the same text gives the same bytes.
        response.set_data(gzip.compress(response.get_data(), _EFFORT, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        if "ETag" in response.headers:
            response.headers["ETag"] = _packed(response.headers["ETag"])
    return response


def _is_to_be_packed(response: Response) -> bool:
    if not takes_gzip(request.headers.get("Accept-Encoding", "")):
        return False
    response.direct_passthrough = False
    return len(response.get_data()) >= SMALLEST


def _packed(etag: str) -> str:
    return f'{etag[:-1]}{_ENDING}"'
