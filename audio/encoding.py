"""What an encoder is, and the encoders there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from audio.errors import UnknownFormat

TAGS = {
    "title": "what is heard: the section",
    "subtitle": "more of the title",
    "track": "its place among others, as 2/5",
    "album": "what it is part of: the article",
    "artist": "who wrote it",
    "publisher": "who made the file",
    "level": "reading level",
    "language": "ISO 639-2, three letters",
    "date": "ISO 8601",
    "genre": "kind of recording",
    "copyright": "who holds it, and under which licence",
    "comment": "what every listener must know: the disclaimer",
    "lyrics": "all words that are heard",
}
"""Names of tags and what each is for. Players show the lyrics of a song, and so a transcript."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled stretch of the sound, in milliseconds from its start."""

    title: str
    start_ms: int
    end_ms: int


class Encoder(Protocol):
    """Turns PCM into a file. The same input gives the same bytes."""

    @property
    def name(self) -> str:
        """Its name, which is the file extension too."""
        ...

    @property
    def media_type(self) -> str:
        """MIME type."""
        ...

    @property
    def settings(self) -> str:
        """All settings and library versions that shape the bytes; part of every file's key."""
        ...

    def encode(
        self, pcm: bytes, sample_rate: int, tags: Mapping[str, str], chapters: Sequence[Chapter] = ()
    ) -> bytes:
        """Encode mono 16-bit little-endian PCM.

        `tags` are named in TAGS; a format leaves out what it has no place for. Raises EncodingFailed.
        """
        ...


def writable(text: str) -> str:
    """Make a text fit for tags: a NUL would end it, and lone surrogates are not UTF-8."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


def encoder(name: str) -> Encoder:
    """Find the encoder of this name. Raises UnknownFormat."""
    try:
        return _encoders()[name]
    except KeyError:
        raise UnknownFormat(name, formats()) from None


def formats() -> tuple[str, ...]:
    """Names of all formats."""
    return tuple(_encoders())


@cache
def _encoders() -> dict[str, Encoder]:
    # Imported here: the encoders' modules import this one.
    from audio.encoders.flac import FlacEncoder
    from audio.encoders.mp3 import Mp3Encoder
    from audio.encoders.opus import OpusEncoder
    from audio.encoders.wav import WavEncoder

    encoders: tuple[Encoder, ...] = (Mp3Encoder(), OpusEncoder(), FlacEncoder(), WavEncoder())
    return {each.name: each for each in encoders}
