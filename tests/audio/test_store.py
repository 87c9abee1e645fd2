"""The contract of every AudioStore, on the real ones and the fake."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import obstore
import pytest
from obstore.store import LocalStore, MemoryStore

from audio.budget import BudgetedStore
from audio.errors import AudioDamaged, AudioNotFound
from audio.folder_store import FolderAudioStore
from audio.keys import AudioKey
from audio.object_store import ObjectAudioStore
from audio.store import AudioInfo, AudioStore
from tests.fakes.audio_store import FakeAudioStore

KEY = AudioKey("ab" * 32)
OTHER = AudioKey("ac" * 32)
DATA = bytes(range(256)) * 3000

ALTERED = [
    pytest.param(lambda data: bytes(len(data)), id="zeros"),
    pytest.param(lambda data: data[:-1] + bytes([data[-1] ^ 1]), id="last bit"),
    pytest.param(lambda data: bytes([data[0] ^ 128]) + data[1:], id="first bit"),
    pytest.param(lambda data: data[:100], id="short"),
    pytest.param(lambda data: data[:0], id="empty"),
    pytest.param(lambda data: data + b"x", id="long"),
]


@dataclass
class Kept:
    """A store, and the way to change bytes behind its back."""

    store: AudioStore
    replace: Callable[[bytes], None]


def info(data: bytes = DATA, key: AudioKey = KEY) -> AudioInfo:
    return AudioInfo.of(data, key, "mp3", "audio/mpeg", 1234)


@pytest.fixture(params=["folder", "memory objects", "local objects", "budget", "fake"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    folder, name = tmp_path / "deep" / "audio", f"ab/{KEY}.mp3"

    def rewrite(data: bytes) -> None:
        (folder / name).write_bytes(data)
        # Later for certain, also by the clock of an old kernel, which ticks every 10 ms.
        os.utime(folder / name, (time.time(), time.time() + 1))

    match request.param:
        case "folder":
            return Kept(FolderAudioStore(folder, clock=later), rewrite)
        case "budget":
            return Kept(BudgetedStore(folder, 10**9, clock=later), rewrite)
        case "memory objects":
            memory = MemoryStore()
            return Kept(ObjectAudioStore(memory), lambda data: void(obstore.put(memory, name, data)))
        case "local objects":
            local = LocalStore(folder, mkdir=True)
            return Kept(ObjectAudioStore(local), lambda data: void(obstore.put(local, name, data)))
        case _:
            fake = FakeAudioStore()
            return Kept(fake, lambda data: fake.kept.update({KEY: (data, fake.kept[KEY][1])}))


def later() -> float:
    """A time at which what was written is old enough to be remembered."""
    return time.time() + 60


@pytest.fixture
def store(kept: Kept) -> AudioStore:
    return kept.store


def void(_: object) -> None:
    """For what gives a result that nobody wants."""


def test_what_was_put_is_found_and_read(store: AudioStore) -> None:
    store.put(KEY, DATA, info())
    for _ in range(2):  # hashed, and remembered
        assert store.head(KEY) == info()
        assert b"".join(store.read(KEY)) == DATA
    assert store.head(KEY, anew=True) == info()


def test_it_is_read_without_being_looked_up_first(store: AudioStore) -> None:
    store.put(KEY, DATA, info())
    assert b"".join(store.read(KEY, 10, 20)) == DATA[10:20]


def test_what_was_never_put_is_not_found(store: AudioStore) -> None:
    store.put(KEY, DATA, info())
    for ask in (store.head, store.read, store.path):
        with pytest.raises(AudioNotFound, match=OTHER.value):
            ask(OTHER)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (0, None),
        (0, 1),
        (5, 10),
        (100_000, 700_001),
        (767_999, None),
        (767_999, 10**9),
        (768_000, None),
        (7, 7),
        (10**9, 10**9 + 5),
    ],
)
def test_a_range_is_read_as_a_slice(store: AudioStore, start: int, end: int | None) -> None:
    store.put(KEY, DATA, info())
    assert b"".join(store.read(KEY, start, end)) == DATA[start:end]


@pytest.mark.parametrize(("start", "end"), [(-1, None), (5, 4), (768_001, None)])
def test_a_range_that_can_not_be_is_refused(store: AudioStore, start: int, end: int | None) -> None:
    store.put(KEY, DATA, info())
    with pytest.raises(ValueError, match="no range"):
        store.read(KEY, start, end)


def test_what_is_not_read_to_its_end_is_let_go(store: AudioStore) -> None:
    store.put(KEY, DATA, info())
    store.read(KEY)
    next(store.read(KEY))  # a file left open would be a warning, which fails the test


def test_putting_again_replaces(store: AudioStore) -> None:
    store.put(KEY, DATA, info())
    assert store.head(KEY).size_bytes == len(DATA)
    store.put(KEY, b"new", info(b"new"))
    assert store.head(KEY).size_bytes == 3
    assert b"".join(store.read(KEY)) == b"new"


def test_an_empty_file_is_a_file(store: AudioStore) -> None:
    store.put(KEY, b"", info(b""))
    assert store.head(KEY).size_bytes == 0
    assert b"".join(store.read(KEY)) == b""


def test_what_is_deleted_is_gone(store: AudioStore) -> None:
    store.put(KEY, DATA, info())
    store.put(OTHER, DATA, info(key=OTHER))
    store.head(KEY)
    store.delete(KEY)
    store.delete(KEY)
    for ask in (store.head, store.read, store.path):
        with pytest.raises(AudioNotFound):
            ask(KEY)
    assert store.head(OTHER)


def test_who_reads_reads_on_when_the_file_is_deleted_or_replaced(store: AudioStore) -> None:
    store.put(KEY, DATA, info())
    one, two = store.read(KEY), store.read(KEY)
    first = next(one)
    store.put(KEY, b"new", info(b"new"))
    assert first + b"".join(one) == DATA
    store.delete(KEY)
    assert b"".join(two) == DATA


def test_a_file_with_a_place_on_this_machine_lies_there(store: AudioStore) -> None:
    store.put(KEY, DATA, info())
    path = store.path(KEY)
    assert path is None or path.read_bytes() == DATA


@pytest.mark.parametrize("known", ["seen before", "never seen"])
@pytest.mark.parametrize("name", ["head", "read", "path"])
@pytest.mark.parametrize("alter", ALTERED)
def test_what_was_altered_is_noticed_before_any_of_it_is_given(
    kept: Kept, alter: Callable[[bytes], bytes], name: str, known: str
) -> None:
    kept.store.put(KEY, DATA, info())
    if known == "seen before":
        kept.store.head(KEY)
        list(kept.store.read(KEY))
    kept.replace(alter(DATA))
    for _ in range(2):
        with pytest.raises(AudioDamaged):
            getattr(kept.store, name)(KEY)
    kept.store.put(KEY, DATA, info())
    assert kept.store.head(KEY) == info()
    assert b"".join(kept.store.read(KEY)) == DATA


def test_damage_that_was_undone_is_none(kept: Kept) -> None:
    kept.store.put(KEY, DATA, info())
    for _ in range(2):
        kept.replace(b"x")
        with pytest.raises(AudioDamaged):
            kept.store.head(KEY)
    kept.replace(DATA)
    assert kept.store.head(KEY) == info()
