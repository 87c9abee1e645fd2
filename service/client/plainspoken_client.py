"""A client of the Plainspoken API in one file: Python 3.11 or newer, and nothing else to install.

    from plainspoken_client import Client

    client = Client("https://plainspoken.example", key=None, cache="answers")
    text = client.section("how-ketamine-works", "introduction", level="plain").payload
    print(text["title"], text["html"], text["attribution"]["show"])

What stands under `show` (disclaimer, attribution, link) must be shown wherever the text is. With this file
goes plainspoken_sync.py, which keeps a folder of all texts up to date. For the articles as a whole:

This is here to help you learn. It is not advice from a doctor. Do not wait to get help because of what
you read or hear here. Are you in danger now? Call your local emergency number. In the US, call or text 988.
In the UK and Ireland, call Samaritans on 116 123. Somewhere else? Look at findahelpline.com.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import os
import re
import threading
import time
import urllib.request as web
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, NotRequired, TypedDict
from urllib.error import HTTPError
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

_NOT_OURS = "The answer is not one of a Plainspoken service: is the address right?"
_MOST_BYTES = 64 * 1024 * 1024
# No files and no FTP, whatever a redirect says.
_HANDLERS = (
    *(web.ProxyHandler, web.HTTPHandler, web.HTTPSHandler, web.HTTPDefaultErrorHandler),
    *(web.HTTPRedirectHandler, web.HTTPErrorProcessor, web.UnknownHandler),
)


class PlainspokenError(Exception):
    """Base of Unreachable, Unusable and Problem, which is the base of Gone and Limited."""


class Unreachable(PlainspokenError):
    """The service does not answer, and nothing is kept that may still be shown."""


class Unusable(PlainspokenError):
    """An answer that is not this service's, or not the one that was asked for."""


class Problem(PlainspokenError):
    """What the service answered (RFC 9457). `kind` names it; `available` lists what there is instead."""

    def __init__(self, status: int, told: Mapping[str, Any]) -> None:
        self.status, self.title = status, str(told.get("title", "The service answered with an error"))
        self.kind = str(told.get("type", "")).rstrip("/").rpartition("/")[2]
        self.detail, self.available = str(told.get("detail", "")), tuple(told.get("available", ()))
        there = f" There is: {', '.join(map(str, self.available))}." if self.available else ""
        super().__init__(f"{status}: {self.title}. {self.detail}{there}")


class Gone(Problem):
    """410: it was withdrawn, and `detail` says why; or the cursor is not known any more."""


class Limited(Problem):
    """429: there were too many requests, and to wait would take longer than `patience`."""


class Summary(TypedDict):
    """A line of the list of articles; `updated` is a time in ISO 8601."""

    slug: str
    title: str
    language: str
    topics: list[str]
    levels: list[str]
    revision: int
    updated: str


class Change(TypedDict):
    """An entry of the change feed. `refresh_by`: the last day (UTC) on which an earlier text may be shown."""

    article: str
    level: str
    revision: int
    kind: str
    reason: str
    at: str
    links: dict[str, str] | None
    note: NotRequired[str]
    refresh_by: NotRequired[str]


@dataclass(frozen=True, slots=True)
class Changes:
    """A page of the change feed. Keep `cursor` with what you took in; `more`: there are further ones now."""

    changes: tuple[Change, ...]
    cursor: str
    more: bool


@dataclass(frozen=True, slots=True)
class Text:
    """The JSON of an article or a section. `kept_since` is None where the service has just been asked.

    Else it could not be reached, and this is what it said then.
    """

    payload: dict[str, Any]
    kept_since: datetime | None = None


class Client:
    """Asks one service. `cache` is a folder for answers, which are then sent again only if they changed.

    Where the service can't be reached, a kept text is given for as long as it may be shown (`cache_days`,
    and what corrections in the feed say). `timeout` is for one answer, `patience` for all waiting that the
    service asks for (429, 503), in seconds. Every method raises `PlainspokenError`.
    """

    def __init__(
        self,
        base: str,
        key: str | None = None,
        cache: str | os.PathLike[str] | None = None,
        *,
        timeout: float = 20,
        patience: float = 120,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Raise `ValueError` for an address or a key that can't be used; the key is not told."""
        parts = urlsplit(base)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or "@" in parts.netloc:
            raise ValueError("The service's address must be one such as https://plainspoken.example")
        if key is not None and not re.fullmatch(r"[\x21-\x7e]+", key):
            raise ValueError("This is not a key: it is empty, or has blanks or signs that no key has")
        if key and parts.scheme == "http" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
            raise ValueError("A key is only sent over https, since others may listen")
        self.base, self.patience, self.sleep = base.rstrip("/"), patience, sleep
        self._key, self._timeout, self._clock = key, timeout, clock
        self._cache = Path(cache) if cache is not None else None
        self._opener = web.OpenerDirector()
        for handler in _HANDLERS:
            self._opener.add_handler(handler())

    def articles(self, **narrowed: str) -> Iterator[Summary]:
        """All articles, page by page; narrowed by `topic`, `language` or `level`."""
        query: dict[str, str] | None = narrowed
        while query is not None:
            page = self._get("articles", query=query).payload
            if not {"articles", "next"} <= page.keys():
                raise Unusable(_NOT_OURS)
            yield from page["articles"]
            # Its query alone: the next page is asked for where the first one was.
            query = dict(parse_qsl(urlsplit(page["next"]).query)) if page["next"] else None

    def article(
        self, slug: str, *, level: str = "", max_grade: float | None = None, language: str = ""
    ) -> Text:
        """An article: its sections' titles, glossary, source, sound."""
        return self._get("articles", slug, query=_chosen(level, max_grade, language))

    def section(
        self, slug: str, section: str, *, level: str = "", max_grade: float | None = None, language: str = ""
    ) -> Text:
        """A section at a level, or at the richest one at or under a US school grade.

        In its own language, or in another one (BCP 47) in which the article is told.
        """
        return self._get("articles", slug, "sections", section, query=_chosen(level, max_grade, language))

    def sections(self, slug: str, level: str) -> dict[str, Any]:
        """All sections of an article at a level, as they are now: no cache is asked or kept."""
        return self._get("articles", slug, "sections", query={"level": level}, fresh=True).payload

    def changes(self, since: str = "", limit: int = 100) -> Changes:
        """What changed after a cursor, oldest first, of at most `limit` publications (1-1000)."""
        asked = {"limit": str(limit)} | ({"since": since} if since else {})
        told = self._get("changes", query=asked, fresh=True).payload
        if not {"changes", "cursor", "more"} <= told.keys():
            raise Unusable(_NOT_OURS)
        if self._cache:
            _heed(self._cache, told["changes"])
        return Changes(tuple(told["changes"]), told["cursor"], told["more"])

    def _get(self, *path: str, query: Mapping[str, str], fresh: bool = False) -> Text:
        url = "/".join((self.base, "api/v1", *(quote(part, "") for part in path)))
        url += f"?{urlencode(query)}" if query else ""
        name = f"{hashlib.sha256(url.encode()).hexdigest()}.json"
        place = self._cache / name if self._cache and not fresh else None
        kept = _kept(place) if place else {}
        headers = {"If-None-Match": kept["etag"]} if kept else {"Cache-Control": "no-cache"} if fresh else {}
        request = web.Request(url, headers={"Accept": "application/json", **headers})  # noqa: S310 - http(s) alone: see __init__
        if self._key:
            # Not redirected: whoever this service sends us to does not get its key.
            request.add_unredirected_header("Authorization", f"Bearer {self._key}")
        try:
            payload, etag = self._asked(request)
        except (Unreachable, Problem) as error:
            status = error.status if isinstance(error, Problem) else 503
            if status == 304 and place and kept:
                _keep(place, kept | {"asked": self._clock()})
                return Text(kept["payload"])
            if status >= 500 and kept and self._may_show(kept):
                return Text(kept["payload"], datetime.fromtimestamp(kept["asked"], UTC))
            raise
        if place and etag:
            _keep(place, {"etag": etag, "asked": self._clock(), "until": "", "payload": payload})
        return Text(payload)

    def _asked(self, request: web.Request) -> tuple[dict[str, Any], str]:
        waited = 0.0
        while True:
            try:
                with self._opener.open(request, timeout=self._timeout) as answer:
                    return _parsed(answer), answer.headers.get("ETag", "")
            except HTTPError as error:
                with error:
                    problem, again = _problem(error), error.headers.get("Retry-After", "")
                wait = max(1.0, float(again)) if re.fullmatch("[0-9]{1,9}", again) else 5.0
                if problem.status not in {429, 503} or waited + wait > self.patience:
                    raise problem from None
                self.sleep(wait)
                waited += wait
            except (OSError, http.client.HTTPException) as error:
                why = getattr(error, "reason", error)
                raise Unreachable(f"{self.base} can't be reached: {why}") from None

    def _may_show(self, kept: Mapping[str, Any]) -> bool:
        days = kept["payload"].get("attribution", {}).get("cache_days", 0)
        now = self._clock()
        today = datetime.fromtimestamp(now, UTC).date().isoformat()
        return bool(0 <= now - kept["asked"] < days * 86_400 and today <= (kept["until"] or today))


def _chosen(level: str, max_grade: float | None, language: str) -> dict[str, str]:
    told = {"language": language} if language else {}
    return told | (
        {"level": level} if level else {} if max_grade is None else {"max_grade": f"{max_grade:g}"}
    )


def _parsed(answer: IO[bytes]) -> dict[str, Any]:
    body = answer.read(_MOST_BYTES + 1)
    try:
        told = json.loads(body) if len(body) <= _MOST_BYTES else None
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise Unusable(_NOT_OURS)
    return told


def _problem(error: HTTPError) -> Problem:
    try:
        told = _parsed(error)
    except (Unusable, OSError, http.client.HTTPException):
        told = {}
    return {410: Gone, 429: Limited}.get(error.code, Problem)(error.code, told)


def _heed(cache: Path, changes: Iterable[Change]) -> None:
    """Shorten for how long kept texts may be shown, as these changes say; what was removed, not at all."""
    heeded = [each for each in changes if each["reason"] == "removed" or "refresh_by" in each]
    for file in cache.glob("*.json") if heeded else ():
        kept = _kept(file)
        text = kept.get("payload", {})
        of = (text.get("article", text.get("slug")), text.get("level"))
        for each in heeded:
            gone = each["reason"] == "removed"
            day = "0" if gone else each["refresh_by"]
            if of == (each["article"], each["level"]) and text["revision"] < each["revision"] + gone:
                kept["until"] = min(day, kept["until"] or day)
                try:
                    write_json(file, kept)
                except OSError as error:
                    raise Unusable(f"The cache can't be told of a correction: {error}") from None


def _kept(file: Path) -> dict[str, Any]:
    told = read_json(file)
    return told if told.keys() == {"etag", "asked", "until", "payload"} else {}


def _keep(file: Path, told: Mapping[str, Any]) -> None:
    with contextlib.suppress(OSError):  # a text that can't be kept can be shown all the same
        write_json(file, told)


def read_json(file: Path) -> dict[str, Any]:
    """The object in a file; an empty one where there is none."""
    try:
        told = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def write_json(file: Path, told: Mapping[str, Any]) -> None:
    """Write all of it or nothing, even where the power goes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    # No two writers have one part: each thread of each process has its own.
    part = file.with_name(f"{file.name}.{os.getpid()}-{threading.get_ident()}.part")
    with part.open("w", encoding="utf-8") as half:
        json.dump(told, half, ensure_ascii=False)
        half.flush()
        os.fsync(half.fileno())
    part.replace(file)
    with contextlib.suppress(OSError):  # Windows opens no folders
        folder = os.open(file.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
