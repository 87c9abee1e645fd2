"""The last resort: what fails where no other answer to errors reaches is logged, and told as a problem.

Flask answers what its views raise. What fails before it has read a request, in middleware or in the answer to
an error would leave the server with nothing to say. So this needs nothing of the request, nor of Flask.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import structlog

from content.article import Level
from service.general import general_disclaimer
from service.problems import MEDIA_TYPE, problem_of
from service.request_log import REQUEST_ID

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_STATUS = "500 INTERNAL SERVER ERROR"
_UNFORESEEN = problem_of(Exception())


class LastResort:
    """Passes requests on, and answers those that end in an exception."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app
        self._log = structlog.get_logger()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer; never raise but where the answer was sent already."""
        begun: list[str] = []

        def begin(status: str, headers: list[tuple[str, str]], *rest: object) -> Callable[[bytes], object]:
            begun.append(status)
            return start_response(status, headers, *rest)  # type: ignore[arg-type]

        try:
            return self._app(environ, begin)
        except Exception as error:
            request_id = environ.get(REQUEST_ID, "")
            self._log.error("request failed", problem=_UNFORESEEN.slug, request_id=request_id, exc_info=error)
            body = _told(request_id)
            headers = [
                ("Content-Type", MEDIA_TYPE),
                ("Content-Length", str(len(body))),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ]
            # An answer that was begun is taken back by telling why (PEP 3333).
            why = (sys.exc_info(),) if begun else ()
            start_response(_STATUS, headers, *why)
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _told(request_id: str) -> bytes:
    general = general_disclaimer()
    view = {
        "type": f"/api/problems/{_UNFORESEEN.slug}/",
        "title": _UNFORESEEN.title,
        "status": _UNFORESEEN.status,
        "detail": _UNFORESEEN.detail,
        "request_id": request_id,
        "disclaimer": {
            "text": general.at(Level.EASY),
            "url": general.url,
            "level": Level.EASY.value,
        },
    }
    return json.dumps(view, ensure_ascii=False).encode()
