"""Where sounds are kept: some for ever, others as long as there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from audio.errors import AudioDamaged, AudioNotFound
from audio.keys import AudioKey
from audio.store import AudioInfo, AudioStore, not_found

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Passing:
    """A store that may delete what it was given, and what does not go there.

    Sounds in `voice` at `rate` words a minute are kept for ever, all but files in `formats`.
    """

    store: AudioStore
    voice: str
    rate: int
    formats: frozenset[str] = frozenset({"wav"})

    def takes(self, voice: str, rate: int, format_name: str) -> bool:
        """Tell whether a file goes here."""
        return (voice, rate) != (self.voice, self.rate) or format_name in self.formats


class Shelves:
    """A store for what is kept for ever, and perhaps one for what passes; both are looked through."""

    def __init__(self, lasting: AudioStore, passing: Passing | None = None) -> None:
        self._lasting = lasting
        self._passing = passing
        self._stores = (lasting, passing.store) if passing else (lasting,)

    def head(self, key: AudioKey, *, anew: bool = False) -> AudioInfo:
        """Look a file up, as a store does. Raises AudioNotFound."""
        return self._first(key, lambda store: store.head(key, anew=anew))

    def find(self, key: AudioKey) -> AudioInfo | None:
        """Look a file up; None where it is missing or damaged."""
        try:
            return self.head(key)
        except AudioNotFound:
            return None

    def read(self, key: AudioKey, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Give bytes of a file, as a store does. Raises AudioNotFound, ValueError."""
        return self._first(key, lambda store: store.read(key, start, end))

    def path(self, key: AudioKey) -> Path | None:
        """Tell a file's place on this machine, as a store does. Raises AudioNotFound."""
        return self._first(key, lambda store: store.path(key))

    def whole(self, key: AudioKey) -> bytes | None:
        """Give all bytes; None where the file is missing or damaged."""
        try:
            return b"".join(self.read(key))
        except AudioNotFound:
            return None

    def keep(self, data: bytes, info: AudioInfo, voice: str, rate: int, *, passes: bool = False) -> None:
        """Keep a file of a sound in this voice and rate, in the store where it belongs. Raises NoRoom.

        What `passes` need not last, whatever its voice and rate.
        """
        passing = self._passing
        takes = passing is not None and (passes or passing.takes(voice, rate, info.format))
        store = passing.store if passing and takes else self._lasting
        store.put(info.key, data, info)

    def lasts(self, voice: str, rate: int) -> bool:
        """Whether sounds in this voice and rate are kept for ever, while others pass."""
        return self._passing is not None and (voice, rate) == (self._passing.voice, self._passing.rate)

    def drop(self, key: AudioKey) -> None:
        """Forget a file, wherever it is."""
        for store in self._stores:
            store.delete(key)

    def _first(self, key: AudioKey, ask: Callable[[AudioStore], T]) -> T:
        """Ask one store after the other. Raises AudioNotFound; AudioDamaged where there is something."""
        error = not_found(key)
        for store in self._stores:
            try:
                return ask(store)
            except AudioNotFound as told:
                error = told if isinstance(told, AudioDamaged) else error
        raise error
