"""An audio store in memory."""

from __future__ import annotations

from collections.abc import Iterator

from audio.errors import AudioNotFound
from audio.store import AudioInfo, AudioKey


class FakeAudioStore:
    """Keeps files in a dictionary; counts the writes."""

    def __init__(self) -> None:
        self.kept: dict[AudioKey, tuple[bytes, AudioInfo]] = {}
        self.puts: list[str] = []

    def head(self, key: AudioKey) -> AudioInfo:
        try:
            return self.kept[key][1]
        except KeyError:
            raise AudioNotFound(f"No audio is kept under {key}.") from None

    def exists(self, key: AudioKey) -> bool:
        return key in self.kept

    def read(self, key: AudioKey, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        self.head(key)
        data = self.kept[key][0]
        if not 0 <= start <= (len(data) if end is None else end):
            raise ValueError(f"no range of bytes: {start} to {end}")
        wanted = data[start:end]
        return (wanted[at : at + 65_536] for at in range(0, len(wanted), 65_536))

    def put(self, key: AudioKey, data: bytes, info: AudioInfo) -> None:
        self.puts.append(info.format)
        self.kept[key] = (data, info)
