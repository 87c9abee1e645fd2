"""Answers with validators: every body has an ETag, and is asked for again only when it changed."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, redirect, request
from marshmallow import Schema
from werkzeug.exceptions import PreconditionFailed
from werkzeug.http import parse_etags
from werkzeug.wrappers.response import Response as BaseResponse

from service.kept import KEEP
from service.packing import unpacked

#: Any cache may keep it, none may use it without asking whether it changed: corrections to health
#: texts must reach readers at once, and asking costs next to nothing.
REVALIDATE = "public, no-cache"
#: The address names the very bytes.
FOREVER = "public, max-age=31536000, immutable"


def answer(body: str | bytes, content_type: str, *, keep: bool = True) -> Response:
    """A 200 with an ETag of its bytes, or a 304. Raises `PreconditionFailed` where others were asked for.

    `keep`: the bytes depend on the address and on what is published alone, so that they may be
    given again from memory until something is published.
    """
    response = Response(body, content_type=content_type)
    response.headers["Cache-Control"] = REVALIDATE
    response.add_etag()
    hold_against_if_match(response.get_etag()[0] or "", "text")
    if keep:
        request.environ[KEEP] = True
    response.make_conditional(request)
    return response


def hold_against_if_match(etag: str, what: str) -> None:
    """Raise `PreconditionFailed` where `If-Match` asks for what has another ETag than this unquoted one."""
    asked = request.headers.get("If-Match")
    if asked is None or request.method not in {"GET", "HEAD"}:
        return
    # With either tag, that of the packed bytes or this, somebody knows these words.
    if not parse_etags(unpacked(asked)).contains(etag):
        raise PreconditionFailed(f"The {what} is another one than `If-Match` names.")
    # It holds. Werkzeug knows no star there, and would not go on to `If-None-Match`.
    request.environ.pop("HTTP_IF_MATCH")


def page(html: str, *, keep: bool = True) -> Response:
    """An HTML page."""
    return answer(html, "text/html; charset=utf-8", keep=keep)


def payload(schema: type[Schema], view: dict[str, Any], *, keep: bool = True) -> Response:
    """A JSON payload, dumped through its schema."""
    return json_answer(schema().dump(view), keep=keep)


def json_answer(body: Any, *, keep: bool = True) -> Response:
    """JSON without needless blanks."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return answer(text, "application/json", keep=keep)


def sent_on(where: str, disclaimer: str, attribution: str) -> BaseResponse:
    """Send to another address (302), for a minute."""
    response = redirect(where)
    # To ask whether it changed costs as much as to ask again; where it leads to, old sound leads on to new.
    response.headers["Cache-Control"] = "max-age=60"
    # A redirect has a body too; whoever sees it must see these words.
    response.set_data(f"{disclaimer}\n\n{attribution}\n")
    response.content_type = "text/plain; charset=utf-8"
    return response
