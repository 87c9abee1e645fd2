"""Kept responses: the rendered bytes of a page or payload, kept for as long as nothing was published.

Dumping a section through its schema costs as much again as all the rest of a request. What is
published changes rarely and the store can say within microseconds whether it did, so an answer is
made once for each address, form and revision, and given from memory after that. A WSGI middleware, since
that is the one place before all work on the request.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from werkzeug.http import parse_etags, unquote_etag

from service.forms import asked_form
from service.packing import known_as, takes_gzip, unpacked

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: Set in the WSGI environment by a view whose answer depends on the address and the store alone.
KEEP = "plainspoken.keep"

#: Where the state that this request was met in stands in the WSGI environment, for what is asked next.
STATE = "plainspoken.state"

Address = tuple[str, str, str, str, str]
"""Scheme, host, script name, path and query of a request."""

Variant = tuple[Address, bool, str]
"""An address, whether packed, and in which form: all that an answer's bytes depend on."""

#: Headers that a 304 repeats (RFC 9110, section 15.4.5), and those that are about the exchange.
ABOUT_BODY = frozenset(
    {"content-type", "content-length", "content-disposition", "content-encoding", "content-language"}
)

#: When an answer was made: the server says it of each. One that is kept would grow old in every cache, and
#: a CDN takes what is old for stale (RFC 9111, section 4.2.3).
OF_THIS_ONE = "date"

#: Conditions that nobody puts on a page or payload; the application knows them all.
_RARE = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")


@dataclass(slots=True)
class _Kept:
    """An answer, and how often it was given again, give or take what threads count at the very same time."""

    state: Hashable
    headers: list[tuple[str, str]]
    etag: str
    body: bytes
    again: int = 0


def address(environ: WSGIEnvironment) -> Address:
    """All that an answer's links and words depend on, besides what is published."""
    return (
        environ["wsgi.url_scheme"],
        environ.get("HTTP_HOST", ""),
        environ.get("SCRIPT_NAME", ""),
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
    )


def names(asked: str, etag: str) -> bool:
    """Whether an If-None-Match field names this quoted ETag, or that of the same words packed or unpacked."""
    if asked == etag:
        return True
    # It compares weakly (RFC 9110, section 13.1.2): a proxy may have weakened our tag.
    return parse_etags(unpacked(asked)).contains_weak(unquote_etag(unpacked(etag))[0])


class KeptResponses:
    """Answers repeated GET and HEAD requests from memory until `state()` changes.

    `state` is a cheap token that changes with every publication. `limit` bounds the bytes kept, with those
    of addresses. The oldest answer goes first, unless it was given again: then it waits for its next turn,
    and half as often counts. So what is asked for often is not pushed out by addresses that somebody puts
    together, of which there is no end. To note who asked last would put a lock on the way of every request.
    """

    def __init__(self, app: WSGIApplication, state: Callable[[], Hashable], limit: int = 64 << 20) -> None:
        self._app = app
        self._state = state
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[Variant, _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, or ask the application and keep what it marked as worth keeping."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._app(environ, start_response)
        try:
            state = self._state()
        except Exception:
            return self._app(environ, start_response)
        environ[STATE] = state
        packed = takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        key = (address(environ), packed, asked_form(environ))
        kept = self._kept.get(key)
        if kept is not None and kept.state == state and not any(rare in environ for rare in _RARE):
            kept.again += 1
            return self._answer(kept, environ, start_response)
        return self._ask(key, state, environ, start_response)

    def _answer(
        self, kept: _Kept, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and names(asked, kept.etag):
            start_response("304 NOT MODIFIED", _without_body(kept, known_as(asked, kept.etag)))
            return []
        start_response("200 OK", kept.headers.copy())
        return [kept.body] if environ["REQUEST_METHOD"] == "GET" else []

    def _ask(
        self,
        key: Variant,
        state: Hashable,
        environ: WSGIEnvironment,
        start_response: StartResponse,
    ) -> Iterable[bytes]:
        begun: list[tuple[str, list[tuple[str, str]]]] = []

        def remember(status: str, headers: list[tuple[str, str]], *rest: object) -> Callable[[bytes], object]:
            begun[:] = [(status, headers.copy())]
            return start_response(status, headers, *rest)  # type: ignore[arg-type]

        answer = self._app(environ, remember)
        if not (environ.get(KEEP) and environ["REQUEST_METHOD"] == "GET" and begun[0][0].startswith("200")):
            return answer
        try:
            body = b"".join(answer)
        finally:
            close = getattr(answer, "close", None)
            if close is not None:
                close()
        headers = [pair for pair in begun[0][1] if pair[0].lower() != OF_THIS_ONE]
        etag = next((value for name, value in headers if name.lower() == "etag"), "")
        self._keep(key, _Kept(state, headers, etag, body))
        return [body]

    def _keep(self, key: Variant, kept: _Kept) -> None:
        with self._lock:
            old = self._kept.pop(key, None)
            if old is not None:
                self._size -= _weight(key, old)
                kept.again = old.again
            self._size += _weight(key, kept)
            self._kept[key] = kept
            while self._size > self._limit and self._kept:
                self._make_room(kept.state)

    def _make_room(self, state: Hashable) -> None:
        """Let the oldest answer go, or let it wait for its next turn."""
        key, oldest = next(iter(self._kept.items()))
        if oldest.again and oldest.state == state:
            oldest.again //= 2
            self._kept.move_to_end(key)
        else:
            del self._kept[key]
            self._size -= _weight(key, oldest)


def _weight(key: Variant, kept: _Kept) -> int:
    return len(kept.body) + sum(map(len, key[0]))


def _without_body(kept: _Kept, etag: str) -> list[tuple[str, str]]:
    about = [pair for pair in kept.headers if pair[0].lower() not in ABOUT_BODY | {"etag"}]
    return [*about, ("ETag", etag)]
