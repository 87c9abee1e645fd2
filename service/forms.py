"""The forms that a text comes in, and which of them an `Accept` header asks for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

JSON = "application/json"
HTML = "text/html"
TEXT = "text/plain"
MARKDOWN = "text/markdown"
SOUND = "audio/mpeg"

#: As they are preferred where a request likes several as much.
FORMS = (JSON, HTML, TEXT, MARKDOWN, SOUND)

#: Under this path the same address may give several forms.
_NEGOTIATED = "/api/v1/articles/"


class FormNotOffered(Exception):
    """A request takes none of the forms that there are; `known` lists them."""

    known = FORMS

    def __init__(self) -> None:
        super().__init__("This text does not come in any form that the request accepts.")


@lru_cache(maxsize=256)
def form_of(accepted: str) -> str:
    """The form that an Accept field likes best (RFC 9110, section 12.5.1); "" where it takes none."""
    if not accepted.strip():
        return JSON
    liked = parse_accept_header(accepted, MIMEAccept)
    # Our forms come in one encoding: who asks for `text/plain; charset=utf-8` gets that, and others no less.
    return MIMEAccept([(kind.partition(";")[0], quality) for kind, quality in liked]).best_match(FORMS) or ""


def asked_form(environ: WSGIEnvironment) -> str:
    """The form that a request asks for; the same for all requests whose address has only one."""
    if not environ.get("PATH_INFO", "").startswith(_NEGOTIATED):
        return ""
    return form_of(environ.get("HTTP_ACCEPT", ""))
