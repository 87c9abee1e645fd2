"""Speak once, encode once, keep: one render for however many ask.

The sound is spoken once and kept as an untagged WAV, its timing beside it; all formats are made from
that master. So a second format, other tags or captions cost no speech.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import cache, partial
from pathlib import Path

from audio.encoders.wav import pcm_of
from audio.encoding import Chapter, Encoder, encoder
from audio.engine import DEFAULT_RATE, Speech, SpeechEngine, Timing, check_rate
from audio.errors import AudioNotFound, EncodingFailed
from audio.flights import Flights, FolderLocks
from audio.script import Script
from audio.store import AudioInfo, AudioKey, AudioStore, file_key, speech_key, timing_key
from audio.wire import timing_from_json, timing_to_json

Tags = Mapping[str, str]
ChapterTitles = Mapping[int, str]
"""Titles by the position, among the script's utterances, of the one that a chapter begins with."""

NO_TAGS: Tags = {}
NO_CHAPTERS: ChapterTitles = {}


class Renderer:
    """Looks audio up, or makes it. For many threads.

    With a `lock_dir`, processes that share it and a store render nothing twice either. Methods
    raise what the engine, the encoder and the store raise, and ValueError for a rate out of 80-450;
    a failure reaches all who waited for it and is not remembered.
    """

    def __init__(self, engine: SpeechEngine, store: AudioStore, *, lock_dir: Path | None = None) -> None:
        self._engine = engine
        self._store = store
        self._locks = FolderLocks(lock_dir) if lock_dir else None
        self._speeches: Flights[Speech] = Flights()
        self._files: Flights[AudioInfo] = Flights()

    def key_of(
        self,
        script: Script,
        *,
        voice: str,
        rate: int = DEFAULT_RATE,
        format: str,  # noqa: A002 - what callers call it
        tags: Tags = NO_TAGS,
        chapters: ChapterTitles = NO_CHAPTERS,
    ) -> AudioKey:
        """Key of a file, without making it or starting the engine. Raises UnknownFormat, ValueError."""
        return self._file_key(self._speech_key(script, voice, rate), encoder(format), tags, chapters)

    def find(self, key: AudioKey) -> AudioInfo | None:
        """Look up what is kept; None when it has yet to be made."""
        try:
            return self._store.head(key)
        except AudioNotFound:
            return None

    def read(self, key: AudioKey, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Give kept bytes from `start` to before `end`, in chunks. Raises AudioNotFound, ValueError."""
        return self._store.read(key, start, end)

    def render(
        self,
        script: Script,
        *,
        voice: str,
        rate: int = DEFAULT_RATE,
        format: str,  # noqa: A002
        tags: Tags = NO_TAGS,
        chapters: ChapterTitles = NO_CHAPTERS,
    ) -> AudioInfo:
        """Find or make one file. WAV has no place for chapters."""
        made = self.render_all(
            script, voice=voice, rate=rate, formats=(format,), tags=tags, chapters=chapters
        )
        return made[format]

    def render_all(
        self,
        script: Script,
        *,
        voice: str,
        rate: int = DEFAULT_RATE,
        formats: Iterable[str],
        tags: Tags = NO_TAGS,
        chapters: ChapterTitles = NO_CHAPTERS,
    ) -> dict[str, AudioInfo]:
        """Find or make a file in each format, by format; the script is spoken once at most."""
        sound = self._speech_key(script, voice, rate)
        speak = cache(partial(self._speech, sound, script, voice, rate))
        encoders = [encoder(name) for name in formats]
        return {each.name: self._file(sound, speak, each, tags, chapters) for each in encoders}

    def timing(self, script: Script, *, voice: str, rate: int = DEFAULT_RATE) -> Timing:
        """Tell when each utterance is heard; speaks the script when that is not kept."""
        sound = self._speech_key(script, voice, rate)
        return self._kept_timing(sound) or self._speech(sound, script, voice, rate).timing

    def _speech_key(self, script: Script, voice: str, rate: int) -> AudioKey:
        check_rate(rate)
        return speech_key(script, voice, rate, self._engine.identity)

    def _file_key(self, sound: AudioKey, into: Encoder, tags: Tags, chapters: ChapterTitles) -> AudioKey:
        return file_key(sound, into, tags, sorted(chapters.items()))

    def _file(
        self,
        sound: AudioKey,
        speak: Callable[[], Speech],
        into: Encoder,
        tags: Tags,
        chapters: ChapterTitles,
    ) -> AudioInfo:
        key = self._file_key(sound, into, tags, chapters)

        def make() -> AudioInfo:
            speech = speak()
            with self._held(key):
                if kept := self.find(key):  # another process, or the master itself
                    return kept
                titled = _chapters(speech.timing, chapters)
                data = into.encode(speech.pcm, speech.sample_rate, tags, titled)
                return self._keep(key, data, into.name, into.media_type, speech.timing)

        return self.find(key) or self._files.join(key, make)

    def _speech(self, sound: AudioKey, script: Script, voice: str, rate: int) -> Speech:
        def make() -> Speech:
            with self._held(sound):
                if kept := self._kept_speech(sound):
                    return kept
                speech = self._engine.speak(script, voice, rate)
                wav = encoder("wav")
                master = self._file_key(sound, wav, NO_TAGS, NO_CHAPTERS)
                data = wav.encode(speech.pcm, speech.sample_rate, NO_TAGS)
                self._keep(master, data, wav.name, wav.media_type, speech.timing)
                timing = json.dumps(timing_to_json(speech.timing)).encode()
                self._keep(timing_key(sound), timing, "timing", "application/json", speech.timing)
                return speech

        return self._speeches.join(sound, make)

    def _kept_speech(self, sound: AudioKey) -> Speech | None:
        timing = self._kept_timing(sound)
        data = self._kept(self._file_key(sound, encoder("wav"), NO_TAGS, NO_CHAPTERS))
        if timing is None or data is None:
            return None
        try:
            return Speech(pcm_of(data)[0], timing)
        except (EncodingFailed, ValueError):  # one of the two is not what was kept
            return None

    def _kept_timing(self, sound: AudioKey) -> Timing | None:
        data = self._kept(timing_key(sound))
        return None if data is None else timing_from_json(json.loads(data))

    def _kept(self, key: AudioKey) -> bytes | None:
        """Bytes as they were kept; after a power cut they may not be, even where the size is right."""
        info = self.find(key)
        if info is None:
            return None
        data = b"".join(self._store.read(key))
        return data if hashlib.sha256(data).hexdigest() == info.sha256 else None

    def _keep(self, key: AudioKey, data: bytes, name: str, media_type: str, timing: Timing) -> AudioInfo:
        digest = hashlib.sha256(data).hexdigest()
        info = AudioInfo(key, name, media_type, timing.duration_ms, len(data), digest)
        self._store.put(key, data, info)
        return info

    def _held(self, key: AudioKey) -> AbstractContextManager[None]:
        return self._locks.hold(key) if self._locks else nullcontext()


def _chapters(timing: Timing, titles: ChapterTitles) -> tuple[Chapter, ...]:
    if not all(0 <= index < len(timing.utterances) for index in titles):
        raise ValueError("a chapter begins with an utterance that the script does not have")
    starts = [timing.ms(timing.utterances[index].start) for index in sorted(titles)]
    ends = [*starts, timing.duration_ms][1:]
    return tuple(
        Chapter(titles[index], start, end)
        for index, start, end in zip(sorted(titles), starts, ends, strict=True)
    )
