"""Bodies that arrive slowly, in part, or never: they never take all of the threads, nor pass for whole.

A server thread waits while a body arrives, and nothing can call it back. Whoever sends a few bytes and then
nothing would hold it for as long as they like, and a handful of them would stop the service for all. So few
bodies are waited for at a time; who asks without a body, as all readers do, is answered meanwhile. A reverse
proxy that takes bodies in before it passes them on, as most do, spares those who send texts, too.

A body that breaks off ends, to the application, like one that is whole (granian 2.8). Half a leaflet must not
be judged as a leaflet: a body is held to its Content-Length, and is not taken without.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import IO, TYPE_CHECKING, TypeVar

from werkzeug.exceptions import LengthRequired

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_Read = TypeVar("_Read")

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
        """Pass the request on. Reading its body may raise `TooManyBodies` or `LengthRequired`."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD", "OPTIONS"}:
            body = _Awaited(environ["wsgi.input"], self._places)
            if environ.get("CONTENT_LENGTH"):
                environ["wsgi.input"] = body
                # Werkzeug holds a body to its length only where nothing says that its end is told otherwise.
                environ.pop("wsgi.input_terminated", None)
            else:
                environ["wsgi.input"] = _Unmeasured(body)
                environ["wsgi.input_terminated"] = True
        return self._app(environ, start_response)


class _Awaited:
    """The methods of `wsgi.input` (PEP 3333). None reads further than asked: some servers would wait then."""

    def __init__(self, body: IO[bytes], places: threading.Semaphore) -> None:
        self._body = body
        self._places = places

    def read(self, size: int = -1) -> bytes:
        """Read so many bytes, all of them where it is negative. Raises `TooManyBodies`."""
        return self._in_turn(lambda: self._body.read(size))

    def readline(self, size: int = -1) -> bytes:
        """Read to the end of a line. Raises `TooManyBodies`."""
        return self._in_turn(lambda: self._body.readline(size))

    def readlines(self, hint: int = -1) -> list[bytes]:
        """Read lines. Raises `TooManyBodies`."""
        return self._in_turn(lambda: self._body.readlines(hint))

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")

    def _in_turn(self, reading: Callable[[], _Read]) -> _Read:
        if not self._places.acquire(timeout=_FOR_A_PLACE):
            raise TooManyBodies
        try:
            return reading()
        finally:
            self._places.release()


class _Unmeasured:
    """A body of which nobody said how long it is: there must be none. Read as `wsgi.input` is."""

    def __init__(self, body: _Awaited) -> None:
        self._body = body

    def read(self, _size: int = -1) -> bytes:
        """Nothing. Raises `LengthRequired` where something comes, or `TooManyBodies`."""
        if self._body.read(1):
            raise LengthRequired(
                "A body is taken with a Content-Length alone: by that it is known whether all of it came."
            )
        return b""

    readline = read

    def readlines(self, _hint: int = -1) -> list[bytes]:
        """No lines. Raises as `read` does."""
        self.read()
        return []

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readlines())
