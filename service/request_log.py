"""One structured line a request, and an id that ties a reader's report to it.

Neither addresses of readers nor query strings are logged: what a person reads about their health
is nobody's business, and a pasted text could stand in a query. A key that stands in a path is blotted out
here, since this stands before all that could refuse it.
"""

from __future__ import annotations

import logging
import re
import sys
import time
import uuid
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import structlog

from service.partners.credentials import without_keys

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: Where the id stands in the WSGI environment.
REQUEST_ID = "plainspoken.request_id"
_USABLE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


def configure_logging(level: str) -> None:
    """JSON lines on standard error, from `level` ("debug" to "error") up."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )


#: Signs of a method that are logged: anybody can make one up.
_LONGEST_METHOD = 20


class RequestLog:
    """Gives each request an id, sends it back as `X-Request-ID`, and logs how it went.

    `trust_ids`: take the id that a reverse proxy sent, if it looks like one.
    """

    def __init__(self, app: WSGIApplication, *, trust_ids: bool) -> None:
        self._app = app
        self._trust_ids = trust_ids
        self._log = structlog.get_logger()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on; log once the answer has begun."""
        request_id = self._request_id(environ)
        environ[REQUEST_ID] = request_id
        began = time.perf_counter()

        def logged(status: str, headers: list[tuple[str, str]], *rest: object) -> Callable[[bytes], object]:
            headers.append(("X-Request-ID", request_id))
            self._log.info(
                "request",
                request_id=request_id,
                method=without_keys(environ["REQUEST_METHOD"])[:_LONGEST_METHOD],
                path=without_keys(environ.get("PATH_INFO", "")),
                status=int(status[:3]),
                ms=round((time.perf_counter() - began) * 1000, 2),
            )
            return start_response(status, headers, *rest)  # type: ignore[arg-type]

        return self._app(environ, logged)

    def _request_id(self, environ: WSGIEnvironment) -> str:
        sent = environ.get("HTTP_X_REQUEST_ID", "")
        if self._trust_ids and _USABLE_ID.fullmatch(sent):
            return str(sent)
        return uuid.uuid4().hex
