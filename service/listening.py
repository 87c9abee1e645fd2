"""Use case: hear a section at a level, in a format; or know what there would be to hear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audio.encoding import encoder
from audio.marks import Mark, marks
from audio.rendering import Renderer
from audio.script import Script
from audio.store import AudioInfo
from service.narration import narrate
from service.reading import Reading

#: Formats offered for each section, in the order in which a page lists them.
TAGGED = ("mp3", "opus")
MASTER = "wav"
FORMATS = (*TAGGED, MASTER)

#: Nominal words a minute: at 150 a speech recogniser hears 2.2 % of words wrong, at 165 7.3 %.
RATE = 150

#: Languages as ID3 names them (ISO 639-2); any other is tagged as undetermined.
TAG_LANGUAGES = {"en": "eng"}

#: Scripts kept in memory, some 20 kB each, so that asking for a kept sound costs no narration.
MOST_SCRIPTS = 500


@dataclass(frozen=True, slots=True)
class Sound:
    """One section's sound in one format. `info` is None until it was rendered.

    `key` is the hash of all that shapes the bytes: it changes whenever they do.
    """

    format: str
    media_type: str
    key: str
    info: AudioInfo | None


@dataclass(frozen=True, slots=True)
class TimedWords:
    """When each word and sentence of a section is spoken. `duration_ms` is the whole sound's."""

    marks: tuple[Mark, ...]
    duration_ms: int
    voice: str


class Listener:
    """Hears sections in the service's voice."""

    def __init__(self, renderer: Renderer, voice: str) -> None:
        self._renderer = renderer
        self._voice = voice
        self._scripts: dict[tuple[str, int, str, str], Script] = {}

    def sounds(self, reading: Reading) -> tuple[Sound, ...]:
        """What there is to hear, whether or not it was rendered yet. Renders nothing."""
        return tuple(self.sound(reading, name) for name in FORMATS)

    def sound(self, reading: Reading, format_name: str) -> Sound:
        """As `sounds`, for one format. Raises `UnknownFormat`."""
        script = self.script(reading)
        key = self._renderer.key_of(
            script, voice=self._voice, rate=RATE, format=format_name, tags=tags(reading, format_name)
        )
        return Sound(format_name, encoder(format_name).media_type, str(key), self._renderer.find(key))

    def hear(self, reading: Reading, format_name: str) -> AudioInfo:
        """Render if it must be, and say what is kept.

        Raises `UnknownFormat`, `SpeechFailed`, `SpeechUnavailable` or `EncodingFailed`.
        """
        return self._renderer.render(
            self.script(reading),
            voice=self._voice,
            rate=RATE,
            format=format_name,
            tags=tags(reading, format_name),
        )

    def hear_all(self, reading: Reading) -> None:
        """Make every format of a section, speaking once."""
        self._renderer.render_all(
            self.script(reading), voice=self._voice, rate=RATE, formats=TAGGED, tags=tags(reading, TAGGED[0])
        )
        self.hear(reading, MASTER)

    def words(self, reading: Reading) -> TimedWords:
        """When each word and sentence is spoken; renders the speech if it must be."""
        script = self.script(reading)
        timing = self._renderer.timing(script, voice=self._voice, rate=RATE)
        return TimedWords(marks(script, timing), timing.duration_ms, self._voice)

    def read(self, info: AudioInfo, start: int = 0) -> Iterator[bytes]:
        """The bytes from `start` on. Raises `AudioNotFound` if they went meanwhile."""
        return self._renderer.read(info.key, start)

    def script(self, reading: Reading) -> Script:
        """The words and silences of this section at this level, the disclaimer at its end."""
        rendition = reading.rendition
        # A revision's words never change, so neither does what is said for them.
        key = (reading.article.slug, reading.published.revision, rendition.level.value, rendition.section)
        script = self._scripts.get(key)
        if script is None:
            if len(self._scripts) >= MOST_SCRIPTS:
                self._scripts.clear()
            script = self._scripts[key] = narrate(reading.article, rendition)
        return script


def tags(reading: Reading, format_name: str) -> dict[str, str]:
    """What a player shows of the file: title, album, author, and the disclaimer as its comment.

    None in WAV: players hardly read them there, and without them the file is the master that is
    kept anyway.
    """
    if format_name == MASTER:
        return {}
    article, rendition = reading.article, reading.rendition
    return {
        "title": f"{rendition.title} ({rendition.level})",
        "album": article.title,
        "artist": f"Plainspoken, retold from {article.source.author}",
        "language": TAG_LANGUAGES.get(article.language.split("-")[0], "und"),
        "comment": article.disclaimer.at(rendition.level),
        "copyright": article.source.attribution,
    }
