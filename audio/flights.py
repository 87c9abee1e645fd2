"""One piece of work for many askers, among the threads of a process and among processes; and not too many."""

from __future__ import annotations

import fcntl
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from audio.errors import SpeechBusy
from audio.keys import AudioKey

T = TypeVar("T")


class Flights(Generic[T]):
    """Work under way in this process, by key. Nothing is remembered when it is done."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._under_way: dict[AudioKey, Future[T]] = {}

    def join(self, key: AudioKey, work: Callable[[], T]) -> T:
        """Do the work, or wait for whoever does it now; its result or its error reaches all of them."""
        with self._lock:
            flight = self._under_way.get(key)
            leads = flight is None
            if flight is None:
                flight = self._under_way[key] = Future()
        if not leads:
            return flight.result()
        try:
            result = work()
        except BaseException as error:  # an interrupt too: nobody may wait for ever
            self._land(key)
            flight.set_exception(error)
            raise
        self._land(key)
        flight.set_result(result)
        return result

    def _land(self, key: AudioKey) -> None:
        with self._lock:
            del self._under_way[key]


class Gate:
    """Lets at most so many different pieces of work in at once, by key; without a number, all."""

    def __init__(self, most: int | None) -> None:
        self._most = most
        self._lock = Lock()
        self._inside: Counter[AudioKey] = Counter()

    @contextmanager
    def admitted(self, key: AudioKey) -> Iterator[None]:
        """Count as being inside; those of one key count once. Raises SpeechBusy at once when all is taken."""
        with self._lock:
            if self._most is not None and key not in self._inside and len(self._inside) >= self._most:
                raise SpeechBusy(f"{self._most} other sounds are being made. Please ask again in a moment.")
            self._inside[key] += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside[key] -= 1
                if not self._inside[key]:
                    del self._inside[key]


class FolderLocks:
    """Locks that hold between the processes of one machine; one that dies lets go.

    There are 256, shared among keys, so that no file has to be deleted under a waiter. Hold one at
    a time: two keys may share a lock. Without a folder, nothing is locked.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        if folder:
            folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def hold(self, key: AudioKey) -> Iterator[None]:
        """Wait for the key's lock and hold it; another thread of this process waits too."""
        if self._folder is None:
            yield
            return
        with (self._folder / f"{key.value[:2]}.lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # let go when the file is closed
            yield
