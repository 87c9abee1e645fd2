"""What an engine offers, known from files and package metadata: no library is loaded, no process started."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from audio.engine import Voice
from audio.errors import UnknownVoice


@dataclass(frozen=True, slots=True)
class Offer:
    """A voice, the name by which its engine knows it, and the versions of all that shapes its sound."""

    voice: Voice
    source: str
    identity: str


class Catalogue:
    """An engine's voices by id. Raises ValueError when two share one."""

    def __init__(self, offers: Iterable[Offer]) -> None:
        each = sorted(offers, key=lambda offer: offer.voice.id)
        self._offers = {offer.voice.id: offer for offer in each}
        if len(self._offers) < len(each):
            raise ValueError("two voices of an engine have the same id")
        self.voices = tuple(offer.voice for offer in each)

    def offer(self, voice: str) -> Offer:
        """Look a voice up by its id. Raises UnknownVoice."""
        try:
            return self._offers[voice]
        except KeyError:
            raise UnknownVoice(voice, tuple(self._offers)) from None
