"""The engines by name. Naming one imports nothing heavy; loading one does."""

from __future__ import annotations

from audio.engine import SpeechEngine
from audio.errors import SpeechUnavailable

NAMES = ("pyttsx3", "silence")


def identity(name: str) -> str:
    """Name and versions of an engine, from package metadata: no library is loaded.

    So audio that is kept can be found on a machine whose engine is broken. Raises SpeechUnavailable.
    """
    # Imported here: the engines' modules import this package.
    if name == "pyttsx3":
        from audio.engines import pyttsx3_engine

        return pyttsx3_engine.identity()
    if name == "silence":
        from audio.engines.silence import SilenceEngine

        return SilenceEngine().identity
    raise _unknown(name)


def load(name: str) -> SpeechEngine:
    """Start an engine in this process. Raises SpeechUnavailable.

    Only a worker process loads "pyttsx3": the library is not safe beside threads.
    """
    if name == "pyttsx3":
        from audio.engines.pyttsx3_engine import Pyttsx3Engine

        return Pyttsx3Engine()
    if name == "silence":
        from audio.engines.silence import SilenceEngine

        return SilenceEngine()
    raise _unknown(name)


def _unknown(name: str) -> SpeechUnavailable:
    return SpeechUnavailable(f"There is no speech engine {name!r}; there is {', '.join(NAMES)}.")
