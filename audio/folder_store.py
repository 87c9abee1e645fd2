"""Kept audio in a folder of this machine.

A file is two: `ab/<key>.<format>` and, written after it, its metadata `ab/<key>.json`. Each is written
beside its place and renamed. There is no fsync: what a power cut leaves short or full of zeros is
noticed by its hash, and made again.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from io import FileIO
from pathlib import Path
from uuid import uuid4

from audio.errors import AudioDamaged
from audio.integrity import Sign, Verdicts, sealed, unsealed
from audio.keys import AudioKey
from audio.store import AudioInfo, byte_range, not_found

CHUNK = 256 * 1024  # bytes handed on at a time
ABANDONED_S = 3600  # a half-written file so old has lost its writer
UNFINISHED = "unfinished"


class FolderAudioStore:
    """An AudioStore in a folder, which is made when it is missing. Many processes may share it."""

    def __init__(self, folder: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._folder = folder.resolve()
        self._unfinished = self._folder / UNFINISHED
        self._folder.mkdir(parents=True, exist_ok=True)
        self._clock = clock
        self._verdicts = Verdicts(clock)
        self._sweep()

    def head(self, key: AudioKey, *, anew: bool = False) -> AudioInfo:
        """Look a file up: one `stat` for one that was hashed before. Raises AudioNotFound."""
        last = None if anew else self._verdicts.last(key)
        try:
            if last and (info := last.on(_sign(self._data(last.info).stat()))):
                return info
            info, file = self._opened(key, anew=anew)
        except FileNotFoundError as error:
            raise not_found(key) from error
        file.close()
        return info

    def read(self, key: AudioKey, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Give the bytes from `start` to before `end`, in chunks. Raises AudioNotFound, ValueError."""
        try:
            info, file = self._opened(key)
        except FileNotFoundError as error:
            raise not_found(key) from error
        chunks = _chunks(file, info, start, end)
        next(chunks)  # begun: dropping it now closes the file
        return chunks

    def path(self, key: AudioKey) -> Path:
        """Tell where a file that `head` finds lies. Raises AudioNotFound."""
        return self._data(self.head(key))

    def put(self, key: AudioKey, data: bytes, info: AudioInfo) -> None:
        """Keep a file, all or nothing."""
        self._write(self._data(info), data)
        self._write(self.metadata(key), sealed(info))

    def delete(self, key: AudioKey) -> None:
        """Forget a file. Who reads it now reads on to its end."""
        self.metadata(key).unlink(missing_ok=True)
        for path in self.metadata(key).parent.glob(f"{key}.*"):
            path.unlink(missing_ok=True)

    def metadata(self, key: AudioKey) -> Path:
        """Where the metadata of a key lies, or would."""
        return self._folder / key.value[:2] / f"{key}.json"

    def _data(self, info: AudioInfo) -> Path:
        return self._folder / info.key.value[:2] / f"{info.key}.{info.format}"

    def _opened(self, key: AudioKey, *, anew: bool = False) -> tuple[AudioInfo, FileIO]:
        """Open a file that was found whole. Raises FileNotFoundError, AudioDamaged."""
        last = None if anew else self._verdicts.last(key)
        info = last.info if last else unsealed(self.metadata(key).read_bytes(), key)
        file = FileIO(self._data(info))
        try:
            found = os.fstat(file.fileno())
            if last and last.on(_sign(found)):
                return info, file
            if last:  # another file by now: so is its metadata
                info = unsealed(self.metadata(key).read_bytes(), key)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            self._verdicts.judge(info, digest, _sign(found), changed_at=found.st_ctime)
        except BaseException:
            file.close()
            raise
        return info, file

    def _write(self, place: Path, data: bytes) -> None:
        self._unfinished.mkdir(parents=True, exist_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._unfinished / uuid4().hex
        try:
            unfinished.write_bytes(data)
            unfinished.replace(place)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise

    def _sweep(self) -> None:
        """Delete what writers that were killed left behind."""
        for path in self._unfinished.glob("*"):  # none, where the folder is missing
            try:
                if self._clock() - path.stat().st_mtime > ABANDONED_S:
                    path.unlink()
            except FileNotFoundError:  # finished or swept meanwhile
                continue


def _sign(found: os.stat_result) -> Sign:
    # The change time also tells a change that was followed by setting the modification time back.
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _chunks(file: FileIO, info: AudioInfo, start: int, end: int | None) -> Iterator[bytes]:
    with file:
        at, last = byte_range(info, start, end)
        yield b""
        file.seek(at)
        while at < last:
            chunk = file.read(min(CHUNK, last - at))
            if not chunk:
                raise AudioDamaged(f"The audio under {info.key} was cut short while it was read.")
            at += len(chunk)
            yield chunk
