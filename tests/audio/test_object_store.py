"""Audio in object storage: how it is laid out, how few requests it takes, and how it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import obstore
import pytest
from obstore.store import LocalStore, MemoryStore

from audio.errors import AudioNotFound
from audio.folder_store import FolderAudioStore
from audio.object_store import ObjectAudioStore, open_store
from tests.audio.test_store import DATA, KEY, OTHER, info


@pytest.fixture
def objects() -> MemoryStore:
    memory = MemoryStore()
    ObjectAudioStore(memory).put(KEY, DATA, info())
    return memory


def names(objects: MemoryStore) -> list[str]:
    return sorted(each["path"] for page in obstore.list(objects) for each in page)


def test_a_file_is_two_objects_under_its_key(objects: MemoryStore) -> None:
    assert names(objects) == [f"ab/{KEY}.json", f"ab/{KEY}.mp3"]
    assert bytes(obstore.get(objects, f"ab/{KEY}.mp3").bytes()) == DATA


@pytest.mark.parametrize("content", [None, b"", b"{", b"null", b"[]", b"{}", b"\xff", b'{"key": "x"}'])
def test_without_whole_metadata_a_file_is_not_there(objects: MemoryStore, content: bytes | None) -> None:
    if content is None:
        obstore.delete(objects, f"ab/{KEY}.json")
    else:
        obstore.put(objects, f"ab/{KEY}.json", content)
    for ask in (ObjectAudioStore(objects).head, ObjectAudioStore(objects).read):
        with pytest.raises(AudioNotFound):
            ask(KEY)


def test_metadata_of_another_file_are_not_taken(objects: MemoryStore) -> None:
    for suffix in ("json", "mp3"):
        obstore.rename(objects, f"ab/{KEY}.{suffix}", f"ac/{OTHER}.{suffix}")
    with pytest.raises(AudioNotFound):
        ObjectAudioStore(objects).head(OTHER)


def test_a_file_without_metadata_can_be_deleted_and_no_other_goes(objects: MemoryStore) -> None:
    near = type(KEY)("ab" + "cd" * 31)
    ObjectAudioStore(objects).put(near, DATA, info(key=near))
    obstore.delete(objects, f"ab/{KEY}.json")
    ObjectAudioStore(objects).delete(KEY)
    assert names(objects) == [f"ab/{near}.json", f"ab/{near}.mp3"]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows with every request."""
    asked: list[str] = []

    def counted(name: str) -> None:
        real = getattr(obstore, name)

        def count(*args: Any, **options: Any) -> Any:
            asked.append(name)
            return real(*args, **options)

        monkeypatch.setattr(obstore, name, count)

    for name in ("get", "head"):
        counted(name)
    return asked


def test_what_was_hashed_before_costs_one_request(objects: MemoryStore, asked: list[str]) -> None:
    store = ObjectAudioStore(objects)
    store.head(KEY)
    asked.clear()
    store.head(KEY)
    assert asked == ["head"]
    assert b"".join(store.read(KEY, 5, 10)) == DATA[5:10]
    assert asked == ["head", "get"]


def test_who_wants_it_hashed_anew_has_it_read_again(objects: MemoryStore, asked: list[str]) -> None:
    store = ObjectAudioStore(objects)
    store.head(KEY)
    asked.clear()
    store.head(KEY, anew=True)
    assert asked == ["get", "get"]


def test_what_is_half_deleted_is_not_there(objects: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    real = obstore.delete

    def interrupted(objects: MemoryStore, path: str) -> None:
        if path.endswith(".mp3"):
            raise KeyboardInterrupt
        real(objects, path)

    monkeypatch.setattr(obstore, "delete", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ObjectAudioStore(objects).delete(KEY)
    assert names(objects) == [f"ab/{KEY}.mp3"]


def test_a_large_file_comes_in_chunks(tmp_path: Path) -> None:
    store = ObjectAudioStore(LocalStore(tmp_path))
    store.put(KEY, DATA, info())
    assert len(list(store.read(KEY))) > 1


def test_a_folder_is_opened_by_its_path_or_its_address(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "two words"
    open_store(place).put(KEY, DATA, info())
    for where in (str(place), place.as_uri(), f"file://localhost{place.as_uri()[7:]}"):
        store = open_store(where)
        assert isinstance(store, FolderAudioStore)
        assert store.head(KEY) == info()


@pytest.mark.parametrize("where", ["ftp://host/audio", "nonsense://", "file://elsewhere/audio"])
def test_a_place_of_an_unknown_kind_is_refused(where: str) -> None:
    with pytest.raises(ValueError, match="no place for audio"):
        open_store(where)


def test_object_storage_is_opened_by_its_address_without_asking_it() -> None:
    assert isinstance(open_store("s3://bucket/prefix"), ObjectAudioStore)
