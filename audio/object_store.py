"""Kept audio in object storage: the only file that imports obstore.

A file is two objects: `ab/<key>.<format>` and, written after it, its metadata `ab/<key>.json`. Without
metadata that fits, a file is not there, so one that was cut short is made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

import obstore
from obstore.exceptions import BaseError
from obstore.store import ObjectStore, from_url

from audio.folder_store import FolderAudioStore
from audio.integrity import Sign, Verdict, Verdicts, sealed, unsealed
from audio.keys import AudioKey
from audio.store import AudioInfo, AudioStore, byte_range, not_found

if TYPE_CHECKING:  # types that obstore only has for checkers
    from obstore import GetResult, ObjectMeta

CHUNK = 256 * 1024  # bytes handed on at a time


class ObjectAudioStore:
    """An AudioStore over any store that obstore knows. What was hashed before costs one request."""

    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects
        self._verdicts = Verdicts()

    def head(self, key: AudioKey, *, anew: bool = False) -> AudioInfo:
        """Look a file up. Raises AudioNotFound."""
        last = None if anew else self._verdicts.last(key)
        try:
            if last and (info := last.on(_sign(obstore.head(self._objects, _file(last.info))))):
                return info
            return self._hashed(key)
        except FileNotFoundError as error:
            raise not_found(key) from error

    def read(self, key: AudioKey, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Give the bytes from `start` to before `end`, in chunks. Raises AudioNotFound, ValueError."""
        last = self._verdicts.last(key)
        got = self._unchanged(last, start, end) if last else None
        if got is None:
            info = self.head(key)
            at, stop = byte_range(info, start, end)
            if at == stop:  # nothing to ask for
                return iter(())
            try:
                got = self._get(info, at, stop)
            except FileNotFoundError as error:
                raise not_found(key) from error
        return (bytes(chunk) for chunk in got.stream(min_chunk_size=CHUNK))

    def path(self, key: AudioKey) -> None:
        """None: what is there has no place on this machine. Raises AudioNotFound."""
        self.head(key)

    def put(self, key: AudioKey, data: bytes, info: AudioInfo) -> None:
        """Keep a file, all or nothing."""
        obstore.put(self._objects, _file(info), data)
        obstore.put(self._objects, _metadata(key), sealed(info))

    def delete(self, key: AudioKey) -> None:
        """Forget a file."""
        kept = [each["path"] for page in obstore.list(self._objects, key.value[:2]) for each in page]
        # The metadata first: what is left when this is interrupted must not look whole.
        for path in sorted((each for each in kept if key.value in each), key=_metadata(key).__ne__):
            obstore.delete(self._objects, path)

    def _hashed(self, key: AudioKey) -> AudioInfo:
        info = unsealed(bytes(obstore.get(self._objects, _metadata(key)).bytes()), key)
        got = obstore.get(self._objects, _file(info))
        digest = hashlib.sha256()
        for chunk in got.stream(min_chunk_size=CHUNK):
            digest.update(chunk)
        self._verdicts.judge(info, digest.hexdigest(), _sign(got.meta))
        return info

    def _unchanged(self, last: Verdict, start: int, end: int | None) -> GetResult | None:
        """Get a range in one request, if it is still that of the file that was hashed."""
        at, stop = byte_range(last.info, start, end)
        try:
            got = self._get(last.info, at, stop)
        except (BaseError, FileNotFoundError):  # gone, or without such a range: or nothing was asked for
            return None
        return got if last.on(_sign(got.meta)) else None

    def _get(self, info: AudioInfo, start: int, end: int) -> GetResult:
        return obstore.get(self._objects, _file(info), options={"range": (start, end)})


def open_store(where: str | Path) -> AudioStore:
    """Open a folder (made when missing), or a URL: `file://…`, `s3://bucket/prefix`.

    Credentials for S3 come from its usual environment variables. Raises ValueError for a URL of
    another kind, OSError for a folder that can't be made.
    """
    place = str(where)
    if "://" not in place:
        return FolderAudioStore(Path(place))
    parts = urlsplit(place)
    if parts.scheme == "file" and parts.netloc in {"", "localhost"}:
        return FolderAudioStore(Path(url2pathname(parts.path)))
    try:
        return ObjectAudioStore(from_url(place))
    except BaseError as error:
        raise ValueError(f"no place for audio: {place} ({error})") from error


def _sign(meta: ObjectMeta) -> Sign:
    return meta["size"], meta["e_tag"], meta["last_modified"]


def _file(info: AudioInfo) -> str:
    return f"{info.key.value[:2]}/{info.key}.{info.format}"


def _metadata(key: AudioKey) -> str:
    return f"{key.value[:2]}/{key}.json"
