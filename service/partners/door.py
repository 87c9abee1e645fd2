"""The API's door: WSGI middleware, before the answers that are kept, so that those are counted too."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from flask import Flask, request

from service.partners.credentials import holds_key, without_keys
from service.partners.desk import PartnerDesk, Visit
from service.partners.errors import KeyInAddress, LimitReached
from service.partners.limits import LIMITED

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: Where the name of the partner whose key was accepted stands in the WSGI environment.
PARTNER = "plainspoken.partner"
#: Where the reason stands for which a request is not to be answered.
_REFUSAL = "plainspoken.refusal"

_ARTICLES = f"{LIMITED}articles/"
#: What speaks to caches that many people share. None of them may keep an answer to a key: it tells how much
#: of its limit one partner has left.
_TO_SHARED_CACHES = {"cdn-cache-control", "surrogate-key"}


class Door:
    """Receives every request to the API; passes it on, or lets `refusing` tell why not.

    `refusing` is the application without anything that answers from memory.
    """

    def __init__(self, app: WSGIApplication, refusing: WSGIApplication, desk: PartnerDesk) -> None:
        self._app = app
        self._refusing = refusing
        self._desk = desk

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, with headers that tell of the limit."""
        path = environ.get("PATH_INFO", "")
        if holds_key(path) or holds_key(environ.get("QUERY_STRING", "")):
            # From here on nobody sees it: no page repeats what was asked.
            environ["PATH_INFO"], environ["QUERY_STRING"] = without_keys(path), ""
            environ[_REFUSAL] = KeyInAddress()
        # A browser asks OPTIONS before it may send a key, so it can't be held against anybody.
        if not path.startswith(LIMITED) or environ["REQUEST_METHOD"] == "OPTIONS":
            return self._beyond(environ)(environ, start_response)
        visit = self._desk.receive(environ.get("HTTP_AUTHORIZATION"), environ.get("REMOTE_ADDR") or "", path)
        sent_key = "HTTP_AUTHORIZATION" in environ
        answer = self._answering(visit, path, start_response, sent_key=sent_key)
        # A key that leaked matters more than one that is missing or wrong; nobody is told so without limit.
        if visit.refusal is not None and (_REFUSAL not in environ or isinstance(visit.refusal, LimitReached)):
            environ[_REFUSAL] = visit.refusal
        if visit.partner is not None:
            environ[PARTNER] = visit.partner
        return self._beyond(environ)(environ, answer)

    def _beyond(self, environ: WSGIEnvironment) -> WSGIApplication:
        return self._refusing if _REFUSAL in environ else self._app

    def _answering(
        self, visit: Visit, path: str, start_response: StartResponse, *, sent_key: bool
    ) -> StartResponse:
        def answer(status: str, headers: list[tuple[str, str]], *rest: object) -> Callable[[bytes], object]:
            headers = [*_for_caches(headers, sent_key=sent_key), *visit.headers()]
            if visit.partner is not None and visit.refusal is None:
                self._desk.usage.count(visit.partner, _article(path) if _got(status, headers) else "")
            return start_response(status, headers, *rest)  # type: ignore[arg-type]

        return answer


def _for_caches(headers: list[tuple[str, str]], *, sent_key: bool) -> list[tuple[str, str]]:
    """The headers as caches must read them: an answer to a key is its owner's, and no key gets another's.

    So a key that was revoked, and what a partner asked for, always come here, whatever stands before.
    """
    told: list[tuple[str, str]] = []
    varies = ["Authorization"]
    for name, value in headers:
        lower = name.lower()
        if lower == "vary":
            varies = [*(each.strip() for each in value.split(",")), *varies]
        elif sent_key and lower == "cache-control" and value != "no-store":
            told.append((name, _private(value)))
        elif not (sent_key and lower in _TO_SHARED_CACHES):
            told.append((name, value))
    return [*told, ("Vary", ", ".join(dict.fromkeys(varies)))]


def _private(cache_control: str) -> str:
    words = (each.strip() for each in cache_control.split(","))
    return ", ".join(["private", *(each for each in words if each not in {"public", "private"})])


def _got(status: str, headers: list[tuple[str, str]]) -> bool:
    """Whether a partner got what it asked for, was told that it has it, or was sent to its sound.

    Who is sent to another address of the API is counted there.
    """
    if status.startswith("302"):
        return not any(name.lower() == "location" and LIMITED in value for name, value in headers)
    return status.startswith(("200", "304"))


def _article(path: str) -> str:
    return path[len(_ARTICLES) :].partition("/")[0] if path.startswith(_ARTICLES) else ""


def register_door(app: Flask) -> None:
    """Let the application raise the reason for which a request is refused, as any other problem."""

    @app.before_request
    def refuse() -> None:
        refusal = request.environ.get(_REFUSAL)
        if refusal is not None:
            raise refusal
