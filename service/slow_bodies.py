"""Bodies that arrive slowly, or never: they never take all of the threads.

A server thread waits while a body arrives, and nothing can call it back. Whoever sends a few bytes and then
nothing would hold it for as long as they like, and a handful of them would stop the service for all. So few
bodies are waited for at a time; who asks without a body, as all readers do, is answered meanwhile. A reverse
proxy that takes bodies in before it passes them on, as most do, spares those who send texts, too.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: Bodies that are waited for at a time in one process. Even on one processor a thread is left for others.
MOST_AWAITED = 2
#: Seconds for a place among them. What has arrived by then is read in far less.
_FOR_A_PLACE = 0.1


class TooManyBodies(Exception):
    """Too many bodies are waited for already."""

    def __init__(self) -> None:
        super().__init__("Too many requests are arriving slowly.")


class SlowBodies:
    """Lets at most so many requests wait for their bodies at a time."""

    def __init__(self, app: WSGIApplication, most_awaited: int = MOST_AWAITED) -> None:
        self._app = app
        self._places = threading.BoundedSemaphore(most_awaited)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on. Reading its body may raise `TooManyBodies`."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD", "OPTIONS"}:
            environ["wsgi.input"] = io.BufferedReader(_Awaited(environ["wsgi.input"], self._places))
        return self._app(environ, start_response)


class _Awaited(io.RawIOBase):
    def __init__(self, body: IO[bytes], places: threading.Semaphore) -> None:
        self._body = body
        self._places = places

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read once. Raises `TooManyBodies`."""
        if not self._places.acquire(timeout=_FOR_A_PLACE):
            raise TooManyBodies
        try:
            data = self._body.read(len(buffer))
        finally:
            self._places.release()
        buffer[: len(data)] = data
        return len(data)
