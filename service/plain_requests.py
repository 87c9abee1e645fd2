"""Requests that can be read in one way only: what is behind this sees one spelling, or nothing.

Limits, kept answers and routes look at the same request, one after the other. Where they could read it
otherwise, one of them could be got around: two slashes at the start of a path are one to Flask and two to
others, and a host that is none would stand in links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv6Address
from typing import TYPE_CHECKING

from flask import Flask, request
from werkzeug.sansio.utils import host_is_trusted

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: Where the reason stands for which a request is not to be answered.
_REFUSAL = "plainspoken.unclear"

#: A proxy may say under which path it offers this service: never under another host.
_PREFIX = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*/?", re.ASCII)


class RequestUnclear(Exception):
    """A request that others could read otherwise than this service does."""


class PlainRequests:
    """Passes on what is clear, with one slash at the start of its path, and the rest to `refusing`.

    `refusing` is the application without anything that answers from memory.
    """

    def __init__(self, app: WSGIApplication, refusing: WSGIApplication) -> None:
        self._app = app
        self._refusing = refusing

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, or let `register_clearness` tell why not."""
        path = environ.get("PATH_INFO", "")
        if path[:1] != "/" or path[1:2] == "/":
            environ["PATH_INFO"] = "/" + path.lstrip("/")
        why = _unclear(environ)
        if why:
            # Nothing that was sent stands in the answer.
            environ["HTTP_HOST"], environ["SCRIPT_NAME"], environ["QUERY_STRING"] = "localhost", "", ""
            environ["wsgi.url_scheme"] = "http"
            environ[_REFUSAL] = RequestUnclear(why)
            return self._refusing(environ, start_response)
        return self._app(environ, start_response)


def _unclear(environ: WSGIEnvironment) -> str:
    host = environ.get("HTTP_HOST")
    if not host and environ.get("SERVER_PROTOCOL") == "HTTP/1.0":
        # Probes of load balancers ask so.
        environ["HTTP_HOST"] = "localhost"
    elif not _is_a_host(host or ""):
        return "Its header `Host` is not one name or address of a host."
    if not _PREFIX.fullmatch(environ.get("SCRIPT_NAME", "")):
        return "Its header `X-Forwarded-Prefix` is no path."
    if environ["wsgi.url_scheme"] not in {"http", "https"}:
        return "Its header `X-Forwarded-Proto` is neither http nor https."
    if not environ["REQUEST_METHOD"].isupper():
        return "Methods are written in capital letters."
    if not _is_text(environ.get("QUERY_STRING", "")):
        return "Its query is not UTF-8."
    return ""


def _is_a_host(field: str) -> bool:
    """Whether links can be made of a Host field: a name whose labels can be read, or an address."""
    if not host_is_trusted(field):  # of the signs that hosts are of
        return False
    try:
        if field.startswith("["):
            IPv6Address(field[1 : field.index("]")])
        else:
            field.partition(":")[0].lower().encode("idna").decode("idna")
    except ValueError:
        return False
    return True


def _is_text(query: str) -> bool:
    """Whether a query, with a sign of Latin-1 for each byte (PEP 3333), is UTF-8."""
    if query.isascii():
        return True
    try:
        query.encode("latin-1").decode()
    except UnicodeError:
        return False
    return True


def register_clearness(app: Flask) -> None:
    """Let the application raise the reason for which a request is refused, as any other problem."""

    @app.before_request
    def refuse() -> None:
        refusal = request.environ.get(_REFUSAL)
        if refusal is not None:
            raise refusal
