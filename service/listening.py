"""Use case: hear a section, an article or a word of it, in a format and a manner; or know what there is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from audio.chapters import chapters_of
from audio.encoding import Chapter, encoder
from audio.errors import UnknownFormat
from audio.keys import AudioKey
from audio.marks import Mark, marks
from audio.recent import Recent
from audio.rendering import Renderer
from audio.store import AudioInfo
from content.article import Level
from content.store.protocol import Published
from service.glossary import Word
from service.hearing import Hearing, of_article, of_section, of_word
from service.manner import Manner
from service.reading import Reading

#: Formats offered, in the order in which a page lists them. Those that are kept are made ahead;
#: WAV is large and quickly made from the master, so it is made for whoever asks.
KEPT = ("mp3", "opus")
FORMATS = (*KEPT, "wav")

#: Letters of the longest article that is offered as one sound: some two hours at the usual rate.
LONGEST_WHOLE = 120_000

#: Hearings kept in memory, some 20 kB each, so that asking for a kept sound costs no narration.
MOST_HEARINGS = 500
MOST_KEYS = 10_000


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound in one format. Length and size are None until they are known.

    `key` is the hash of all that shapes the bytes: it changes whenever they do. `info` is None until
    the file was made.
    """

    format: str
    media_type: str
    key: str
    info: AudioInfo | None
    duration_ms: int | None
    size_bytes: int | None

    @property
    def settled(self) -> bool:
        """Whether nothing that is told of it can change."""
        return self.size_bytes is not None


@dataclass(frozen=True, slots=True)
class TimedWords:
    """When each word and sentence is spoken. `duration_ms` is the whole sound's."""

    marks: tuple[Mark, ...]
    chapters: tuple[Chapter, ...]
    duration_ms: int
    voice: str


class _Asked(TypedDict):
    """What the renderer is told beside the words and the format."""

    voice: str
    rate: int
    tags: Mapping[str, str]
    chapters: Mapping[int, str]


class Listener:
    """Hears what is published, in the service's own voice unless another is asked for.

    Methods raise what `Renderer` raises. A `manner` of None is the service's own.
    """

    def __init__(self, renderer: Renderer, own: Manner) -> None:
        self._renderer = renderer
        self._own = own
        self._hearings: Recent[tuple[Hashable, ...], Hearing] = Recent(MOST_HEARINGS)
        self._keys: Recent[tuple[Hashable, ...], AudioKey] = Recent(MOST_KEYS)

    def section(self, reading: Reading) -> Hearing:
        """A section at a level, as there is to hear."""
        return self._kept(reading, reading.section.id, lambda: of_section(reading))

    def whole(self, readings: tuple[Reading, ...]) -> Hearing:
        """All sections of an article at one level, as one."""
        return self._kept(readings[0], "", lambda: of_article(tuple(map(self.section, readings))))

    def word(self, published: Published, level: Level, word: Word) -> Hearing:
        """A word of an article's glossary, with the disclaimer of a level."""
        name = (published.article.slug, published.revision, level, "", word.id)
        return self._remembered(name, lambda: of_word(published, level, word))

    def _kept(self, reading: Reading, section: str, make: Callable[[], Hearing]) -> Hearing:
        # A revision's words never change, so neither does what is said for them.
        published, level = reading.published, reading.rendition.level
        return self._remembered((published.article.slug, published.revision, level, section), make)

    def _remembered(self, key: tuple[Hashable, ...], make: Callable[[], Hearing]) -> Hearing:
        hearing = self._hearings.get(key)
        if hearing is None:
            hearing = make()
            self._hearings.remember(key, hearing)
        return hearing

    def sounds(self, hearing: Hearing) -> tuple[Sound, ...]:
        """What there is to hear, whether or not it was made yet. Makes nothing."""
        return tuple(self.sound(hearing, name) for name in formats(hearing))

    def sound(self, hearing: Hearing, format_name: str, manner: Manner | None = None) -> Sound:
        """As `sounds`, for one format. Raises `UnknownFormat` for one in which this is not offered."""
        if format_name not in formats(hearing):
            raise UnknownFormat(format_name, formats(hearing))
        asked = self._asked(hearing, manner)
        key = self._key(hearing, format_name, asked)
        info = self._renderer.find(key)
        known = info or self._renderer.expected(hearing.words, format=format_name, **asked)
        return Sound(
            format_name,
            encoder(format_name).media_type,
            str(key),
            info,
            known.duration_ms if known else None,
            known.size_bytes if known else None,
        )

    def hear(self, hearing: Hearing, format_name: str, manner: Manner | None = None) -> AudioInfo:
        """Make it if it must be made, and say what is kept."""
        passing = hearing.word is not None
        asked = self._asked(hearing, manner)
        return self._renderer.render(hearing.words, format=format_name, passing=passing, **asked)

    def complete(self, hearing: Hearing) -> bool:
        """Whether all that is made ahead is kept, and the master that the rest is made from."""
        if not all(self.sound(hearing, name).info for name in KEPT):
            return False
        return self._renderer.expected(hearing.words, format="wav", **self._asked(hearing, None)) is not None

    def hear_all(self, hearing: Hearing) -> None:
        """Make every format that is made ahead, and the master, speaking once."""
        self._renderer.timing(hearing.words, voice=self._own.voice, rate=self._own.rate)
        self._renderer.render_all(hearing.words, formats=KEPT, **self._asked(hearing, None))

    def faults(self, hearing: Hearing) -> tuple[str, ...]:
        """Decode what is made ahead and compare it with what it should be; drop what is not so.

        Gives what is wrong, in words. What was never made is no fault.
        """
        return tuple(
            fault
            for name in KEPT
            for fault in self._renderer.verify(hearing.words, format=name, **self._asked(hearing, None))
        )

    def words(self, hearing: Hearing, manner: Manner | None = None) -> TimedWords:
        """When each word, sentence and chapter is spoken; speaks if it must."""
        spoken = manner or self._own
        timing = self._renderer.timing(hearing.words, voice=spoken.voice, rate=spoken.rate)
        return TimedWords(
            marks(hearing.script, timing),
            chapters_of(timing, hearing.chapters),
            timing.duration_ms,
            spoken.voice,
        )

    def read(self, info: AudioInfo, start: int = 0) -> Iterator[bytes]:
        """The bytes from `start` on. Raises `AudioNotFound` if they went meanwhile."""
        return self._renderer.read(info.key, start)

    def path(self, info: AudioInfo) -> Path | None:
        """Where the bytes lie on this machine, or None. The file may vanish."""
        return self._renderer.path(info.key)

    def _key(self, hearing: Hearing, format_name: str, asked: _Asked) -> AudioKey:
        # Hashing a whole article's words takes longer than all the rest of serving its sound.
        name = (*hearing.identity, format_name, asked["voice"], asked["rate"])
        key = self._keys.get(name)
        if key is None:
            key = self._renderer.key_of(hearing.words, format=format_name, **asked)
            self._keys.remember(name, key)
        return key

    def _asked(self, hearing: Hearing, manner: Manner | None) -> _Asked:
        spoken = manner or self._own
        return _Asked(voice=spoken.voice, rate=spoken.rate, tags=hearing.tags, chapters=hearing.chapters)


def formats(hearing: Hearing) -> tuple[str, ...]:
    """The formats in which it is offered; none for an article too long to be one sound.

    A whole article as WAV would be hundreds of megabytes.
    """
    if hearing.section or hearing.word:
        return FORMATS
    return KEPT if len(hearing.text) <= LONGEST_WHOLE else ()
