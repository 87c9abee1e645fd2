"""What a folder of audio does when something was cut short, altered or left behind."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from audio.errors import AudioDamaged, AudioNotFound
from audio.folder_store import ABANDONED_S, FolderAudioStore
from audio.integrity import RECHECK_S, SETTLED_S
from tests.audio.test_store import DATA, KEY, OTHER, info, later


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    FolderAudioStore(tmp_path).put(KEY, DATA, info())
    return tmp_path / "ab"


def store(folder: Path) -> FolderAudioStore:
    return FolderAudioStore(folder.parent)


class Clock:
    """Tells the time, and as many seconds more as a test wants."""

    def __init__(self, path: Path) -> None:
        self._start = path.stat().st_ctime
        self.later = 0.0

    def __call__(self) -> float:
        return self._start + self.later


def test_a_file_lies_under_its_key_with_its_extension(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == [f"{KEY}.json", f"{KEY}.mp3"]
    assert (folder / f"{KEY}.mp3").read_bytes() == DATA
    assert store(folder).path(KEY) == folder / f"{KEY}.mp3"


def test_another_user_of_the_machine_may_read_it_as_the_umask_has_it(folder: Path) -> None:
    mask = os.umask(0o022)
    try:
        store(folder).put(KEY, DATA, info())
    finally:
        os.umask(mask)
    assert stat.S_IMODE((folder / f"{KEY}.mp3").stat().st_mode) == 0o644


def test_a_large_file_comes_in_chunks(folder: Path) -> None:
    assert [len(chunk) for chunk in store(folder).read(KEY)] == [262_144, 262_144, 243_712]


@pytest.mark.parametrize("content", [None, b"", b"{", b"null", b"[]", b"{}", b"\xff", b'{"key": "x"}', b"1"])
def test_without_whole_metadata_a_file_is_not_there(folder: Path, content: bytes | None) -> None:
    path = folder / f"{KEY}.json"
    path.unlink() if content is None else path.write_bytes(content)
    for ask in (store(folder).head, store(folder).read, store(folder).path):
        with pytest.raises(AudioNotFound):
            ask(KEY)


@pytest.mark.parametrize(
    ("field", "value"),
    [("duration_ms", 1235), ("media_type", "text/html"), ("size_bytes", 5), ("format", "json")],
)
def test_metadata_of_which_a_word_was_altered_are_damaged(
    folder: Path, field: str, value: object, caplog: pytest.LogCaptureFixture
) -> None:
    path = folder / f"{KEY}.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), field: value}))
    with pytest.raises(AudioDamaged):
        store(folder).head(KEY)
    assert str(KEY) in caplog.text


def test_every_single_bit_of_the_metadata_counts(folder: Path) -> None:
    path = folder / f"{KEY}.json"
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(AudioNotFound):
            store(folder).head(KEY)


def test_metadata_of_another_file_are_not_taken(folder: Path) -> None:
    other = folder.parent / "ac"
    other.mkdir()
    for suffix in ("json", "mp3"):
        (folder / f"{KEY}.{suffix}").rename(other / f"{OTHER}.{suffix}")
    with pytest.raises(AudioNotFound):
        store(folder).head(OTHER)


@pytest.mark.parametrize("suffix", ["mp3", "json"])
def test_half_of_what_was_kept_is_nothing(folder: Path, suffix: str) -> None:
    asked = store(folder)
    (folder / f"{KEY}.{suffix}").unlink()
    with pytest.raises(AudioNotFound):
        asked.head(KEY)


def test_damage_is_logged_once(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = folder / f"{KEY}.mp3"
    path.write_bytes(bytes(len(DATA)))
    clock = Clock(path)
    clock.later = SETTLED_S + 1
    asked = FolderAudioStore(folder.parent, clock=clock)
    for _ in range(3):
        with pytest.raises(AudioDamaged):
            asked.head(KEY)
    assert len(caplog.records) == 1
    assert str(KEY) in caplog.text


def test_a_change_that_hides_its_time_is_noticed_all_the_same(folder: Path) -> None:
    asked, path = FolderAudioStore(folder.parent, clock=later), folder / f"{KEY}.mp3"
    asked.head(KEY)
    found = path.stat()
    time.sleep(0.02)  # the clock of an old kernel ticks every 10 ms
    with path.open("r+b") as file:
        file.write(b"\xff")
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert path.stat().st_mtime_ns == found.st_mtime_ns
    with pytest.raises(AudioDamaged):
        asked.head(KEY)


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows with every file that is hashed."""
    real, calls = hashlib.file_digest, list[str]()

    def counted(file: Any, name: str) -> Any:
        calls.append(name)
        return real(file, name)

    monkeypatch.setattr(hashlib, "file_digest", counted)
    return calls


def test_a_file_is_hashed_once_and_again_after_hours_or_when_asked(folder: Path, hashed: list[str]) -> None:
    clock = Clock(folder / f"{KEY}.mp3")
    clock.later = SETTLED_S + 1
    asked = FolderAudioStore(folder.parent, clock=clock)
    for _ in range(3):
        asked.head(KEY)
        list(asked.read(KEY, 0, 10))
    assert len(hashed) == 1
    clock.later += RECHECK_S - 1
    asked.head(KEY)
    assert len(hashed) == 1
    clock.later += 1
    asked.head(KEY)
    assert len(hashed) == 2
    asked.head(KEY, anew=True)
    assert len(hashed) == 3


def test_a_file_that_is_fresh_is_hashed_each_time(folder: Path, hashed: list[str]) -> None:
    clock = Clock(folder / f"{KEY}.mp3")
    asked = FolderAudioStore(folder.parent, clock=clock)
    asked.head(KEY)
    asked.head(KEY)
    assert len(hashed) == 2


def test_a_file_cut_short_while_it_is_read_breaks_the_reading_off(folder: Path) -> None:
    chunks = store(folder).read(KEY)
    next(chunks)
    os.truncate(folder / f"{KEY}.mp3", 300_000)
    with pytest.raises(AudioDamaged):
        list(chunks)


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
        for _ in range(20):
            store(folder).put(KEY, DATA * 4, info(DATA * 4))
            store(folder).put(KEY, DATA, info())
    finally:
        stop.set()
        watcher.join()
    assert sizes <= {len(DATA), len(DATA) * 4}
    assert len(list(folder.iterdir())) == 2
    assert not list((folder.parent / "unfinished").iterdir())


def test_a_write_that_fails_leaves_what_was_there_and_nothing_beside(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> int:
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        store(folder).put(KEY, b"new", info(b"new"))
    assert b"".join(store(folder).read(KEY)) == DATA
    assert not list((folder.parent / "unfinished").iterdir())


def test_what_a_killed_writer_left_is_swept_after_a_while(folder: Path) -> None:
    left = folder.parent / "unfinished" / "left"
    left.write_bytes(b"half")
    clock = Clock(left)
    clock.later = ABANDONED_S - 1
    FolderAudioStore(folder.parent, clock=clock)
    assert left.exists()
    clock.later = ABANDONED_S + 1
    FolderAudioStore(folder.parent, clock=clock)
    assert not left.exists()


def test_a_folder_that_was_deleted_is_made_again(folder: Path) -> None:
    asked = store(folder)
    for path in sorted(folder.parent.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.parent.rmdir()
    with pytest.raises(AudioNotFound):
        asked.head(KEY)
    asked.put(KEY, DATA, info())
    assert asked.head(KEY) == info()


def test_a_folder_that_may_only_be_read_is_served(folder: Path) -> None:
    (folder.parent / "unfinished").rmdir()
    folder.parent.chmod(0o555)
    try:
        assert store(folder).head(KEY) == info()
    finally:
        folder.parent.chmod(0o755)
    assert not (folder.parent / "unfinished").exists()


def test_what_is_half_deleted_is_not_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.unlink

    def interrupted(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".mp3":
            raise KeyboardInterrupt
        real(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store(folder).delete(KEY)
    assert [path.suffix for path in folder.iterdir()] == [".mp3"]
