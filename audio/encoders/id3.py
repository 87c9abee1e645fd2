"""ID3v2.4 tags (https://id3.org/id3v2.4.0-frames, id3v2-chapters-1.0), for MP3 and WAV.

FFmpeg writes them too, but a comment as TXXX, which players do not show as a comment: and the
comment is where the disclaimer stands.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping, Sequence

from audio.encoding import Chapter, writable

FRAMES = {
    "title": "TIT2",
    "subtitle": "TIT3",
    "track": "TRCK",
    "artist": "TPE1",
    "album": "TALB",
    "date": "TDRC",
    "genre": "TCON",
    "language": "TLAN",
    "publisher": "TPUB",
    "copyright": "TCOP",
}
IN_A_LANGUAGE = {"comment": "COMM", "lyrics": "USLT"}
OF_OUR_OWN = ("level",)  # no frame is meant for them: TXXX, which names them

UTF8 = b"\x03"
NOT_GIVEN = b"\xff\xff\xff\xff"  # a chapter's place in bytes: its time stands
TOP_AND_ORDERED = 0x03
MOST_CHAPTERS = 255  # their number is one byte


def id3(tags: Mapping[str, str], chapters: Sequence[Chapter] = ()) -> bytes:
    """One whole tag, to stand before the sound; empty when there is nothing to say.

    Chapters beyond the 255th are left out, as the format has no room for them.
    """
    body = b"".join(_text(FRAMES[name], tags[name]) for name in FRAMES if name in tags)
    language = tags.get("language", "")
    start = UTF8 + (language if re.fullmatch("[a-z]{3}", language) else "und").encode() + b"\0"
    body += b"".join(
        _frame(frame, start + _bytes(tags[name])) for name, frame in IN_A_LANGUAGE.items() if name in tags
    )
    body += b"".join(
        _frame("TXXX", UTF8 + name.encode() + b"\0" + _bytes(tags[name]))
        for name in OF_OUR_OWN
        if name in tags
    )
    body += _chapters(chapters[:MOST_CHAPTERS])
    return b"ID3\x04\0\0" + _syncsafe(len(body)) + body if body else b""


def _chapters(chapters: Sequence[Chapter]) -> bytes:
    if not chapters:
        return b""
    names = [f"ch{index}".encode() + b"\0" for index in range(len(chapters))]
    contents = b"toc\0" + bytes((TOP_AND_ORDERED, len(chapters))) + b"".join(names)
    frames = [_frame("CTOC", contents)]
    for name, chapter in zip(names, chapters, strict=True):
        times = struct.pack(">II", chapter.start_ms, chapter.end_ms)
        frames.append(_frame("CHAP", name + times + 2 * NOT_GIVEN + _text("TIT2", chapter.title)))
    return b"".join(frames)


def _text(frame: str, text: str) -> bytes:
    return _frame(frame, UTF8 + _bytes(text))


def _bytes(text: str) -> bytes:
    return writable(text).encode()


def _frame(name: str, body: bytes) -> bytes:
    return name.encode() + _syncsafe(len(body)) + b"\0\0" + body


def _syncsafe(size: int) -> bytes:
    """Seven bits a byte, so that no size looks like the start of an MP3 frame."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
