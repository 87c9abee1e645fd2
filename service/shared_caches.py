"""For caches and scripts that are not ours: what a CDN may keep and purge, what other sites may read."""

from __future__ import annotations

from flask import Flask, Response, g, request

from content.article import Level
from service.answers import REVALIDATE

#: Where partners fetch from: nothing here depends on who asks, so any site may read it.
_PUBLIC = ("/api/v1/", "/api/openapi.json", "/audio/", "/embed/", "/embed.js", "/oembed")

#: For CDNs alone (RFC 9213): readers' own caches ask each time. Seconds: fresh, served while asking
#: anew, served while this service is down. A correction waits a minute at most, or is purged.
_FOR_CDN = "public, max-age=60, stale-while-revalidate=60, stale-if-error=86400"

#: What a script on another site may read, besides what it always may.
_EXPOSED = ", ".join(
    (
        "Accept-Ranges", "Content-Disposition", "Content-Length", "Content-Location", "Content-Range", "ETag",
        "Link", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-ID",
    )
)  # fmt: skip
#: What such a script may send, and for how many seconds its browser need not ask again.
_TAKEN = "Accept, Authorization, If-None-Match, If-Range, Range"
_PREFLIGHT_S = "86400"


def tell_caches(level: Level, slug: str = "") -> None:
    """Note the level, and the article, of what is answered, where the path of the address does not say so.

    An answer may be of another article than its address: the same in another language.
    """
    g.shown_level, g.shown_slug = level.value, slug


def register_sharing(app: Flask) -> None:
    """Put these headers on every answer that they belong on."""
    app.after_request(_let_other_sites_read)
    app.after_request(_let_cdns_keep)


def _let_other_sites_read(response: Response) -> Response:
    if not request.path.startswith(_PUBLIC):
        return response
    if request.method in {"GET", "HEAD"}:
        # Without credentials: a browser sends no cookie along, and there is none.
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = _EXPOSED
        # For pages that load only what says that it may be loaded (their policy is `require-corp`).
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    elif request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
        response.headers["Access-Control-Allow-Headers"] = _TAKEN
        response.headers["Access-Control-Max-Age"] = _PREFLIGHT_S
    return response


def _let_cdns_keep(response: Response) -> Response:
    if not request.path.startswith(_PUBLIC):
        return response
    if response.headers.get("Cache-Control") == REVALIDATE:
        response.headers["CDN-Cache-Control"] = _FOR_CDN
    if "no-store" not in response.headers.get("Cache-Control", "no-store"):
        response.headers["Surrogate-Key"] = " ".join(_keys())
    return response


def _keys() -> list[str]:
    """By what an answer can be purged: its article, its level, and all that lists articles."""
    parts = request.view_args or {}
    slugs = dict.fromkeys(filter(None, (parts.get("slug"), g.get("shown_slug"))))
    level = g.get("shown_level") or parts.get("level")
    return ["plainspoken", *slugs, *(f"{slug}/{level}" for slug in slugs if level)]
