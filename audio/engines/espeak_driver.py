"""A pyttsx3 driver for espeak-ng that hands over exact samples and reports its errors.

pyttsx3's own Linux driver plays or saves, loses queued texts, prints, and gives word events no
time. This one runs espeak-ng synchronously and sends, besides pyttsx3's topics:

    audio          name, pcm (bytes: 16-bit mono in the machine's byte order)
    started-word   name, location (code points from 0), length, sample (from the utterance's start)
    phoneme        name, ipa: in the order of speech among the words' starts ("" is a pause)
    ended-clause   name, location (code points up to the end of its punctuation)
    error          name, exception

It imports nothing of pyttsx3: `pyttsx3_engine` hands it the binding.
"""

from __future__ import annotations

import ctypes
import unicodedata
from types import SimpleNamespace
from typing import Any, ClassVar, Protocol

# From espeak-ng's speak_lib.h; pyttsx3's binding does not name them.
DONT_EXIT = 0x8000  # without it, missing data makes the library call exit(1)
TELL_PHONEMES = 0x1 | 0x2  # as events, in IPA
EVENT_PHONEME = 7
PHONEME_BYTES = 8  # its place in the event

STRIPPED = ("Cc", "Cs")  # controls (a NUL ends the text unheard) and lone surrogates (not UTF-8)

BUFFER_MS = 1000
DEFAULT_RATE = 175  # words a minute: espeak-ng's own


class DriverProxy(Protocol):
    """What pyttsx3 gives its drivers to talk to."""

    def notify(self, topic: str, **values: object) -> None:
        """Tell whoever connected to the topic."""

    def setBusy(self, busy: bool) -> None:  # noqa: N802 - pyttsx3's name
        """Not busy: run what is queued."""


def speakable(text: str) -> str:
    """Replace every control character and lone surrogate by a space: offsets hold."""
    return "".join(" " if unicodedata.category(letter) in STRIPPED else letter for letter in text)


class EspeakDriver:
    """One driver a process: espeak-ng keeps its state in globals.

    `espeak` is pyttsx3's ctypes binding. `phonemes`, as the data, is taken from the first driver of a
    process. Raises RuntimeError when the library finds no data.
    """

    _rates: ClassVar[dict[str, int]] = {}

    def __init__(self, proxy: DriverProxy, espeak: Any, data_dir: str, *, phonemes: bool = False) -> None:
        self._proxy = proxy
        self._espeak = espeak
        self._error: BaseException | None = None
        if data_dir not in self._rates:
            options = DONT_EXIT | (TELL_PHONEMES if phonemes else 0)
            rate = espeak.Initialize(espeak.AUDIO_OUTPUT_SYNCHRONOUS, BUFFER_MS, data_dir.encode(), options)
            if rate <= 0:
                raise RuntimeError(f"espeak-ng could not start with the data in {data_dir}")
            self._rates[data_dir] = rate
        self._sample_rate = self._rates[data_dir]
        self._rate = DEFAULT_RATE
        self.setProperty("rate", DEFAULT_RATE)
        # The binding keeps the ctypes callback alive in a global of its own.
        espeak.SetSynthCallback(self._on_synth)

    # pyttsx3 prescribes the names of the methods below.

    def say(self, text: str) -> None:
        """Speak now; returns when all sound was handed over. Raises what went wrong."""
        self._error = None
        self._proxy.notify("started-utterance")
        flags = self._espeak.CHARS_UTF8 | self._espeak.PHONEMES
        code = self._espeak.Synth(speakable(text), flags=flags)
        completed = code == self._espeak.EE_OK and self._error is None
        self._proxy.notify("finished-utterance", completed=completed)
        if self._error is not None:
            raise self._error
        if code != self._espeak.EE_OK:
            raise RuntimeError(f"espeak-ng refused the text with code {code}")

    def _on_synth(self, wav: Any, count: int, events: Any) -> int:
        # ctypes swallows what a callback raises: keep it for say(), and 1 tells espeak-ng to stop.
        try:
            if wav:  # NULL marks the end of the utterance
                self._tell(events)
                if count > 0:
                    self._proxy.notify("audio", pcm=ctypes.string_at(wav, 2 * count))
        except BaseException as error:
            self._error = error
            return 1
        return 0

    def _tell(self, events: Any) -> None:
        index = 0
        while (event := events[index]).type != self._espeak.EVENT_LIST_TERMINATED:
            if event.type == self._espeak.EVENT_WORD:
                self._proxy.notify(
                    "started-word",
                    location=event.text_position - 1,
                    length=event.length,
                    sample=event.sample,
                )
            elif event.type == EVENT_PHONEME:
                ipa = ctypes.string_at(ctypes.addressof(event.id), PHONEME_BYTES).partition(b"\0")[0]
                self._proxy.notify("phoneme", ipa=ipa.decode())
            elif event.type == self._espeak.EVENT_END:
                self._proxy.notify("ended-clause", location=event.text_position)
            index += 1

    def getProperty(self, name: str) -> object:  # noqa: N802
        """One of voices, voice, rate (words a minute), sample_rate (Hz). Raises KeyError."""
        if name == "voices":
            return [_voice(each) for each in self._espeak.ListVoices(None)]
        if name == "voice":
            return self._espeak.GetCurrentVoice().contents.identifier.decode()
        if name == "rate":
            return self._rate
        if name == "sample_rate":
            return self._sample_rate
        raise KeyError(name)

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802
        """Set voice (espeak-ng's identifier) or rate (words a minute). Raises ValueError, KeyError."""
        if name == "voice":
            code = self._espeak.SetVoiceByName(str(value).encode())
        elif name == "rate":
            code = self._espeak.SetParameter(self._espeak.RATE, int(value), 0)
            if code == self._espeak.EE_OK:
                self._rate = int(value)  # the binding can only ask for the default
        else:
            raise KeyError(name)
        if code != self._espeak.EE_OK:
            raise ValueError(f"espeak-ng refused {value!r} as its {name} with code {code}")

    def startLoop(self) -> None:  # noqa: N802
        """Run what is queued: each command returns when it is done, so there is no loop."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802
        """Nothing runs between commands."""

    def stop(self) -> None:
        """Nothing to stop: between commands espeak-ng is idle."""

    def destroy(self) -> None:
        """Leave the library: it can't start twice in a process."""


def _voice(each: Any) -> SimpleNamespace:
    # `languages` starts with a priority byte.
    return SimpleNamespace(
        id=each.identifier.decode(),
        name=each.name.decode(),
        languages=[(each.languages or b"\0")[1:].decode()],
        gender=("", "male", "female")[each.gender] if each.gender < 3 else "",
    )
