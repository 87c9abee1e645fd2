"""Kept audio in a folder or in object storage: the only file that imports obstore.

A file is two objects: `ab/<key>.<format>` and, written after it, its metadata `ab/<key>.json`. Without
metadata that fits, a file is not there, so one that was cut short is made again.

obstore writes a local object beside its place and renames it. It does not fsync: after a power cut a
file may be short, which the size tells, or in theory hold zeros, which the kept SHA-256 tells.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from audio.errors import AudioNotFound
from audio.store import AudioInfo, AudioKey

CHUNK = 64 * 1024  # bytes handed on at a time


class ObjectAudioStore:
    """An AudioStore over any store that obstore knows."""

    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects

    def head(self, key: AudioKey) -> AudioInfo:
        """Look a file up. Raises AudioNotFound."""
        try:
            info = _info(bytes(obstore.get(self._objects, _metadata(key)).bytes()))
            size = obstore.head(self._objects, _file(key, info.format))["size"]
        except FileNotFoundError as error:
            raise _not_found(key) from error
        except (ValueError, KeyError, TypeError) as error:  # metadata that was cut short
            raise _not_found(key) from error
        if info.key != key or info.size_bytes != size:
            raise _not_found(key)
        return info

    def exists(self, key: AudioKey) -> bool:
        """Tell whether `head` would find it."""
        try:
            self.head(key)
        except AudioNotFound:
            return False
        return True

    def read(self, key: AudioKey, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Give the bytes from `start` to before `end`, in chunks. Raises AudioNotFound, ValueError."""
        info = self.head(key)
        last = info.size_bytes if end is None else min(end, info.size_bytes)
        if not 0 <= start <= (last if end is None else end):
            raise ValueError(f"no range of bytes: {start} to {end}")
        if start >= last:
            return iter(())
        try:
            got = obstore.get(self._objects, _file(key, info.format), options={"range": (start, last)})
        except FileNotFoundError as error:
            raise _not_found(key) from error
        return (bytes(chunk) for chunk in got.stream(min_chunk_size=CHUNK))

    def put(self, key: AudioKey, data: bytes, info: AudioInfo) -> None:
        """Keep a file, all or nothing."""
        obstore.put(self._objects, _file(key, info.format), data)
        metadata = json.dumps({**dataclasses.asdict(info), "key": key.value}).encode()
        obstore.put(self._objects, _metadata(key), metadata)


def open_store(where: str | Path) -> ObjectAudioStore:
    """Open a folder (made when missing), or a URL: `file://…`, `s3://bucket/prefix`.

    Credentials for S3 come from its usual environment variables. Raises ValueError for a URL of
    another kind.
    """
    place = str(where)
    if "://" not in place:
        return ObjectAudioStore(LocalStore(prefix=Path(place).resolve(), mkdir=True))
    try:
        if place.startswith("file://"):
            return ObjectAudioStore(LocalStore.from_url(place, mkdir=True))
        return ObjectAudioStore(from_url(place))
    except BaseError as error:
        raise ValueError(f"no place for audio: {place} ({error})") from error


def _file(key: AudioKey, extension: str) -> str:
    return f"{key.value[:2]}/{key.value}.{extension}"


def _metadata(key: AudioKey) -> str:
    return f"{key.value[:2]}/{key.value}.json"


def _info(data: bytes) -> AudioInfo:
    fields = json.loads(data)
    return AudioInfo(**{**fields, "key": AudioKey(fields["key"])})


def _not_found(key: AudioKey) -> AudioNotFound:
    return AudioNotFound(f"No audio is kept under {key}.")
