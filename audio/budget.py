"""A folder of kept audio that never holds more than so many bytes."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from audio.errors import NoRoom
from audio.folder_store import FolderAudioStore
from audio.integrity import sealed
from audio.keys import HEX_64, AudioKey
from audio.recent import Recent
from audio.store import AudioInfo

USE_NOTED_S = 60  # reading a file again within so many seconds is not noted again
MOST_NOTED = 4096
LEFT_AFTER = 0.9
"""Share of the budget that is used once room was made: so that it is made, and counted, seldom."""


@dataclass(frozen=True, slots=True)
class _Kept:
    key: AudioKey
    size: int
    used: float


class BudgetedStore:
    """An AudioStore in a folder of its own, which many processes may share.

    Together its files have at most `most_bytes`, at every moment: what was read longest ago is
    deleted to make room for what is put. Whoever reads a file reads on to its end.
    """

    def __init__(self, folder: Path, most_bytes: int, *, clock: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._most = most_bytes
        self._clock = clock
        self._store = FolderAudioStore(folder, clock=clock)
        self._noted: Recent[AudioKey, float] = Recent(MOST_NOTED)

    def head(self, key: AudioKey, *, anew: bool = False) -> AudioInfo:
        """Look a file up. Raises AudioNotFound."""
        return self._store.head(key, anew=anew)

    def read(self, key: AudioKey, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Give the bytes from `start` to before `end`, in chunks. Raises AudioNotFound, ValueError."""
        chunks = self._store.read(key, start, end)
        self._note(key)
        return chunks

    def path(self, key: AudioKey) -> Path:
        """Tell where a file that `head` finds lies. Raises AudioNotFound."""
        path = self._store.path(key)
        self._note(key)
        return path

    def put(self, key: AudioKey, data: bytes, info: AudioInfo) -> None:
        """Make room and keep a file. Raises NoRoom for one that is too large even on its own."""
        needed = len(data) + len(sealed(info))
        if needed > self._most:
            raise NoRoom(f"This sound has {needed} bytes; sounds of its kind have room for {self._most}.")
        with self._alone() as ledger:
            total = _noted_total(ledger)
            if total is None or total + needed > self._most:
                self._store.delete(key)  # what is replaced needs no room
                total = self._make_room(int(self._most * LEFT_AFTER) - needed)
            # Noted first: a crash, and whatever is replaced or deleted, makes it too much, never too little.
            ledger.seek(0)
            ledger.truncate()
            ledger.write(str(total + needed))
            ledger.flush()
            self._store.put(key, data, info)
            os.utime(self._store.metadata(key), (self._clock(), self._clock()))

    def delete(self, key: AudioKey) -> None:
        """Forget a file; harmless when there is none."""
        self._store.delete(key)

    def _make_room(self, most: int) -> int:
        """Delete until at most so many bytes are left, and tell how many are."""
        kept = list(_listed(self._folder))
        total = sum(each.size for each in kept)
        for oldest in sorted(kept, key=lambda each: each.used):
            if total <= most:
                break
            self._store.delete(oldest.key)
            total -= oldest.size
        return total

    def _note(self, key: AudioKey) -> None:
        """Note that a file was used, for all processes to see: as its metadata's time."""
        now = self._clock()
        if now - (self._noted.get(key) or 0) < USE_NOTED_S:
            return
        self._noted.remember(key, now)
        with suppress(FileNotFoundError):  # deleted meanwhile, under its reader
            os.utime(self._store.metadata(key), (now, now))

    @contextmanager
    def _alone(self) -> Iterator[TextIO]:
        """Let no other thread or process put a file, and give the ledger; the lock goes with its holder."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "budget.bytes").open("a+", errors="replace") as ledger:
            fcntl.flock(ledger, fcntl.LOCK_EX)
            yield ledger


def _noted_total(ledger: TextIO) -> int | None:
    """Bytes that are kept, or fewer are; None when that was never counted."""
    ledger.seek(0)
    noted = ledger.read()
    return int(noted) if noted.isdecimal() else None


def _listed(folder: Path) -> Iterator[_Kept]:
    """Find what is kept. Without metadata, as after a crash, a file was never used."""
    sizes: dict[str, int] = {}
    used: dict[str, float] = {}
    for part in os.scandir(folder):
        if len(part.name) != 2:
            continue
        for entry in os.scandir(part.path):
            name, _, extension = entry.name.partition(".")
            try:
                found = entry.stat()
            except FileNotFoundError:
                continue
            sizes[name] = sizes.get(name, 0) + found.st_size
            if extension == "json":
                used[name] = found.st_mtime
    return (
        _Kept(AudioKey(name), size, used.get(name, 0))
        for name, size in sizes.items()
        if HEX_64.fullmatch(name)
    )
