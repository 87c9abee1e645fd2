"""What a folder of audio does when something was cut short."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from audio.errors import AudioNotFound
from audio.object_store import ObjectAudioStore, open_store
from tests.audio.test_store import DATA, KEY, OTHER, info


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    open_store(tmp_path).put(KEY, DATA, info())
    return tmp_path / "ab"


def store(folder: Path) -> ObjectAudioStore:
    return open_store(folder.parent)


def test_a_file_lies_under_its_key_with_its_extension(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == [f"{KEY}.json", f"{KEY}.mp3"]
    assert (folder / f"{KEY}.mp3").read_bytes() == DATA


@pytest.mark.parametrize("content", [None, b"", b"{", b"null", b"[]", b"{}", b"\xff", b'{"key": "x"}'])
def test_without_whole_metadata_a_file_is_not_there(folder: Path, content: bytes | None) -> None:
    path = folder / f"{KEY}.json"
    path.unlink() if content is None else path.write_bytes(content)
    assert not store(folder).exists(KEY)
    with pytest.raises(AudioNotFound):
        store(folder).read(KEY)


def test_metadata_of_another_file_is_not_taken(folder: Path) -> None:
    other = folder.parent / "ac"
    other.mkdir()
    for suffix in ("json", "mp3"):
        (folder / f"{KEY}.{suffix}").rename(other / f"{OTHER}.{suffix}")
    assert not store(folder).exists(OTHER)


@pytest.mark.parametrize("size", [None, 0, 100, len(DATA) + 1])
def test_a_file_of_another_size_is_not_there(folder: Path, size: int | None) -> None:
    path = folder / f"{KEY}.mp3"
    path.unlink() if size is None else path.write_bytes(b"x" * size)
    assert not store(folder).exists(KEY)
    store(folder).put(KEY, DATA, info())
    assert b"".join(store(folder).read(KEY)) == DATA


def test_a_reader_never_sees_half_a_file(folder: Path) -> None:
    path = folder / f"{KEY}.mp3"
    stop = threading.Event()
    sizes = set()

    def watch() -> None:
        while not stop.is_set():
            sizes.add(path.stat().st_size)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        for _ in range(50):
            store(folder).put(KEY, DATA * 4, info(DATA * 4))
            store(folder).put(KEY, DATA, info())
    finally:
        stop.set()
        watcher.join()
    assert sizes <= {len(DATA), len(DATA) * 4}
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("where", ["ftp://host/audio", "nonsense://"])
def test_a_place_of_an_unknown_kind_is_refused(where: str) -> None:
    with pytest.raises(ValueError, match="no place for audio"):
        open_store(where)


def test_object_storage_is_opened_by_its_address_without_asking_it() -> None:
    assert isinstance(open_store("s3://bucket/prefix"), ObjectAudioStore)
