"""A folder that never holds more than it may, whoever puts."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from audio.budget import USE_NOTED_S, BudgetedStore
from audio.errors import AudioNotFound, NoRoom
from audio.keys import AudioKey
from audio.store import AudioInfo, AudioStore

SIZE = 1000
ROOM = 4500  # three files with their metadata, of some 340 bytes, are nine tenths of it


def key(number: int) -> AudioKey:
    return AudioKey(f"{number:02x}" * 32)


def put(store: AudioStore, number: int, size: int = SIZE) -> None:
    data = bytes([number % 256]) * size
    store.put(key(number), data, AudioInfo.of(data, key(number), "mp3", "audio/mpeg", 1))


def there(store: AudioStore) -> set[int]:
    return {number for number in range(32) if found(store, number)}


def found(store: AudioStore, number: int) -> bool:
    try:
        store.head(key(number))
    except AudioNotFound:
        return False
    return True


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("??/*"))


class Clock:
    now = 1_000_000_000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> BudgetedStore:
    return BudgetedStore(tmp_path, ROOM, clock=clock)


def test_what_was_put_first_goes_first(store: BudgetedStore, tmp_path: Path) -> None:
    for number in range(1, 6):
        put(store, number)
        assert size_of(tmp_path) <= ROOM
    assert there(store) == {3, 4, 5}


@pytest.mark.parametrize("use", [BudgetedStore.read, BudgetedStore.path])
def test_what_was_used_lately_stays(store: BudgetedStore, clock: Clock, use) -> None:  # type: ignore[no-untyped-def]
    for number in (1, 2, 3):
        put(store, number)
    use(store, key(1))
    put(store, 4)
    assert there(store) == {1, 3, 4}


def test_being_looked_up_is_no_use(store: BudgetedStore) -> None:
    for number in (1, 2, 3):
        put(store, number)
    store.head(key(1))
    put(store, 4)
    assert there(store) == {2, 3, 4}


def test_another_process_that_shares_the_folder_sees_what_was_used(tmp_path: Path, clock: Clock) -> None:
    one, two = (BudgetedStore(tmp_path, ROOM, clock=clock) for _ in range(2))
    for number in (1, 2, 3):
        put(one, number)
    two.read(key(1))
    put(one, 4)
    assert there(two) == {1, 3, 4}


def test_use_is_noted_at_most_once_a_minute(store: BudgetedStore, tmp_path: Path, clock: Clock) -> None:
    put(store, 1)
    path = tmp_path / "01" / f"{key(1)}.json"
    store.read(key(1))
    noted = path.stat().st_mtime
    store.read(key(1))
    assert path.stat().st_mtime == noted
    clock.now += USE_NOTED_S
    store.read(key(1))
    assert path.stat().st_mtime > noted


def test_noting_a_use_costs_no_second_hash_of_the_file(
    store: BudgetedStore, monkeypatch: pytest.MonkeyPatch, clock: Clock, tmp_path: Path
) -> None:
    put(store, 1)
    clock.now = (tmp_path / "01" / f"{key(1)}.mp3").stat().st_ctime + 10
    store.head(key(1))
    monkeypatch.delattr("hashlib.file_digest")
    list(store.read(key(1)))
    clock.now += 2 * USE_NOTED_S
    list(store.read(key(1)))


def test_a_folder_that_was_deleted_is_made_again(store: BudgetedStore, tmp_path: Path) -> None:
    put(store, 1)
    shutil.rmtree(tmp_path)
    assert not found(store, 1)
    put(store, 1)
    assert found(store, 1)


def test_a_file_whose_metadata_go_while_it_is_read_is_read(
    store: BudgetedStore, clock: Clock, tmp_path: Path
) -> None:
    put(store, 1)
    clock.now = time.time() + 60
    store.head(key(1))
    (tmp_path / "01" / f"{key(1)}.json").unlink()
    assert b"".join(store.read(key(1))) == bytes([1]) * SIZE


def test_a_large_file_takes_the_place_of_several(store: BudgetedStore) -> None:
    for number in (1, 2, 3):
        put(store, number)
    put(store, 4, 2 * SIZE)
    assert there(store) == {3, 4}


def test_one_that_is_too_large_on_its_own_is_refused_and_nothing_goes(store: BudgetedStore) -> None:
    put(store, 1)
    with pytest.raises(NoRoom, match="room for 4500"):
        put(store, 2, ROOM)
    assert there(store) == {1}


def test_what_was_deleted_or_replaced_is_counted_no_more_when_room_is_made(store: BudgetedStore) -> None:
    for number in (1, 1, 1, 2, 2, 3, 3):
        put(store, number)
    assert there(store) == {1, 2, 3}
    store.delete(key(2))
    put(store, 4)
    assert there(store) == {1, 3, 4}


def test_nothing_is_counted_while_there_is_room(
    store: BudgetedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, 1)
    monkeypatch.delattr("os.scandir")
    put(store, 2)
    put(store, 3)
    with pytest.raises(AttributeError):
        put(store, 4)


@pytest.mark.parametrize("ledger", [b"", b"x", b"-5", b"\0\0", b"\xff"])
def test_without_a_ledger_all_is_counted_anew(store: BudgetedStore, tmp_path: Path, ledger: bytes) -> None:
    for number in (1, 2, 3):
        put(store, number)
    (tmp_path / "budget.bytes").write_bytes(ledger)
    put(store, 4)
    assert there(store) == {2, 3, 4}
    assert size_of(tmp_path) <= ROOM


def test_who_reads_what_is_deleted_for_room_reads_to_the_end(store: BudgetedStore) -> None:
    put(store, 1)
    chunks = store.read(key(1))
    for number in range(2, 6):
        put(store, number)
    assert not found(store, 1)
    assert b"".join(chunks) == bytes([1]) * SIZE


def test_what_a_crash_left_without_metadata_goes_first(store: BudgetedStore, tmp_path: Path) -> None:
    put(store, 1)
    put(store, 2)
    (tmp_path / "02" / f"{key(2)}.json").unlink()
    put(store, 3)
    put(store, 4)
    assert there(store) == {1, 3, 4}
    assert not list((tmp_path / "02").iterdir())


def test_what_is_not_a_sound_is_left_alone(store: BudgetedStore, tmp_path: Path) -> None:
    strange = tmp_path / "01" / "notes.txt"
    strange.parent.mkdir()
    strange.write_bytes(bytes(2 * ROOM))
    put(store, 1)
    put(store, 2)
    assert there(store) == {1, 2}
    assert strange.exists()


def test_many_threads_keep_within_the_budget(store: BudgetedStore, tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: put(store, number), range(24)))
    assert size_of(tmp_path) <= ROOM
    assert len(there(store)) == 3


def test_one_puts_while_the_others_wait(store: BudgetedStore, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as threads:
        with (tmp_path / "budget.bytes").open("a") as ledger:
            fcntl.flock(ledger, fcntl.LOCK_EX)
            job = threads.submit(put, store, 1)
            time.sleep(0.05)
            assert not found(store, 1)
        job.result(10)
    assert found(store, 1)


def test_many_processes_keep_within_the_budget(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from audio.budget import BudgetedStore
from tests.audio.test_budget import ROOM, put

store = BudgetedStore(Path(sys.argv[1]), ROOM)
for number in range(int(sys.argv[2]), int(sys.argv[2]) + 10):
    put(store, number)
"""
    project = str(Path(__file__).parents[2])
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path), str(first)],
            env={**os.environ, "PYTHONPATH": project},
        )
        for first in (0, 10, 20)
    ]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert size_of(tmp_path) <= ROOM
    assert len(there(BudgetedStore(tmp_path, ROOM))) == 3


def test_a_process_killed_while_it_puts_leaves_only_whole_files_and_no_lock(tmp_path: Path) -> None:
    code = """
import sys
from itertools import count
from pathlib import Path
from audio.budget import BudgetedStore
from tests.audio.test_budget import put

store = BudgetedStore(Path(sys.argv[1]), 50_000_000)
for number in count():
    put(store, number % 20, 3_000_000)
    if number == 5:
        print("under way", flush=True)
"""
    project = str(Path(__file__).parents[2])
    for wait in (0.0, 0.003, 0.011):
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)],
            env={**os.environ, "PYTHONPATH": project},
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.kill()
        process.communicate()
        store = BudgetedStore(tmp_path, 50_000_000)
        for number in there(store) - {31}:
            assert b"".join(store.read(key(number))) == bytes([number]) * 3_000_000
        put(store, 31)
        assert found(store, 31)
        assert size_of(tmp_path) <= 50_000_000
