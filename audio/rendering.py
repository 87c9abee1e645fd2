"""Encode once and keep: one render for however many ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from audio.chapters import NO_CHAPTERS, ChapterTitles, chapters_of
from audio.encoders.wav import size_of
from audio.encoding import Encoder, encoder
from audio.engine import DEFAULT_RATE, Speech, SpeechEngine, Timing
from audio.flights import Flights, FolderLocks, Gate
from audio.joining import Audible
from audio.keys import AudioKey, file_key
from audio.masters import Masters, Wish
from audio.shelves import Passing, Shelves
from audio.store import AudioInfo, AudioStore
from audio.verification import Verifier

Tags = Mapping[str, str]

NO_TAGS: Tags = {}


@dataclass(frozen=True, slots=True)
class Expected:
    """What a file will be, to the byte, before it is made."""

    duration_ms: int
    size_bytes: int


class Renderer:
    """Looks audio up, or makes it. For many threads.

    What is heard is a script, or excerpts of scripts joined. With a `lock_dir`, processes that share
    it and a store render nothing twice. `passing` says which files may be deleted when room is
    short. While `most_waiting` different sounds are being made, another raises SpeechBusy at once;
    with `passing`, sounds in the lasting voice and rate neither count nor wait: there are only so many.

    Methods raise what the engine, the encoder and the store raise, and ValueError for a rate out of
    80-450; a failure reaches all who waited for it and is not remembered.
    """

    def __init__(
        self,
        engine: SpeechEngine,
        store: AudioStore,
        *,
        passing: Passing | None = None,
        lock_dir: Path | None = None,
        most_waiting: int | None = None,
    ) -> None:
        self._shelves = Shelves(store, passing)
        self._locks = FolderLocks(lock_dir)
        self._masters = Masters(engine, self._shelves, self._locks)
        self._files: Flights[AudioInfo] = Flights()
        self._gate = Gate(most_waiting)
        self._verifier = Verifier(self._shelves, self._masters)

    def key_of(
        self,
        what: Audible,
        *,
        voice: str,
        rate: int = DEFAULT_RATE,
        format: str,  # noqa: A002 - what callers call it
        tags: Tags = NO_TAGS,
        chapters: ChapterTitles = NO_CHAPTERS,
    ) -> AudioKey:
        """Key of a file, without making it or starting a worker. Raises UnknownFormat, UnknownVoice."""
        sound = self._masters.key_of(Wish(what, voice, rate))
        return _file_key(sound, encoder(format), tags, chapters)

    def find(self, key: AudioKey) -> AudioInfo | None:
        """Look up what is kept; None when it has yet to be made, or made again."""
        return self._shelves.find(key)

    def read(self, key: AudioKey, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Give kept bytes from `start` to before `end`, in chunks. Raises AudioNotFound, ValueError."""
        return self._shelves.read(key, start, end)

    def path(self, key: AudioKey) -> Path | None:
        """Tell where a kept file lies on this machine; None where it is elsewhere. Raises AudioNotFound.

        It may be deleted before it is opened: that FileNotFoundError is an AudioNotFound too.
        """
        return self._shelves.path(key)

    def render(
        self,
        what: Audible,
        *,
        voice: str,
        rate: int = DEFAULT_RATE,
        format: str,  # noqa: A002
        tags: Tags = NO_TAGS,
        chapters: ChapterTitles = NO_CHAPTERS,
        passing: bool = False,
    ) -> AudioInfo:
        """Find or make one file; what is `passing` is kept only while there is room, and counts."""
        wish = Wish(what, voice, rate, passing)
        return self._render_all(wish, (format,), tags, chapters)[format]

    def render_all(
        self,
        what: Audible,
        *,
        voice: str,
        rate: int = DEFAULT_RATE,
        formats: Iterable[str],
        tags: Tags = NO_TAGS,
        chapters: ChapterTitles = NO_CHAPTERS,
    ) -> dict[str, AudioInfo]:
        """Find or make a file in each format, by format; nothing is spoken twice."""
        return self._render_all(Wish(what, voice, rate), formats, tags, chapters)

    def _render_all(
        self, wish: Wish, formats: Iterable[str], tags: Tags, chapters: ChapterTitles
    ) -> dict[str, AudioInfo]:
        sound = self._masters.key_of(wish)
        speak = cache(partial(self._masters.speech, wish))
        made: dict[str, AudioInfo] = {}
        for into in [encoder(name) for name in formats]:
            key = _file_key(sound, into, tags, chapters)
            if (info := self.find(key)) is None:
                make = partial(self._made, key, speak, into, tags, chapters, wish)
                with self._admitted(wish, sound):
                    info = self._files.join(key, make)
            made[into.name] = info
        return made

    def timing(self, what: Audible, *, voice: str, rate: int = DEFAULT_RATE) -> Timing:
        """Tell when each utterance is heard; speaks what is not kept."""
        wish = Wish(what, voice, rate)
        if timing := self._masters.kept_timing(wish):
            return timing
        with self._admitted(wish, self._masters.key_of(wish)):
            return self._masters.timing(wish)

    def expected(
        self,
        what: Audible,
        *,
        voice: str,
        rate: int = DEFAULT_RATE,
        format: str,  # noqa: A002
        tags: Tags = NO_TAGS,
        chapters: ChapterTitles = NO_CHAPTERS,
    ) -> Expected | None:
        """Tell what a file will be, without making it: of a WAV whose speech is kept; else None."""
        timing = self._masters.kept_timing(Wish(what, voice, rate)) if format == "wav" else None
        if timing is None:
            return None
        return Expected(timing.duration_ms, size_of(timing.samples, tags, chapters_of(timing, chapters)))

    def verify(
        self,
        what: Audible,
        *,
        voice: str,
        rate: int = DEFAULT_RATE,
        format: str,  # noqa: A002
        tags: Tags = NO_TAGS,
        chapters: ChapterTitles = NO_CHAPTERS,
    ) -> tuple[str, ...]:
        """Tell in words what is wrong with a kept file and its masters; what is bad is dropped.

        So the next render makes it again. What is not kept is no fault.
        """
        wish = Wish(what, voice, rate)
        key = _file_key(self._masters.key_of(wish), encoder(format), tags, chapters)
        return self._verifier.faults(wish, key)

    def _admitted(self, wish: Wish, sound: AudioKey) -> AbstractContextManager[None]:
        lasts = self._shelves.lasts(wish.voice, wish.rate) and not wish.passes
        return nullcontext() if lasts else self._gate.admitted(sound)

    def _made(
        self,
        key: AudioKey,
        speak: Callable[[], Speech],
        into: Encoder,
        tags: Tags,
        chapters: ChapterTitles,
        wish: Wish,
    ) -> AudioInfo:
        speech = speak()
        with self._locks.hold(key):
            if kept := self.find(key):  # made by another process meanwhile
                return kept
            data = into.encode(speech.pcm, speech.sample_rate, tags, chapters_of(speech.timing, chapters))
            info = AudioInfo.of(data, key, into.name, into.media_type, speech.duration_ms)
            self._shelves.keep(data, info, wish.voice, wish.rate, passes=wish.passes)
            return info


def _file_key(sound: AudioKey, into: Encoder, tags: Tags, chapters: ChapterTitles) -> AudioKey:
    return file_key(sound, into, tags, sorted(chapters.items()))
