from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.partners.secret import FILE, SecretUnusable, ServerSecret


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    digest = ServerSecret(None, folder).digest("key")
    file = folder / FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_text("ascii")) >= 43
    assert ServerSecret(None, folder).digest("key") == digest
    assert [each.name for each in folder.iterdir()] == [FILE]


@pytest.mark.parametrize("another_was_faster", [False, True])
def test_a_secret_is_on_the_disk_before_anything_is_hashed_under_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, another_was_faster: bool
) -> None:
    # A power cut that took it would take all keys with it: their rows are on the disk, too.
    flushed, link = [], os.link

    def fsync(handle: int) -> None:
        what = os.fstat(handle)
        flushed.append((stat.S_ISDIR(what.st_mode), what.st_size > 0, (tmp_path / FILE).exists()))

    def linked(draft: Path, path: Path) -> None:
        if another_was_faster:
            path.write_text("another's")
        link(draft, path)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "link", linked)
    ServerSecret(None, tmp_path).digest("key")
    # Its bytes first, then, once it has its name, the folder.
    assert [(folder, named) for folder, _, named in flushed] == [(False, False), (True, True)]
    assert flushed[0][1]
    assert [each.name for each in tmp_path.iterdir()] == [FILE]


def test_nothing_is_made_before_it_is_needed_nor_where_a_secret_is_given(tmp_path: Path) -> None:
    ServerSecret(None, tmp_path / "a")
    ServerSecret("given", tmp_path / "b").digest("key")
    assert list(tmp_path.iterdir()) == []


def test_those_who_make_it_at_the_same_time_end_up_with_one(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = threads.map(lambda _: ServerSecret(None, tmp_path).digest("key"), range(32))
        assert len(set(made)) == 1


def test_another_secret_gives_other_digests(tmp_path: Path) -> None:
    digests = {ServerSecret(given, tmp_path).digest("key") for given in ("one", "two", None)}
    assert len(digests) == 3
    assert all(len(each) == 64 for each in digests)


def test_a_secret_that_can_not_be_kept_or_is_empty_is_told_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SecretUnusable, match="PLAINSPOKEN_SECRET_KEY"):
        ServerSecret(None, tmp_path / "file").digest("key")
    (tmp_path / FILE).write_text("\n")
    with pytest.raises(SecretUnusable, match="rotate every key"):
        ServerSecret(None, tmp_path).digest("key")
