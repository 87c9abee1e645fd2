"""An audio store in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from audio.errors import AudioDamaged
from audio.keys import AudioKey
from audio.store import AudioInfo, byte_range, not_found


class FakeAudioStore:
    """Keeps files in a dictionary, where a test may change them; counts the writes."""

    def __init__(self) -> None:
        self.kept: dict[AudioKey, tuple[bytes, AudioInfo]] = {}
        self.puts: list[str] = []

    def head(self, key: AudioKey, *, anew: bool = False) -> AudioInfo:
        if key not in self.kept:
            raise not_found(key)
        data, info = self.kept[key]
        if hashlib.sha256(data).hexdigest() != info.sha256:
            raise AudioDamaged(f"The audio under {key} is not what was put there.")
        return info

    def read(self, key: AudioKey, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        start, end = byte_range(self.head(key), start, end)
        wanted = self.kept[key][0][start:end]
        return (wanted[at : at + 65_536] for at in range(0, len(wanted), 65_536))

    def path(self, key: AudioKey) -> None:
        self.head(key)

    def put(self, key: AudioKey, data: bytes, info: AudioInfo) -> None:
        self.puts.append(info.format)
        self.kept[key] = (data, info)

    def delete(self, key: AudioKey) -> None:
        self.kept.pop(key, None)
