"""A kept sound as an HTTP answer: Range, ETag and a file name, as players and browsers expect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Request, Response, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from audio.errors import AudioNotFound
from audio.store import AudioInfo
from service.answers import hold_against_if_match
from service.current import services
from service.hearing import Hearing
from service.kept_files import FILE, IN_ONE, KeptFile
from service.listening import Listener, Sound
from service.manner import Manner

#: Bytes handed to the server at a time: few enough to stream, many enough that Python's share of a
#: file's way is small.
CHUNK = 256 * 1024

#: What asks for a part of it, or perhaps for nothing.
_PARTLY = {"Range", "If-None-Match"}


def file_answer(hearing: Hearing, wanted: Sound, manner: Manner, cache: str) -> Response:
    """The file, made now if it must be, or the part of it that was asked for."""
    listener = services().listener
    info = wanted.info or listener.hear(hearing, wanted.format, manner)
    hold_against_if_match(info.sha256, "sound")
    try:
        path, body = _body(listener, info)
    except (AudioNotFound, FileNotFoundError):  # it was found a moment ago: it had to make room
        info = listener.hear(hearing, wanted.format, manner)
        path, body = _body(listener, info)
    kind = "attachment" if "download" in request.args else "inline"
    response = Response(body, content_type=info.media_type)
    response.content_length = info.size_bytes
    response.set_etag(info.sha256)
    if path is not None:
        request.environ[FILE] = KeptFile(f'"{info.sha256}"', info.size_bytes, lambda: listener.path(info))
    response.headers["Cache-Control"] = cache
    response.headers["Content-Disposition"] = f'{kind}; filename="{_name(hearing, info, manner)}"'
    asked = request.range
    if request.if_none_match.contains_weak(info.sha256):
        request.environ.pop("HTTP_RANGE", None)  # RFC 9110, section 13.2.2: werkzeug looks at it first
    elif (
        asked is None
        or asked.units != "bytes"
        or len(asked.ranges) != 1
        or _is_weak(request)
        or request.method != "GET"
    ):
        # A range that can't be read, or several at once: the whole, as RFC 9110 (14.2) allows. Or a range of
        # bytes that need not be these (13.1.5), or of an answer without any (14.2): werkzeug heeds both.
        request.environ.pop("HTTP_RANGE", None)
    elif asked.ranges[0][0] < -info.size_bytes:
        # More of its end than there is: all of it (RFC 9110, section 14.1.2). Werkzeug refuses that.
        request.environ["HTTP_RANGE"] = "bytes=0-"
    try:
        response.make_conditional(request, accept_ranges=True, complete_length=info.size_bytes)
    except RequestedRangeNotSatisfiable:
        response.close()
        raise
    return response


def _is_weak(asking: Request) -> bool:
    return asking.headers.get("If-Range", "").startswith("W/")


def _name(hearing: Hearing, info: AudioInfo, manner: Manner) -> str:
    parts = [hearing.article.slug, hearing.level.value]
    if hearing.section:
        parts.append(hearing.section)
    if hearing.word:
        parts.append(hearing.word)
    usual = services().manners.own
    if manner.voice != usual.voice:
        parts.append(manner.voice)
    if manner.rate != usual.rate:
        parts.append(str(manner.rate))
    return f"{'-'.join(parts)}.{info.format}"


def _body(listener: Listener, info: AudioInfo) -> tuple[Path | None, StoredBytes | list[bytes]]:
    path = listener.path(info)
    if path is None:
        return None, StoredBytes(lambda start: listener.read(info, start))
    if info.size_bytes <= IN_ONE and not _PARTLY & set(request.headers.keys()):
        return path, [path.read_bytes()]
    return path, StoredBytes(_FileAt(path))


class _FileAt:
    """The bytes of a local file from an offset on. Once open it may be deleted: it stays readable."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)

    def __call__(self, start: int) -> Iterator[bytes]:
        self._file.seek(start)
        return iter(lambda: self._file.read(CHUNK), b"")

    def close(self) -> None:
        self._file.close()


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

    def close(self) -> None:
        """Let the file go; werkzeug calls this when the answer was sent."""
        close = getattr(self._open_at, "close", None)
        if close is not None:
            close()

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        chunk = bytes(next(self._chunks))
        self._position += len(chunk)
        return chunk
