"""espeak-ng through pyttsx3, with a driver of our own. The only file that imports pyttsx3.

For worker processes: the library is not safe beside threads, and only a process that has not
spoken before gives the same bytes for the same script. `SpeechPool` sees to both.
"""

from __future__ import annotations

import ctypes
import importlib.metadata
import os
import re
import sys
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from audio.assembly import REVISION, Sound, assemble
from audio.engine import DEFAULT_RATE, Speech, Voice, WordEvent, check_rate
from audio.engines.espeak_driver import EspeakDriver, speakable
from audio.errors import SpeechFailed, SpeechUnavailable, UnknownVoice
from audio.script import Pause, Script, Utterance

DRIVER = "plainspoken"
DRIVER_REVISION = 1  # count up when a change of driver or engine here changes the bytes
LIBRARIES = ("libespeak-ng.so.1", "libespeak-ng.1.dylib", "libespeak-ng.dylib")
MBROLA = "mb/"  # voices that need a program and data which the wheel does not carry


@cache
def identity() -> str:
    """Versions of all that shapes the sound, read from package metadata alone.

    The loader's version stands for libespeak-ng's: starting the engine checks that no other
    library was taken. Raises SpeechUnavailable when a package is not installed.
    """
    try:
        versions = [f"{name} {importlib.metadata.version(name)}" for name in ("pyttsx3", "espeakng-loader")]
    except importlib.metadata.PackageNotFoundError as missing:
        raise SpeechUnavailable(f"The package {missing.name} is not installed.") from missing
    return "; ".join([*versions, f"driver {DRIVER_REVISION}", f"assembly {REVISION}"])


class Pyttsx3Engine:
    """A SpeechEngine. Raises SpeechUnavailable, naming what is missing or wrong."""

    def __init__(self) -> None:
        self._engine = _start()
        self._sample_rate = int(self._engine.getProperty("sample_rate"))
        # Only the last part of an identifier is shown: "en-us", not "gmw/en-US". They are unique.
        self._voices = {
            each.id.rpartition("/")[2].lower(): each
            for each in self._engine.getProperty("voices")
            if not each.id.startswith(MBROLA)
        }
        if not self._voices:
            raise SpeechUnavailable("espeak-ng found no voices in its data.")

    @property
    def identity(self) -> str:
        """See `identity` above."""
        return identity()

    def voices(self) -> tuple[Voice, ...]:
        """All of espeak-ng's voices that need nothing more than its own data, sorted by id."""
        return tuple(
            Voice(name, each.name, each.languages[0].lower(), each.gender, "pyttsx3")
            for name, each in sorted(self._voices.items())
        )

    def speak(self, script: Script, voice: str, rate: int = DEFAULT_RATE) -> Speech:
        """Speak a script. Repeatable only as the first speech of a process.

        Raises UnknownVoice, SpeechFailed, and ValueError for a rate out of 80-450.
        """
        check_rate(rate)
        if voice not in self._voices:
            raise UnknownVoice(voice, tuple(sorted(self._voices)))
        sounds = self._say([sayable(each) for each in script.utterances()], self._voices[voice].id, rate)
        each_sound = iter(sounds)
        parts = (item if isinstance(item, Pause) else next(each_sound) for item in script.items)
        return assemble(parts, self._sample_rate)

    def _say(self, texts: list[str], voice_id: str, rate: int) -> list[Sound]:
        heard = _Heard(len(texts))
        # pyttsx3 hands the same engine to everyone in the process: take our listeners off again.
        tokens = [
            self._engine.connect("audio", heard.on_audio),
            self._engine.connect("started-word", heard.on_word),
            self._engine.connect("error", heard.on_error),
        ]
        try:
            self._engine.setProperty("voice", voice_id)
            self._engine.setProperty("rate", rate)
            for index, text in enumerate(texts):
                if text.strip():  # pyttsx3 refuses the rest without raising
                    self._engine.say(text, str(index))
            self._engine.runAndWait()
        finally:
            for token in tokens:
                self._engine.disconnect(token)
        if heard.errors:
            raise SpeechFailed(f"The script could not be spoken: {heard.errors[0]}") from heard.errors[0]
        return heard.sounds()


class _Heard:
    """Collects what the driver tells, by utterance: names are their positions in the script."""

    def __init__(self, count: int) -> None:
        self._pcm: list[list[bytes]] = [[] for _ in range(count)]
        self._words: list[list[WordEvent]] = [[] for _ in range(count)]
        self.errors: list[BaseException] = []

    def on_audio(self, name: str, pcm: bytes) -> None:
        self._pcm[int(name)].append(pcm)

    def on_word(self, name: str, location: int, length: int, sample: int) -> None:
        self._words[int(name)].append(WordEvent(location, length, sample))

    def on_error(self, name: str | None, exception: BaseException) -> None:  # noqa: ARG002 - pyttsx3's
        self.errors.append(exception)

    def sounds(self) -> list[Sound]:
        return [
            Sound(np.frombuffer(b"".join(pcm), np.int16), tuple(words))
            for pcm, words in zip(self._pcm, self._words, strict=True)
        ]


def sayable(utterance: Utterance) -> str:
    """Give the text to say, with `[[` as a command only where a swap wrote it; offsets hold."""
    text = speakable(utterance.spoken)
    allowed = utterance.phonemes

    def neutral(match: re.Match[str]) -> str:
        at = match.start()
        commanded = any(start <= at and at + 2 <= end for start, end in allowed)
        return match[0] if commanded else " "

    return re.sub(r"\[(?=\[)", neutral, text)


def _start() -> Any:
    try:
        binding, data_dir = _bind()
        import pyttsx3  # not above: the library must be loaded and its data named before

        driver = ModuleType(f"pyttsx3.drivers.{DRIVER}")
        driver.buildDriver = partial(EspeakDriver, espeak=binding, data_dir=data_dir)  # type: ignore[attr-defined]
        sys.modules[driver.__name__] = driver
        return pyttsx3.init(DRIVER)
    except SpeechUnavailable:
        raise
    except Exception as error:
        raise SpeechUnavailable(f"Speech can't start: {error}") from error


def _bind() -> tuple[Any, str]:
    """pyttsx3's binding over the wheel's own library, and the folder of its data."""
    import espeakng_loader

    folder = Path(espeakng_loader.__file__).parent
    data_dir = folder / "espeak-ng-data"
    if not (data_dir / "phontab").is_file():
        raise SpeechUnavailable(f"espeak-ng's data is missing: there is no {data_dir / 'phontab'}.")
    path = next((folder / name for name in LIBRARIES if (folder / name).is_file()), None)
    if path is None:
        raise SpeechUnavailable(f"libespeak-ng is missing from {folder}.")
    os.environ["ESPEAK_DATA_PATH"] = str(data_dir)
    # pyttsx3 asks for the library by its SONAME, and the loader then gives the one that is loaded.
    library = ctypes.CDLL(str(path))
    from pyttsx3.drivers import _espeak

    if _espeak.dll._handle != library._handle:  # a system's espeak-ng has another sound
        version = _espeak.Info().decode()
        raise SpeechUnavailable(f"pyttsx3 took another espeak-ng ({version}) than the one in {path}.")
    return _espeak, str(data_dir)
