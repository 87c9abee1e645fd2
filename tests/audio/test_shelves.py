"""Two stores: what stays, and what passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio.errors import AudioDamaged, AudioNotFound
from audio.folder_store import FolderAudioStore
from audio.keys import AudioKey
from audio.shelves import Passing, Shelves
from audio.store import AudioInfo
from tests.audio.test_store import KEY, OTHER
from tests.fakes.audio_store import FakeAudioStore

DATA = b"some sound"


@pytest.fixture
def lasting() -> FakeAudioStore:
    return FakeAudioStore()


@pytest.fixture
def passing() -> FakeAudioStore:
    return FakeAudioStore()


@pytest.fixture
def shelves(lasting: FakeAudioStore, passing: FakeAudioStore) -> Shelves:
    return Shelves(lasting, Passing(passing, "en-us", 150))


def info(name: str = "mp3", key: AudioKey = KEY) -> AudioInfo:
    return AudioInfo.of(DATA, key, name, "audio/x", 5)


@pytest.mark.parametrize(
    ("voice", "rate", "name", "stays"),
    [
        ("en-us", 150, "mp3", True),
        ("en-us", 150, "timing", True),
        ("en-us", 150, "wav", False),
        ("en-gb", 150, "mp3", False),
        ("en-us", 151, "flac", False),
    ],
)
def test_the_services_own_sounds_stay_but_for_wav(
    shelves: Shelves,
    lasting: FakeAudioStore,
    passing: FakeAudioStore,
    voice: str,
    rate: int,
    name: str,
    stays: bool,
) -> None:
    shelves.keep(DATA, info(name), voice, rate)
    assert (KEY in lasting.kept, KEY in passing.kept) == (stays, not stays)
    assert shelves.find(KEY) == info(name)
    assert b"".join(shelves.read(KEY, 5)) == b"sound"
    assert shelves.whole(KEY) == DATA
    shelves.drop(KEY)
    assert shelves.find(KEY) is None


def test_without_a_second_store_all_goes_to_the_first(lasting: FakeAudioStore) -> None:
    Shelves(lasting).keep(DATA, info("wav"), "en-gb", 99)
    assert lasting.kept


def test_what_is_nowhere_is_not_found(shelves: Shelves) -> None:
    assert shelves.find(OTHER) is None
    assert shelves.whole(OTHER) is None
    for ask in (shelves.head, shelves.read, shelves.path):
        with pytest.raises(AudioNotFound, match=OTHER.value):
            ask(OTHER)


@pytest.mark.parametrize("damaged", ["lasting", "passing"])
def test_what_is_damaged_in_one_store_is_told_and_served_from_the_other(
    shelves: Shelves, lasting: FakeAudioStore, passing: FakeAudioStore, damaged: str
) -> None:
    bad, good = (lasting, passing) if damaged == "lasting" else (passing, lasting)
    bad.kept[KEY] = (b"x", info())
    with pytest.raises(AudioDamaged):
        shelves.head(KEY)
    assert shelves.find(KEY) is None
    good.put(KEY, DATA, info())
    assert shelves.head(KEY) == info()
    assert shelves.whole(KEY) == DATA


def test_a_place_is_told_where_there_is_one(tmp_path: Path, passing: FakeAudioStore) -> None:
    folder = FolderAudioStore(tmp_path)
    shelves = Shelves(folder, Passing(passing, "en-us", 150))
    shelves.keep(DATA, info(), "en-us", 150)
    shelves.keep(DATA, info(key=OTHER), "en-gb", 150)
    path = shelves.path(KEY)
    assert path is not None
    assert path.read_bytes() == DATA
    assert shelves.path(OTHER) is None
