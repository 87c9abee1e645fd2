"""Kept audio: what is known of a file, and the protocol of a store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from audio.errors import AudioNotFound
from audio.keys import AudioKey


@dataclass(frozen=True, slots=True)
class AudioInfo:
    """What is known of a kept file. `sha256` is that of its bytes, in hexadecimal."""

    key: AudioKey
    format: str
    media_type: str
    duration_ms: int
    size_bytes: int
    sha256: str

    @classmethod
    def of(cls, data: bytes, key: AudioKey, format: str, media_type: str, duration_ms: int) -> Self:  # noqa: A002
        """Describe these bytes."""
        digest = hashlib.sha256(data).hexdigest()
        return cls(key, format, media_type, duration_ms, len(data), digest)


class AudioStore(Protocol):
    """Files under keys, which are served only while their bytes are those that were put.

    Where a file or its metadata is missing, cut short or altered, it is not there: `AudioDamaged`
    is an `AudioNotFound`.
    """

    def head(self, key: AudioKey, *, anew: bool = False) -> AudioInfo:
        """Look a file up. Raises AudioNotFound.

        Its bytes are hashed the first time, and again when the file changed or the last time was
        hours ago; with `anew` in any case.
        """
        ...

    def read(self, key: AudioKey, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Give the bytes from `start` to before `end` (default: all), in chunks.

        An `end` beyond the file means its end. Raises AudioNotFound at the call, before any chunk,
        and ValueError for a `start` below 0 or after `end`. What goes meanwhile is read to its end.
        """
        ...

    def path(self, key: AudioKey) -> Path | None:
        """Tell the place of a file that `head` finds, None where it has none on this machine.

        Raises AudioNotFound. The file may be deleted before it is opened.
        """
        ...

    def put(self, key: AudioKey, data: bytes, info: AudioInfo) -> None:
        """Keep a file, all or nothing; one under the same key is replaced. Raises NoRoom."""
        ...

    def delete(self, key: AudioKey) -> None:
        """Forget a file; harmless when there is none."""
        ...


def byte_range(info: AudioInfo, start: int, end: int | None) -> tuple[int, int]:
    """Where a wanted range starts and stops in this file. Raises ValueError for one that can't be."""
    last = info.size_bytes if end is None else min(end, info.size_bytes)
    if not 0 <= start <= (last if end is None else end):
        raise ValueError(f"no range of bytes: {start} to {end}")
    return start, max(start, last)


def not_found(key: AudioKey) -> AudioNotFound:
    """Make the error for a key under which nothing is kept."""
    return AudioNotFound(f"No audio is kept under {key}.")
