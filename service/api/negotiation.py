"""One address, several forms: JSON, or what else the request's `Accept` header likes better."""

from __future__ import annotations

from flask import Response, g, request
from werkzeug.wrappers.response import Response as BaseResponse

from service.answers import answer, sent_on
from service.current import services
from service.forms import HTML, JSON, MARKDOWN, SOUND, TEXT, FormNotOffered, form_of
from service.hearing import Hearing
from service.readable import html_of, markdown_of, text_of
from service.reading import Reading
from service.sound_views import sound_path

_WRITTEN = {HTML: html_of, TEXT: text_of, MARKDOWN: markdown_of}

TO_THE_SOUND = f"To the sound, where `Accept` asks for `{SOUND}`"
NOT_ACCEPTED = "`Accept` takes none of the forms that there are; `available` lists them"


def asked_for_json() -> bool:
    """Whether JSON is the form to answer in. Raises `FormNotOffered` where no form is."""
    g.form_was_asked = True
    wanted = form_of(request.headers.get("Accept", ""))
    if not wanted:
        raise FormNotOffered
    return wanted == JSON


def other_form(readings: tuple[Reading, ...], hearing: Hearing) -> Response | BaseResponse:
    """The text in the form that is asked for, which is not JSON.

    Sound is sent for where it is: its address names its very bytes, so that caches need only one
    copy of it, and ranges work there.
    """
    wanted = form_of(request.headers.get("Accept", ""))
    if wanted == SOUND:
        return _to_the_sound(hearing)
    body = _WRITTEN[wanted](readings, whole=not hearing.section)
    return answer(body, f"{wanted}; charset=utf-8")


def _to_the_sound(hearing: Hearing) -> BaseResponse:
    sound = services().listener.sound(hearing, "mp3", services().manners.own)
    return sent_on(sound_path(hearing, sound), hearing.disclaimer, hearing.article.source.attribution)


def vary_by_form(response: Response) -> Response:
    """Tell caches of an address that gives several forms; not of what is the same for whoever asks."""
    if "form_was_asked" in g:
        response.vary.add("Accept")
    return response
