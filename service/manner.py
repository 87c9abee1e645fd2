"""How a sound is to be spoken: in which voice, how fast. And what of both there is here."""

from __future__ import annotations

from dataclasses import dataclass

from audio.engine import MAX_RATE, MIN_RATE, Voice
from audio.errors import UnknownVoice
from audio.voices import Voices
from content.article import Article
from service.reading import NothingToRead

#: Nominal words a minute: at 150 a speech recogniser hears 2.2 % of words wrong, at 165 7.3 %.
RATE = 150


class VoiceNotOffered(NothingToRead):
    """No such voice for this article's language; `known` lists those that there are."""


class RateNotOffered(NothingToRead):
    """A rate at which no voice speaks; `known` holds the range."""


@dataclass(frozen=True, slots=True)
class Manner:
    """A voice's id, and nominal words a minute (80-450)."""

    voice: str
    rate: int = RATE


class Manners:
    """The voices and rates that may be asked for; `voice` speaks where none is."""

    def __init__(self, voices: Voices, voice: str) -> None:
        self._voices = voices
        self._own = Manner(voice)

    @property
    def own(self) -> Manner:
        """The service's own, where nobody asks for anything else."""
        return self._own

    def voices(self, language: str = "") -> tuple[Voice, ...]:
        """Installed voices, or those that speak this language. Raises `SpeechUnavailable`."""
        return tuple(voice for voice in self._voices.voices() if _speaks(voice, language))

    def asked(self, article: Article, voice: str = "", rate: str = "") -> Manner:
        """What was asked for an article, as text; the service's own for what is empty.

        Raises `VoiceNotOffered`, `RateNotOffered`, `SpeechUnavailable`.
        """
        return Manner(
            self._voice_of(article, voice.strip()) if voice.strip() else self._own.voice,
            _rate_of(rate.strip()) if rate.strip() else self._own.rate,
        )

    def _voice_of(self, article: Article, name: str) -> str:
        try:
            found = self._voices.voice(name)
        except UnknownVoice:
            found = None
        if found and _speaks(found, article.language):
            return found.id  # an alias and its voice share one sound
        known = tuple(each.id for each in self.voices(article.language))
        raise VoiceNotOffered(f"No voice {name[:40]!r} here speaks this article's language.", known)


def _rate_of(asked: str) -> int:
    if asked.isascii() and asked.isdigit() and len(asked) < 5 and MIN_RATE <= int(asked) <= MAX_RATE:
        return int(asked)
    raise RateNotOffered(
        f"A rate is a whole number of words a minute from {MIN_RATE} to {MAX_RATE}, not {asked[:20]!r}.",
        (f"{MIN_RATE}-{MAX_RATE}",),
    )


def _speaks(voice: Voice, language: str) -> bool:
    return not language or voice.language.split("-")[0] == language.lower().split("-")[0]
