"""Downloads: sound, captions and marks. Range, ETag and caching as players and browsers expect."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers.response import Response as BaseResponse

from audio.captions import to_webvtt
from audio.errors import UnknownFormat
from audio.marks import to_json
from audio.store import AudioInfo
from service.answers import FOREVER, REVALIDATE, answer, json_answer
from service.current import services
from service.listening import FORMATS, Sound
from service.presenting import disclaimer_view, place, short_key, sound_path
from service.reading import Reading

audio_files = Blueprint("audio", __name__, url_prefix="/audio")


def _reading(slug: str, level: str, section: str) -> Reading:
    reader = services().reader
    return reader.section(reader.article(slug), section, level)


@audio_files.get("/<slug>/<level>/<section>.vtt")
def captions(slug: str, level: str, section: str) -> Response:
    """Captions of the section's sound, the disclaimer included, as WebVTT."""
    reading = _reading(slug, level, section)
    note = f"{reading.article.source.attribution}\n{reading.article.disclaimer.at(reading.rendition.level)}"
    text = to_webvtt(services().listener.words(reading).marks, note=note)
    return answer(text, "text/vtt; charset=utf-8")


@audio_files.get("/<slug>/<level>/<section>.json")
def marks(slug: str, level: str, section: str) -> Response:
    """When each sentence and word is spoken, in milliseconds."""
    reading = _reading(slug, level, section)
    timed = services().listener.words(reading)
    body = to_json(timed.marks, duration_ms=timed.duration_ms, voice=timed.voice)
    body["disclaimer"] = disclaimer_view(reading.article.disclaimer, reading.rendition.level)
    return json_answer(body)


@audio_files.get("/<slug>/<level>/<section>.<format_name>")
def sound(slug: str, level: str, section: str, format_name: str) -> BaseResponse:
    """A section's sound, made now if it must be.

    `?v=` names the bytes: with the current one the answer may be kept for ever, with an old one it
    redirects to what replaced it. `?download` asks for a file to save.
    """
    if format_name not in FORMATS:
        raise UnknownFormat(format_name, FORMATS)
    reading = _reading(slug, level, section)
    wanted, version = services().listener.sound(reading, format_name), request.args.get("v")
    if version and version != short_key(wanted):
        return _replaced(reading, wanted)
    info = wanted.info or services().listener.hear(reading, format_name)
    return _file(reading, info, FOREVER if version else REVALIDATE)


def _replaced(reading: Reading, wanted: Sound) -> BaseResponse:
    response = redirect(sound_path(reading, wanted))
    response.headers["Cache-Control"] = "no-store"
    # A redirect has a body too; whoever sees it must see these words.
    response.set_data(reading.article.disclaimer.at(reading.rendition.level))
    response.content_type = "text/plain; charset=utf-8"
    return response


def _file(reading: Reading, info: AudioInfo, cache: str) -> Response:
    at = place(reading)
    name = f"{at['slug']}-{at['level']}-{at['section']}.{info.format}"
    kind = "attachment" if "download" in request.args else "inline"
    listener = services().listener
    body = StoredBytes(lambda start: listener.read(info, start))
    response = Response(body, content_type=info.media_type)
    response.content_length = info.size_bytes
    response.set_etag(info.sha256)
    response.headers["Cache-Control"] = cache
    response.headers["Content-Disposition"] = f'{kind}; filename="{name}"'
    asked = request.range
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        # A range that can't be read, or several at once: the whole, as RFC 9110 (14.2) allows.
        request.environ.pop("HTTP_RANGE", None)
    response.make_conditional(request, accept_ranges=True, complete_length=info.size_bytes)
    return response


class StoredBytes:
    """A kept sound as a seekable iterable, so that a range costs only its own bytes.

    `open_at` gives the bytes from an offset on. Opened at once: what went missing must be known
    before the first header is sent.
    """

    def __init__(self, open_at: Callable[[int], Iterator[bytes]]) -> None:
        self._open_at = open_at
        self._chunks = open_at(0)
        self._position = 0

    def seekable(self) -> bool:
        """Yes: werkzeug asks before it cuts a range out."""
        return True

    def seek(self, start: int) -> None:
        """Go to a byte offset, from 0."""
        if start != self._position:
            self._chunks, self._position = self._open_at(start), start

    def tell(self) -> int:
        """The offset of the next byte."""
        return self._position

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        chunk = bytes(next(self._chunks))
        self._position += len(chunk)
        return chunk
