"""Downloads: sound, captions, chapters and marks, of a section or of a whole article; and words of it."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers.response import Response as BaseResponse

from audio.captions import to_webvtt
from audio.chapters_vtt import to_webvtt_chapters
from service.answers import FOREVER, REVALIDATE, answer, json_answer
from service.current import services
from service.glossary import word_of
from service.hearing import Hearing
from service.listening import Sound, TimedWords
from service.manner import Manner
from service.sound_answers import file_answer
from service.sound_views import short_key, sound_path
from service.timed_words import timed_words_view

audio_files = Blueprint("audio", __name__, url_prefix="/audio")

_VTT = "text/vtt; charset=utf-8"


def _section(slug: str, level: str, section: str) -> Hearing:
    reader, listener = services().reader, services().listener
    return listener.section(reader.section(reader.article(slug), section, level))


def _whole(slug: str, level: str) -> Hearing:
    reader, listener = services().reader, services().listener
    return listener.whole(reader.sections(reader.article(slug), level))


def _manner(hearing: Hearing) -> Manner:
    """How it is to be spoken: `?voice=`, and `?rate=` in words a minute."""
    asked = request.args
    return services().manners.asked(hearing.article, asked.get("voice", ""), asked.get("rate", ""))


@audio_files.get("/<slug>/<level>/<section>.vtt")
@audio_files.get("/<slug>/<level>.vtt")
def captions(slug: str, level: str, section: str = "") -> Response:
    """Captions of a section's or a whole article's sound, the disclaimer included, as WebVTT."""
    hearing, timed = _timed(slug, level, section)
    return answer(to_webvtt(timed.marks, note=_note(hearing)), _VTT)


@audio_files.get("/<slug>/<level>/<section>.chapters.vtt")
@audio_files.get("/<slug>/<level>.chapters.vtt")
def chapters(slug: str, level: str, section: str = "") -> Response:
    """Chapters for a player's menu, as WebVTT: a whole article's are its sections."""
    hearing, timed = _timed(slug, level, section)
    return answer(to_webvtt_chapters(timed.chapters, note=_note(hearing)), _VTT)


@audio_files.get("/<slug>/<level>/<section>.json")
@audio_files.get("/<slug>/<level>.json")
def marks(slug: str, level: str, section: str = "") -> Response:
    """When each sentence and word is spoken, in milliseconds; of a whole article, in which section."""
    return json_answer(timed_words_view(*_timed(slug, level, section)))


@audio_files.get("/<slug>/<level>/<section>.<format_name>")
def sound(slug: str, level: str, section: str, format_name: str) -> BaseResponse:
    """A section's sound, made now if it must be.

    `?v=` names the bytes: with the current one the answer may be kept for ever, with an old one it
    redirects to what replaced it. `?download` asks for a file to save. `?voice=` and `?rate=` choose
    how it is spoken.
    """
    return _sound(_section(slug, level, section), format_name)


@audio_files.get("/<slug>/<level>/words/<word>.<format_name>")
def word(slug: str, level: str, word: str, format_name: str) -> BaseResponse:
    """A word of the glossary and its meaning, asked for like a section's sound."""
    reader = services().reader
    published = reader.article(slug)
    offered = reader.offered(published.article, level)
    found = word_of(published.article, word)
    return _sound(services().listener.word(published, offered, found), format_name)


@audio_files.get("/<slug>/<level>.<whole_format>")
def whole_sound(slug: str, level: str, whole_format: str) -> BaseResponse:
    """A whole article's sound, asked for like a section's."""
    return _sound(_whole(slug, level), whole_format)


def _timed(slug: str, level: str, section: str) -> tuple[Hearing, TimedWords]:
    hearing = _section(slug, level, section) if section else _whole(slug, level)
    return hearing, services().listener.words(hearing, _manner(hearing))


def _note(hearing: Hearing) -> str:
    return f"{hearing.article.source.attribution}\n{hearing.disclaimer}"


def _sound(hearing: Hearing, format_name: str) -> BaseResponse:
    manner = _manner(hearing)
    wanted, version = services().listener.sound(hearing, format_name, manner), request.args.get("v")
    if version and version != short_key(wanted):
        return _replaced(hearing, wanted, manner)
    return file_answer(hearing, wanted, manner, FOREVER if version else REVALIDATE)


def _replaced(hearing: Hearing, wanted: Sound, manner: Manner) -> BaseResponse:
    response = redirect(sound_path(hearing, wanted, manner))
    response.headers["Cache-Control"] = "no-store"
    # A redirect has a body too; whoever sees it must see these words.
    response.set_data(hearing.disclaimer)
    response.content_type = "text/plain; charset=utf-8"
    return response
