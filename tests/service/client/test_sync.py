"""A folder of texts that follows what is published, whatever happens on the way."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from content.article import Level
from service.client import plainspoken_sync
from service.client.plainspoken_client import Client, Problem, Unreachable, Unusable
from service.client.plainspoken_sync import FolderRefused, sync
from service.wiring import Services
from tests.fakes.articles import WORDS, sample_article
from tests.service.client.mirrored import kept, published
from tests.service.client.scripted import Answer, Scripted

Sync = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "texts"


def reworded(slug: str, text: str, *levels: Level) -> Any:
    words = {**WORDS, Level.EASY: text}
    return sample_article(slug, words={level: words[level] for level in levels or tuple(Level)})


def change(reason: str = "level", revision: int = 1, **more: Any) -> dict[str, Any]:
    return {"article": "a", "level": "easy", "revision": revision, "reason": reason} | more


def feed(*changes: dict[str, Any], cursor: str = "1-x", more: bool = False) -> Answer:
    return Answer(200, {"changes": changes, "cursor": cursor, "more": more})


def text(revision: int = 1, **more: Any) -> Answer:
    return Answer(200, {"article": "a", "level": "easy", "sections": [{"revision": revision}]} | more)


def problem(status: int, kind: str) -> Answer:
    return Answer(status, {"type": f"/api/problems/{kind}/", "title": "No", "detail": "Because."})


def test_it_takes_all_in_and_then_what_changes(base: str, services: Services, folder: Path) -> None:
    client, store, told = Client(base), services.store, []
    store.publish(reworded("b", "One."))
    sync(client, folder, limit=1)
    assert kept(folder) == published(store)
    store.publish(reworded("b", "Two.", Level.FULL, Level.EASY))
    store.unpublish("blood-pressure", "Out of date.")
    store.publish(reworded("c", "Three."))
    cursor = sync(client, folder, limit=2, told=told.append)
    assert kept(folder) == published(store)
    assert told[0] == "b/full: revision 2"
    assert "b/plain: not published" in told
    assert "blood-pressure/easy: not published" in told
    assert not (folder / "blood-pressure").exists()
    assert json.loads((folder / "b/easy.json").read_text("utf-8")) == client.sections("b", "easy")
    told.clear()
    assert sync(client, folder, told=told.append) == cursor
    assert told == []


def test_what_was_withdrawn_since_the_feed_told_of_it_is_not_kept(
    base: str, services: Services, folder: Path
) -> None:
    services.store.unpublish("blood-pressure")
    services.store.publish(reworded("b", "One."))
    services.store.publish(reworded("b", "Two.", Level.FULL))
    sync(Client(base), folder, limit=1)
    assert kept(folder) == published(services.store) == {("b", "full"): (2, WORDS[Level.FULL])}


def test_a_text_that_is_newer_than_the_feed_told_is_asked_for_again_when_it_tells(
    scripted: Scripted, folder: Path
) -> None:
    scripted.answers = [feed(change()), text(2), feed(change("wording", 2), cursor="2-x"), text(2)]
    client = Client(scripted.address)
    sync(client, folder)
    sync(client, folder)
    assert kept(folder) == {("a", "easy"): (2, None)}
    assert scripted.asked[2].path == "/api/v1/changes?limit=100&since=1-x"


def test_an_answer_that_is_older_than_the_feed_is_waited_out(scripted: Scripted, folder: Path) -> None:
    slept: list[float] = []
    client = Client(scripted.address, patience=100, sleep=slept.append)
    scripted.answers = [feed(change(revision=3)), text(2), text(2), text(3)]
    sync(client, folder)
    assert (kept(folder), slept) == ({("a", "easy"): (3, None)}, [1.0, 2.0])
    assert scripted.asked[1].headers["Cache-Control"] == "no-cache"
    scripted.answers = [feed(change("wording", revision=4), cursor="2-x"), text(3)]
    with pytest.raises(Unusable, match="comes at revision 3, but there is 4"):
        sync(client, folder)
    assert json.loads((folder / ".plainspoken.json").read_text("utf-8"))["cursor"] == "1-x"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(404, b"<h1>Not found</h1>"), Problem),
        (problem(404, "not-found"), Problem),
        (problem(401, "key-refused"), Problem),
        (text(level="plain"), Unusable),
        (text(article="b"), Unusable),
    ],
)
def test_nothing_is_dropped_or_taken_on_the_word_of_who_stands_between(
    scripted: Scripted, folder: Path, answer: Answer, error: type[Exception]
) -> None:
    client = Client(scripted.address)
    scripted.answers = [feed(change()), text()]
    sync(client, folder)
    scripted.answers = [feed(change("wording", 2), cursor="2-x"), answer]
    with pytest.raises(error):
        sync(client, folder)
    assert kept(folder) == {("a", "easy"): (1, None)}


@pytest.mark.parametrize("name", ["../x", "", "a/b", ".hidden", "x" * 300])
def test_no_name_leads_out_of_the_folder(scripted: Scripted, folder: Path, name: str) -> None:
    scripted.answers = [feed(change(article=name)), text(article=name)]
    with pytest.raises(Unusable):
        sync(Client(scripted.address), folder)
    scripted.answers = [feed(change("removed", article=name))]
    with pytest.raises(Unusable):
        sync(Client(scripted.address), folder)


def test_where_the_feed_is_another_one_all_is_read_anew_and_the_old_stands_until_then(
    scripted: Scripted, folder: Path
) -> None:
    client, seen = Client(scripted.address), []
    scripted.answers = [feed(change(), change(article="old")), text(5), text(5, article="old")]
    sync(client, folder)
    scripted.answers = [
        problem(410, "cursor-not-known"),
        feed(change("removed", 1, article="old"), cursor="1-y", more=True),
        feed(change(), cursor="2-y"),
        text(1),
    ]
    sync(client, folder, told=lambda line: seen.append((line, sorted(kept(folder)))))
    both = [("a", "easy"), ("old", "easy")]
    assert [each for _, each in seen] == [both, both, both]
    assert kept(folder) == {("a", "easy"): (1, None)}


def test_a_reading_anew_that_is_killed_goes_on_and_drops_the_rest_at_its_end(
    scripted: Scripted, folder: Path
) -> None:
    client = Client(scripted.address, patience=0)
    scripted.answers = [feed(change(article="old")), text(5, article="old")]
    sync(client, folder)
    anew = feed(change(), cursor="1-y", more=True)
    scripted.answers = [problem(410, "cursor-not-known"), anew, text(), problem(503, "store-unavailable")]
    with pytest.raises(Problem):
        sync(client, folder)
    assert sorted(kept(folder)) == [("a", "easy"), ("old", "easy")]
    (folder / "a/plain.json.1-2.part").write_text("{", "utf-8")
    scripted.answers = [feed(cursor="1-y")]
    sync(client, folder)
    assert scripted.asked[-1].path.endswith("since=1-y")
    assert sorted(kept(folder)) == [("a", "easy")]
    assert sorted(path.name for path in (folder / "a").iterdir()) == ["easy.json"]


def test_what_a_killed_sync_left_half_written_is_dropped_by_the_next_one(
    scripted: Scripted, folder: Path
) -> None:
    client = Client(scripted.address)
    folder.mkdir()
    (folder / ".plainspoken.json.1-2.part").write_text("{", "utf-8")  # killed at its very start
    scripted.answers = [feed(change()), text()]
    sync(client, folder)
    (folder / "a/easy.json.1-2.part").write_text("{", "utf-8")
    scripted.answers = [feed(cursor="1-y")]
    sync(client, folder)
    assert sorted(path.name for path in (folder / "a").iterdir()) == ["easy.json"]
    assert sorted(path.name for path in folder.glob("*.part")) == []


def test_a_feed_that_never_knows_a_cursor_is_no_endless_loop(scripted: Scripted, folder: Path) -> None:
    scripted.answers = [problem(410, "cursor-not-known")]
    with pytest.raises(Problem):
        sync(Client(scripted.address), folder)


def test_a_folder_of_something_else_is_left_alone(base: str, scripted: Scripted, folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.txt").write_text("mine", "utf-8")
    with pytest.raises(FolderRefused, match="something else"):
        sync(Client(base), folder)
    (folder / "thesis.txt").unlink()
    sync(Client(base), folder)
    with pytest.raises(FolderRefused, match="something else"):
        sync(Client(scripted.address), folder)
    assert scripted.asked == []


def test_two_syncs_of_one_folder_do_not_mix(scripted: Scripted, folder: Path) -> None:
    client = Client(scripted.address)
    scripted.answers = [feed(change()), text()]

    def meanwhile(_line: str) -> None:
        with pytest.raises(FolderRefused, match="Another sync"):
            sync(client, folder)

    sync(client, folder, told=meanwhile)
    scripted.answers = [feed()]
    sync(client, folder)


def test_a_state_that_was_spoilt_is_made_anew(base: str, services: Services, folder: Path) -> None:
    sync(Client(base), folder)
    for file in (folder / ".plainspoken.json", folder / "blood-pressure/easy.json"):
        file.write_text("{", "utf-8")
    sync(Client(base), folder)
    assert kept(folder) == published(services.store)


SCRIPT = plainspoken_sync.__file__


def run(*words: str, key: str = "", cwd: Path | None = None, script: str = SCRIPT) -> Any:
    """Run the command where nothing is installed: neither packages nor this house can be imported."""
    start = f"import sys, runpy; sys.path.insert(0, {str(Path(script).parent)!r}); sys.argv[0] = 'sync'"
    program = f"{start}; runpy.run_path({script!r}, run_name='__main__')"
    command = [sys.executable, "-I", "-S", "-c", program, *words]
    env = {"PLAINSPOKEN_KEY": key}
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, cwd=cwd, check=False)


def test_both_files_run_with_the_standard_library_alone(
    base: str, services: Services, tmp_path: Path
) -> None:
    there = tmp_path / "theirs"
    there.mkdir()
    for name in ("plainspoken_client.py", "plainspoken_sync.py"):
        (there / name).write_bytes((Path(SCRIPT).parent / name).read_bytes())
    done = run(base, "texts", cwd=there, script=str(there / "plainspoken_sync.py"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        *(f"blood-pressure/{level}: revision 1" for level in Level),
        "Up to date.",
    ]
    assert kept(there / "texts") == published(services.store)


def test_the_command_tells_how_it_went_by_its_exit_code(
    scripted: Scripted, folder: Path, tmp_path: Path
) -> None:
    scripted.answers = [problem(401, "key-refused")]
    refused = run(scripted.address, str(folder), key="psk_wrong")
    assert (refused.returncode, refused.stderr) == (1, "Not done: 401: No. Because.\n")
    assert scripted.asked[-1].headers["Authorization"] == "Bearer psk_wrong"
    (tmp_path / "key").write_text("psk_filed\n", "utf-8")
    run(scripted.address, str(folder), "--key-file", str(tmp_path / "key"))
    assert scripted.asked[-1].headers["Authorization"] == "Bearer psk_filed"
    for words in (["ftp://x", "y"], [scripted.address, str(tmp_path)], [scripted.address],
                  [scripted.address, str(folder), "--key-file", str(tmp_path / "nothing")]):  # fmt: skip
        wrong = run(*words)
        assert wrong.returncode == 2
        assert "Traceback" not in wrong.stderr


def test_another_service_at_that_address_is_told_of(scripted: Scripted, folder: Path) -> None:
    scripted.answers = [Answer(200, {"status": "ok"})]
    with pytest.raises(Unusable, match="is the address right"):
        sync(Client(scripted.address), folder)


def test_who_cannot_be_reached_is_told_of(folder: Path) -> None:
    with pytest.raises(Unreachable):
        sync(Client("http://127.0.0.1:9"), folder)
