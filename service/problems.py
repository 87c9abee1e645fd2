"""Errors become RFC 9457 problem details under `/api/` and `/audio/`, and a page for people elsewhere.

The only place that knows HTTP status codes for the errors of the domain.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import structlog
from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from audio.errors import (
    AudioNotFound,
    EncodingFailed,
    NoRoom,
    SoundTooLong,
    SpeechBusy,
    SpeechFailed,
    SpeechUnavailable,
    UnknownFormat,
    UnknownVoice,
)
from content.errors import ArticleNotFound, ArticleWithdrawn, StoreUnavailable
from service.addresses import path
from service.bodies import MediaTypeNotTaken
from service.embeds.errors import AddressNotEmbedded, FormNotMade
from service.explaining import CodeNotExplained
from service.feed import CursorNotKnown
from service.forms import FormNotOffered
from service.glossary import WordNotFound
from service.judging import TextsRefused, TextTooLong
from service.manner import RateNotOffered, VoiceNotOffered
from service.paging import CursorUnreadable
from service.partners.errors import (
    KeyInAddress,
    KeyNeeded,
    KeyRefused,
    KeyUnreadable,
    LimitReached,
    ScopeMissing,
)
from service.partners.secret import SecretUnusable
from service.plain_requests import RequestUnclear
from service.presenting import general_view
from service.problem_words import problem_words
from service.reading import LanguageNotOffered, LevelNotOffered, NoLevelEasyEnough, SectionNotFound
from service.selecting import NamesNotKnown
from service.slow_bodies import TooManyBodies

MEDIA_TYPE = "application/problem+json"
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, for a machine and for a person.

    `slug` names the kind; `known` lists what there is instead; `retry_after` is in seconds. `note` is what
    an editor said of it.
    """

    status: int
    slug: str
    title: str
    detail: str
    known: tuple[str, ...] = ()
    retry_after: int | None = None
    errors: dict[str, Any] = field(default_factory=dict)
    headers: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of error is answered.

    `challenge` asks for a key, or says what is wrong with the one that came (RFC 6750, section 3).
    """

    error: type[Exception]
    status: int
    slug: str
    title: str
    retry_after: int | None = None
    challenge: str | None = None


_KEY = 'Bearer realm="Plainspoken API"'
_OTHER_KEY = f'{_KEY}, error="invalid_token"'
_WIDER_KEY = f'{_KEY}, error="insufficient_scope"'

KINDS = (
    Kind(RequestUnclear, 400, "request-unclear", "This request could be read in more than one way"),
    Kind(KeyInAddress, 400, "key-in-address", "A key must not stand in an address"),
    Kind(KeyNeeded, 401, "key-needed", "This needs a key", challenge=_KEY),
    Kind(KeyUnreadable, 401, "key-unreadable", "This is not a whole key", challenge=_OTHER_KEY),
    Kind(KeyRefused, 401, "key-refused", "This key is not accepted", challenge=_OTHER_KEY),
    Kind(ScopeMissing, 403, "scope-missing", "This key is not for this", challenge=_WIDER_KEY),
    Kind(LimitReached, 429, "limit-reached", "There were too many requests within a minute", 60),
    Kind(ArticleWithdrawn, 410, "article-withdrawn", "This article was withdrawn"),
    Kind(ArticleNotFound, 404, "article-not-found", "There is no such article"),
    Kind(SectionNotFound, 404, "section-not-found", "This article has no such section"),
    Kind(LanguageNotOffered, 404, "language-not-offered", "This article is not told in that language"),
    Kind(LevelNotOffered, 404, "level-not-offered", "This article is not offered at that level"),
    Kind(WordNotFound, 404, "word-not-found", "This article explains no such word"),
    Kind(CodeNotExplained, 404, "code-not-explained", "There is no such code"),
    Kind(AddressNotEmbedded, 404, "address-not-embedded", "There is nothing to show of that address"),
    Kind(FormNotMade, 501, "oembed-format-not-made", "oEmbed is not answered in that format"),
    Kind(NoLevelEasyEnough, 404, "no-level-easy-enough", "No level is at or under that grade"),
    Kind(CursorUnreadable, 404, "page-not-known", "This list has no such page"),
    Kind(FormNotOffered, 406, "form-not-offered", "This text comes in no form that is accepted"),
    Kind(NamesNotKnown, 422, "names-not-known", "This payload has no such member"),
    Kind(CursorNotKnown, 410, "cursor-not-known", "This place in the feed is not known"),
    Kind(UnknownFormat, 404, "format-not-offered", "Sound is not offered in that format"),
    Kind(VoiceNotOffered, 404, "voice-not-offered", "There is no such voice here"),
    Kind(RateNotOffered, 422, "rate-not-offered", "No voice speaks at that rate"),
    Kind(SoundTooLong, 422, "sound-too-long", "This would be too long a sound"),
    Kind(TextTooLong, 413, "text-too-long", "This is too long to be judged here"),
    Kind(MediaTypeNotTaken, 415, "media-type-not-taken", "Texts are not taken in that type"),
    Kind(TextsRefused, 422, "texts-refused", "This can't be judged as it was sent"),
    Kind(TooManyBodies, 503, "requests-awaited", "Many requests are arriving just now", 5),
    Kind(SpeechBusy, 503, "speech-busy", "Many sounds are being made just now", 5),
    Kind(NoRoom, 503, "no-room", "There is no room for this sound here", 3600),
    Kind(AudioNotFound, 503, "sound-not-ready", "The sound is being made again", 5),
    Kind(SpeechUnavailable, 503, "speech-unavailable", "Speech is not available right now", 60),
    # The voice is a setting, so an unknown one is the service's fault.
    Kind(UnknownVoice, 503, "speech-unavailable", "Speech is not available right now", 60),
    Kind(SpeechFailed, 503, "speech-failed", "This text could not be spoken just now", 5),
    Kind(EncodingFailed, 503, "encoding-failed", "The sound could not be made just now", 5),
    Kind(SecretUnusable, 503, "keys-unavailable", "Keys can't be checked right now", 60),
    Kind(StoreUnavailable, 503, "store-unavailable", "The articles can't be read right now", 10),
)


def problem_of(error: Exception) -> Problem:
    """The problem for any error. What is not foreseen becomes a 500 that tells no internals."""
    for kind in KINDS:
        if isinstance(error, kind.error):
            # Causes inside the machine stay in the log; only what the asker got wrong is told.
            told = str(error) if _is_askers(kind.status) else f"{kind.title}. Please try again."
            known = tuple(str(each) for each in getattr(error, "known", ()))
            errors = getattr(error, "errors", {})
            wait = getattr(error, "retry_after", kind.retry_after)
            headers = (("WWW-Authenticate", kind.challenge),) if kind.challenge else ()
            note = error.reason if isinstance(error, ArticleWithdrawn) else ""
            return Problem(kind.status, kind.slug, kind.title, told, known, wait, errors, headers, note)
    if isinstance(error, HTTPException) and error.code:
        return _http_problem(error)
    return Problem(
        500, "internal-error", "Something went wrong here", "It was noted. Please try again later."
    )


def _http_problem(error: HTTPException) -> Problem:
    code = error.code or 500
    title = HTTP_STATUS_CODES.get(code, "Unknown error")
    messages = getattr(error, "data", {}).get("messages", {})
    headers = tuple((k, v) for k, v in error.get_headers() if k.lower() in {"allow", "content-range"})
    refused = "; ".join(
        f"{name}: {' '.join(map(str, told))}"
        for place in messages.values()
        for name, told in sorted(place.items())
    )
    return Problem(
        code,
        title.lower().replace(" ", "-").replace("'", ""),
        title,
        refused or error.description or title,
        errors=messages,
        headers=headers,
    )


def wants_problem_json() -> bool:
    """True where machines ask: under `/api/`, `/audio/` and `/health/`, and of oEmbed."""
    return request.path.startswith(("/api/", "/audio/", "/health/", "/oembed"))


def _is_askers(status: int) -> bool:
    """Whether who asked can mend it. 501 is oEmbed's for a format that it could be asked for."""
    return status < 500 or status == 501


def register_problems(app: Flask, page_of: Callable[[Problem], str]) -> None:
    """Answer every error of this application, the unforeseen too.

    `page_of` tells people of it, in HTML.
    """

    @app.errorhandler(Exception)
    def answer(error: Exception) -> Response:
        problem = problem_of(error)
        if not _is_askers(problem.status):
            _log.error("request failed", problem=problem.slug, exc_info=error)
        return _as_json(problem) if wants_problem_json() else _as_page(problem, page_of(problem))


def as_details(problem: Problem) -> dict[str, Any]:
    """The problem as RFC 9457 has it, with the disclaimer. `type` leads to a page about its kind."""
    explained = problem.slug in problem_words()
    body: dict[str, Any] = {
        "type": path("contract.problem", problem=problem.slug) if explained else "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "request_id": g.get("request_id", ""),
    }
    if problem.known:
        body["available"] = list(problem.known)
    if problem.errors:
        body["errors"] = problem.errors
    body["disclaimer"] = general_view()
    return body


def _as_json(problem: Problem) -> Response:
    body = as_details(problem)
    response = Response(json.dumps(body, ensure_ascii=False), content_type=MEDIA_TYPE)
    # Whatever is preferred: who mends a program looks for the words that the documentation has.
    response.content_language.add("en")
    return _finish(response, problem)


def _as_page(problem: Problem, page: str) -> Response:
    return _finish(Response(page, content_type="text/html; charset=utf-8"), problem)


def _finish(response: Response, problem: Problem) -> Response:
    response.status_code = problem.status
    response.headers["Cache-Control"] = "no-store"
    for name, value in problem.headers:
        response.headers[name] = value
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    return response
