"""The engines by name. What they offer is known without loading one: that imports nothing heavy."""

from __future__ import annotations

from audio import mastering
from audio.engine import SpeechEngine
from audio.engines.catalogue import Catalogue
from audio.errors import SpeechUnavailable

NAMES = ("pyttsx3", "piper", "silence")


def installed() -> tuple[str, ...]:
    """The engines with real voices that can speak here, the first one preferred.

    "pyttsx3" always: it comes with this package. "piper" comes with the extra `natural`.
    """
    from audio.engines import piper_catalogue

    return ("pyttsx3", "piper") if piper_catalogue.catalogue().voices else ("pyttsx3",)


def catalogue(name: str) -> Catalogue:
    """What an engine offers, from its files and package metadata. Raises SpeechUnavailable.

    So audio that is kept can be found on a machine whose engine is broken.
    """
    # Imported here: the engines' modules import this package.
    if name == "pyttsx3":
        from audio.engines import espeak_catalogue

        return espeak_catalogue.catalogue()
    if name == "piper":
        from audio.engines import piper_catalogue

        return piper_catalogue.catalogue()
    if name == "silence":
        from audio.engines import silence

        return silence.catalogue()
    raise _unknown(name)


def mastered_identity(identity: str) -> str:
    """Name all that shapes what a worker hands over: it masters what its engine spoke."""
    return f"{identity}; mastering {mastering.REVISION}"


def load(name: str) -> SpeechEngine:
    """Start an engine in this process. Raises SpeechUnavailable.

    Only a worker process loads "pyttsx3" or "piper": the libraries are not safe beside threads.
    """
    if name == "pyttsx3":
        from audio.engines.pyttsx3_engine import Pyttsx3Engine

        return Pyttsx3Engine()
    if name == "piper":
        from audio.engines.piper_engine import PiperEngine

        return PiperEngine()
    if name == "silence":
        from audio.engines.silence import SilenceEngine

        return SilenceEngine()
    raise _unknown(name)


def _unknown(name: str) -> SpeechUnavailable:
    return SpeechUnavailable(f"There is no speech engine {name!r}; there is {', '.join(NAMES)}.")
