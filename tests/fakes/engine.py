"""A speech engine under a test's control: counts what it speaks, waits and fails on demand."""

from __future__ import annotations

from threading import Event, Lock

from audio.engine import DEFAULT_RATE, Speech, Voice
from audio.engines.silence import SilenceEngine
from audio.script import Script


class FakeEngine:
    """Speaks `SilenceEngine`'s tones. Clear `may_speak` to make it wait; set `error` to make it fail."""

    def __init__(self, identity: str = "fake 1") -> None:
        self._identity = identity
        self.spoken: list[Script] = []
        self.closed = False
        self.error: BaseException | None = None
        self.may_speak = Event()
        self.may_speak.set()
        self._silence = SilenceEngine()
        self._lock = Lock()

    def identity_of(self, voice: str) -> str:
        self._silence.identity_of(voice)
        return self._identity

    def voices(self) -> tuple[Voice, ...]:
        return self._silence.voices()

    def speak(self, script: Script, voice: str, rate: int = DEFAULT_RATE) -> Speech:
        with self._lock:
            self.spoken.append(script)
        assert self.may_speak.wait(30), "the test never let the engine speak"
        if self.error is not None:
            raise self.error
        return self._silence.speak(script, voice, rate)

    def close(self) -> None:
        self.closed = True
