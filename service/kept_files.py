"""Kept sounds: a file that was just handed out goes out again without asking the application.

Routing a request, finding its article and hashing what shapes the sound costs more than reading
64 KiB, and a player asks for many such pieces. What the application answered is remembered for its
address, for as long as nothing was published; the file itself is looked at each time, so one that is
gone, damaged or replaced is left to the application, which makes it again. So is all that is rare:
several ranges, dates, a range that can't be met. A WSGI middleware, as `kept` is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audio.recent import Recent
from service.kept import ABOUT_BODY, OF_THIS_ONE, STATE, Address, address, names

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: Set in the WSGI environment by a view that answers with a file of this machine.
FILE = "plainspoken.file"

#: Bytes that are handed to the server in one piece: each further piece costs it a wait for Python's
#: lock. A section of ten minutes is this large as MP3; what is larger, the application streams.
IN_ONE = 4 << 20

#: Addresses that are remembered, some 2 kB each.
MOST_REMEMBERED = 2_000

#: Conditions that nobody puts on a sound; the application knows them all.
_RARE = ("HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE")
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)
_PARTIAL = {"content-length", "content-range", OF_THIS_ONE}


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The file behind an answer: its quoted ETag, its size in bytes, and `find`, which tells where it lies.

    `find` looks at the file each time. It gives None, or raises, where the very
    bytes of the ETag are no longer on this machine.
    """

    etag: str
    size: int
    find: Callable[[], Path | None]


@dataclass(frozen=True, slots=True)
class _Answered:
    state: Hashable
    file: KeptFile
    headers: list[tuple[str, str]]


class KeptFiles:
    """Answers repeated GET and HEAD requests for a file, or one range of it, until the state changes.

    `KeptResponses` stands before it and tells the state; where it tells none, the application is asked.
    """

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app
        self._answered: Recent[Address, _Answered] = Recent(MOST_REMEMBERED)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from the file, or ask the application and remember the file that it answers with."""
        if STATE not in environ:
            return self._app(environ, start_response)
        place = address(environ)
        answered = self._answered.get(place)
        if answered is not None and answered.state == environ[STATE]:
            body = self._answer(answered, environ, start_response)
            if body is not None:
                return body
        return self._ask(place, environ, start_response)

    def _answer(
        self, answered: _Answered, environ: WSGIEnvironment, start_response: StartResponse
    ) -> list[bytes] | None:
        """Give the body once the answer was begun; None where the application has to answer."""
        file, span = answered.file, _span(environ, answered.file)
        path = _path(file) if span else None
        if span is None or path is None:
            return None
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and names(known, file.etag):
            start_response("304 NOT MODIFIED", [each for each in answered.headers if not _about_body(each)])
            return []
        start, length = span
        data = _read(path, start, length) if environ["REQUEST_METHOD"] == "GET" else b""
        if data is None:
            return None
        headers = [*answered.headers, ("Content-Length", str(length))]
        if "HTTP_RANGE" in environ:
            headers.append(("Content-Range", f"bytes {start}-{start + length - 1}/{file.size}"))
            start_response("206 PARTIAL CONTENT", headers)
        else:
            start_response("200 OK", headers)
        return [data] if data else []

    def _ask(
        self, place: Address, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        # From before: what is published while the application answers is not in its answer.
        state = environ[STATE]

        def remember(status: str, headers: list[tuple[str, str]], *rest: object) -> Callable[[bytes], object]:
            file = environ.get(FILE)
            if isinstance(file, KeptFile) and status[:3] in {"200", "206"}:
                lasting = [each for each in headers if each[0].lower() not in _PARTIAL]
                self._answered.remember(place, _Answered(state, file, lasting))
            return start_response(status, headers, *rest)  # type: ignore[arg-type]

        return self._app(environ, remember)


def _span(environ: WSGIEnvironment, file: KeptFile) -> tuple[int, int] | None:
    """Where to start and how many bytes to give; None where that is not for us to say."""
    method, asked = environ["REQUEST_METHOD"], environ.get("HTTP_RANGE")
    if method not in {"GET", "HEAD"} or any(rare in environ for rare in _RARE):
        return None
    start, length = 0, file.size
    if asked is not None:
        parts = _RANGE.fullmatch(asked)
        # If-Range compares strongly (RFC 9110, section 13.1.5); a date is the application's.
        if parts is None or method == "HEAD" or environ.get("HTTP_IF_RANGE", file.etag) != file.etag:
            return None
        start, length = _part(parts[1], parts[2], file.size)
    return (start, length) if 0 < length <= IN_ONE else None


def _part(first: str, last: str, size: int) -> tuple[int, int]:
    """Where a range starts and its length: not above 0 where there is no such part."""
    if first:
        start = int(first)
        return start, min(int(last) if last else size, size - 1) - start + 1
    length = min(int(last or 0), size)
    return size - length, length


def _path(file: KeptFile) -> Path | None:
    try:
        return file.find()
    except Exception:  # whatever it is, the application meets it too and says it well
        return None


def _read(path: Path, start: int, length: int) -> bytes | None:
    try:
        with path.open("rb", buffering=0) as file:
            file.seek(start)
            data = file.read(length)
    except OSError:
        return None
    return data if len(data) == length else None


def _about_body(header: tuple[str, str]) -> bool:
    return header[0].lower() in ABOUT_BODY
