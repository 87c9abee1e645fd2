"""espeak-ng through pyttsx3, with a driver of our own. The only file that imports pyttsx3.

For worker processes: the library is not safe beside threads, and only a process that has not
spoken before gives the same bytes for the same script. `SpeechPool` sees to both.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from audio.assembly import Sound, assemble
from audio.engine import DEFAULT_RATE, Speech, Voice, WordEvent, check_rate
from audio.engines.espeak_catalogue import catalogue
from audio.engines.espeak_driver import EspeakDriver, speakable
from audio.errors import SpeechFailed, SpeechUnavailable
from audio.script import Pause, Script, Utterance

DRIVER = "plainspoken"
LIBRARIES = ("libespeak-ng.so.1", "libespeak-ng.1.dylib", "libespeak-ng.dylib")
MOST_SOUND_S = 5400  # 5,000 words at 80 a minute take an hour; the worker holds the samples several times
BYTES_A_SECOND = 2 * 22_050

Listeners = Mapping[str, Callable[..., None]]
"""What to call, by the driver's topic."""


class Espeak:
    """pyttsx3's front over the driver. Raises SpeechUnavailable, naming what is missing or wrong.

    With `phonemes`, the driver tells them too: what espeak-ng is asked first in a process, it keeps.
    """

    def __init__(self, *, phonemes: bool = False) -> None:
        self._engine = _start(phonemes=phonemes)
        self.sample_rate = int(self._engine.getProperty("sample_rate"))

    def say(self, texts: Sequence[str], source: str, rate: int, listeners: Listeners) -> None:
        """Speak texts in the voice that espeak-ng calls `source`, telling the listeners of each topic.

        The topics are the driver's; a text's name is its position. Raises SpeechFailed.
        """
        errors: list[BaseException] = []
        heard = {**listeners, "error": lambda name, exception: errors.append(exception)}  # noqa: ARG005 - pyttsx3's names
        # pyttsx3 hands the same engine to everyone in the process: take our listeners off again.
        tokens = [self._engine.connect(topic, listener) for topic, listener in heard.items()]
        try:
            self._engine.setProperty("voice", source)
            self._engine.setProperty("rate", rate)
            for index, text in enumerate(texts):
                if text.strip():  # pyttsx3 refuses the rest without raising
                    self._engine.say(text, str(index))
            self._engine.runAndWait()
        finally:
            for token in tokens:
                self._engine.disconnect(token)
        if errors:
            raise SpeechFailed(f"The script could not be spoken: {errors[0]}") from errors[0]


class Pyttsx3Engine:
    """A SpeechEngine. Raises SpeechUnavailable like `Espeak`."""

    def __init__(self) -> None:
        self._espeak = Espeak()
        self._catalogue = catalogue()

    def identity_of(self, voice: str) -> str:
        """Versions of all that shapes the sound, and espeak-ng's name of the voice. Raises UnknownVoice."""
        return self._catalogue.offer(voice).identity

    def voices(self) -> tuple[Voice, ...]:
        """The voices of `espeak_catalogue`, sorted by id."""
        return self._catalogue.voices

    def speak(self, script: Script, voice: str, rate: int = DEFAULT_RATE) -> Speech:
        """Speak a script. Repeatable only as the first speech of a process.

        Raises UnknownVoice, SpeechFailed, and ValueError for a rate out of 80-450.
        """
        check_rate(rate)
        source = self._catalogue.offer(voice).source
        texts = [sayable(each) for each in script.utterances()]
        heard = _Heard(len(texts))
        listeners: Listeners = {"audio": heard.on_audio, "started-word": heard.on_word}
        self._espeak.say(texts, source, rate, listeners)
        sounds = heard.sounds()
        parts = (item if isinstance(item, Pause) else next(sounds) for item in script.items)
        return assemble(parts, self._espeak.sample_rate)


class _Heard:
    """Collects what the driver tells, by utterance: names are their positions in the script."""

    def __init__(self, count: int) -> None:
        self._left = MOST_SOUND_S * BYTES_A_SECOND
        self._pcm: list[list[bytes]] = [[] for _ in range(count)]
        self._words: list[list[WordEvent]] = [[] for _ in range(count)]

    def on_audio(self, name: str, pcm: bytes) -> None:
        self._left -= len(pcm)
        if self._left >= 0:  # to raise would be no use: pyttsx3 keeps what a listener raises to itself
            self._pcm[int(name)].append(pcm)

    def on_word(self, name: str, location: int, length: int, sample: int) -> None:
        self._words[int(name)].append(WordEvent(location, length, sample))

    def sounds(self) -> Iterator[Sound]:
        if self._left < 0:
            raise SpeechFailed(f"The script takes more than {MOST_SOUND_S / 3600:g} hours to say.")
        for pcm, words in zip(self._pcm, self._words, strict=True):
            joined = np.frombuffer(b"".join(pcm), np.int16)
            pcm.clear()  # an hour of it is 160 MB
            yield Sound(joined, tuple(words))


def sayable(utterance: Utterance) -> str:
    """Give the text to say, with `[[` as a command only where a swap wrote it; offsets hold."""
    text = speakable(utterance.spoken)
    allowed = utterance.phonemes

    def neutral(match: re.Match[str]) -> str:
        at = match.start()
        commanded = any(start <= at and at + 2 <= end for start, end in allowed)
        return match[0] if commanded else " "

    return re.sub(r"\[(?=\[)", neutral, text)


def _start(*, phonemes: bool) -> Any:
    try:
        binding, data_dir = _bind()
        import pyttsx3  # not above: the library must be loaded and its data named before

        driver = ModuleType(f"pyttsx3.drivers.{DRIVER}")
        driver.buildDriver = partial(  # type: ignore[attr-defined]
            EspeakDriver, espeak=binding, data_dir=data_dir, phonemes=phonemes
        )
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
