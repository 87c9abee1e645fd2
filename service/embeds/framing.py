"""Which answers other sites may frame and load, by headers: the embeds, and what those are made of."""

from __future__ import annotations

from flask import Flask, Response, request

#: Pages for frames, and all that is told of errors there.
FRAMES = "/embed/"

_NOBODY, _ANYBODY = "frame-ancestors 'none'", "frame-ancestors *"
_POLICY = "Content-Security-Policy"


def is_framed() -> bool:
    """Whether the current request is for a frame, whatever is answered."""
    return request.path.startswith(FRAMES)


def register_framing(app: Flask) -> None:
    """Open the pages for frames to all sites. Register it before what closes every page to them."""
    app.after_request(_let_frame)


def _let_frame(response: Response) -> Response:
    if is_framed():
        # All else of the policy stays: a frame loads nothing from elsewhere either.
        response.headers[_POLICY] = response.headers[_POLICY].replace(_NOBODY, _ANYBODY)
        response.headers.pop("X-Frame-Options", None)
        # A site that asks each frame for it may show this one, too.
        response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
    if request.path.startswith("/static/"):
        # A frame without an origin of its own, as `sandbox` makes it, asks as another site would.
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
