"""Every voice that is installed, whichever engine it belongs to, behind one SpeechEngine."""

from __future__ import annotations

from types import TracebackType
from typing import NamedTuple, Protocol, Self, runtime_checkable

from audio import engines
from audio.engine import DEFAULT_RATE, Speech, SpeechEngine, Voice
from audio.errors import UnknownVoice
from audio.pool import SpeechPool
from audio.script import Script


@runtime_checkable
class Closable(Protocol):
    """An engine that holds processes."""

    def close(self) -> None:
        """Let them go. Harmless when repeated."""
        ...


class _Spoken(NamedTuple):
    voice: Voice
    engine: SpeechEngine


class Voices:
    """A SpeechEngine over others. For many threads.

    Its methods take a voice's id or, where one voice alone speaks a language, that language's
    tag; upper and lower case are the same. Of two voices with one id, the first engine's is taken.
    """

    def __init__(self, *parts: SpeechEngine) -> None:
        self._parts = parts
        self._found: dict[str, _Spoken] | None = None

    def voices(self) -> tuple[Voice, ...]:
        """List the voices of all engines, sorted by id. Raises SpeechUnavailable."""
        return tuple(spoken.voice for _, spoken in sorted(self._by_id().items()))

    def voice(self, name: str) -> Voice:
        """Look a voice up. Keep its id: it names the same sound, and gives the same keys, as any alias.

        Raises UnknownVoice with all ids, SpeechUnavailable.
        """
        return self._find(name).voice

    def identity_of(self, voice: str) -> str:
        """The voice's identity, for little more than a look-up. Raises UnknownVoice, SpeechUnavailable."""
        found = self._find(voice)
        return found.engine.identity_of(found.voice.id)

    def speak(self, script: Script, voice: str, rate: int = DEFAULT_RATE) -> Speech:
        """Speak with the voice's own engine. Raises what SpeechEngine.speak does."""
        found = self._find(voice)
        return found.engine.speak(script, found.voice.id, rate)

    def close(self) -> None:
        """Close every engine that holds processes. Closing twice is fine."""
        for part in self._parts:
            if isinstance(part, Closable):
                part.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _find(self, name: str) -> _Spoken:
        known = self._by_id()
        wanted = name.lower()
        if wanted in known:
            return known[wanted]
        alike = [spoken for spoken in known.values() if spoken.voice.language == wanted]
        if len(alike) == 1:
            return alike[0]
        raise UnknownVoice(name, tuple(sorted(known)))

    def _by_id(self) -> dict[str, _Spoken]:
        # Kept: what is installed does not change while a server runs, and every request asks.
        if self._found is None:
            found: dict[str, _Spoken] = {}
            for part in self._parts:
                for voice in part.voices():
                    found.setdefault(voice.id, _Spoken(voice, part))
            self._found = found
        return self._found


def speaking(workers: int | None = None) -> Voices:
    """All installed voices; each engine gets `workers` processes at most (default: the processor count).

    Nothing is started before it is needed.
    """
    return Voices(*(SpeechPool(workers, engine=name) for name in engines.installed()))
