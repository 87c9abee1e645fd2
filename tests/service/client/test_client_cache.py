"""What the client keeps, and for how long that stands in for the service."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from content.store.protocol import Correction
from service.client.plainspoken_client import (
    Client,
    Gone,
    Problem,
    Unreachable,
    write_json,
)
from service.wiring import Services
from tests.fakes.articles import WORDS, sample_article
from tests.service.client.answers import DAY, NOON, Clock, feed, problem, text
from tests.service.client.scripted import Answer, Scripted


def test_what_has_not_changed_is_not_sent_again(client: Client, scripted: Scripted) -> None:
    scripted.answers = [Answer(200, text(), {"ETag": '"one"'}), Answer(304, b""), Answer(200, text(2))]
    told = [client.section("a", "s", level="plain").payload["revision"] for _ in range(3)]
    assert told == [1, 1, 2]
    assert [each.headers.get("If-None-Match") for each in scripted.asked] == [None, '"one"', '"one"']


def test_a_folder_that_can_not_be_written_keeps_nobody_from_reading(
    scripted: Scripted, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("in the way", "utf-8")
    scripted.answers = [Answer(200, text(), {"ETag": '"one"'})]
    client = Client(scripted.address, cache=tmp_path / "cache")
    assert client.section("a", "s").payload["revision"] == 1


def test_two_threads_that_write_one_file_at_once_leave_it_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    both, sync = Barrier(2), os.fsync

    def meet(file: int) -> None:
        sync(file)
        both.wait(20)

    monkeypatch.setattr(os, "fsync", meet)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda n: write_json(tmp_path / "a.json", {"n": n}), (1, 2)))
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["n"] in {1, 2}
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


def test_another_level_is_another_answer(client: Client, scripted: Scripted) -> None:
    scripted.answers = [Answer(200, text(), {"ETag": '"one"'})]
    client.section("a", "s", level="plain")
    client.section("a", "s", level="easy")
    assert "If-None-Match" not in scripted.asked[1].headers


Down = Callable[[Scripted], None]


def in_trouble(scripted: Scripted) -> None:
    scripted.answers = [problem(500)]


def closed(scripted: Scripted) -> None:
    scripted.shutdown()
    scripted.server_close()


@pytest.mark.parametrize("down", [in_trouble, closed])
def test_what_is_kept_stands_in_for_as_long_as_it_may_be_shown(
    client: Client, scripted: Scripted, clock: Clock, down: Down
) -> None:
    scripted.answers = [Answer(200, text(), {"ETag": '"one"'}), Answer(304, b"")]
    client.section("a", "s")
    clock.now += 5 * DAY
    client.section("a", "s")  # asked again: the days are counted from here
    down(scripted)
    clock.now += 7 * DAY - 1
    found = client.section("a", "s")
    assert found.payload["revision"] == 1
    assert found.kept_since == datetime.fromtimestamp(NOON + 5 * DAY, UTC)
    clock.now += 1
    with pytest.raises((Unreachable, Problem)):
        client.section("a", "s")


def test_without_a_cache_nothing_stands_in(scripted: Scripted) -> None:
    scripted.answers = [Answer(200, text(), {"ETag": '"one"'}), problem(500)]
    client = Client(scripted.address)
    client.section("a", "s")
    with pytest.raises(Problem):
        client.section("a", "s")


def test_what_is_refused_is_not_answered_from_the_cache(client: Client, scripted: Scripted) -> None:
    scripted.answers = [Answer(200, text(), {"ETag": '"one"'}), problem(410, "article-withdrawn")]
    client.section("a", "s")
    with pytest.raises(Gone):
        client.section("a", "s")


@pytest.mark.parametrize("spoilt", ["", "{", "[]", "{}", '{"etag": 1}'])
def test_a_kept_answer_that_was_spoilt_is_asked_for_anew(
    client: Client, scripted: Scripted, tmp_path: Path, spoilt: str
) -> None:
    scripted.answers = [Answer(200, text(), {"ETag": '"one"'})]
    client.section("a", "s")
    (kept,) = (tmp_path / "cache").glob("*.json")
    kept.write_text(spoilt, "utf-8")
    assert client.section("a", "s").payload["revision"] == 1
    assert "If-None-Match" not in scripted.asked[1].headers


@pytest.mark.parametrize(
    ("changes", "days"),
    [
        ([{"reason": "wording"}], 6),
        ([{"reason": "clinical", "refresh_by": "2026-03-03"}], 2),
        ([{"refresh_by": "2026-03-03"}, {"revision": 3, "refresh_by": "2026-03-05"}], 2),
        ([{"reason": "removed", "revision": 1}], -1),
        ([{"refresh_by": "2026-03-03", "revision": 1}], 6),  # of the very text that is kept
        ([{"refresh_by": "2026-03-03", "level": "easy"}, {"reason": "removed", "article": "b"}], 6),
    ],
)
def test_a_correction_shortens_for_how_long(
    client: Client, scripted: Scripted, clock: Clock, changes: list[dict[str, Any]], days: int
) -> None:
    scripted.answers = [Answer(200, text(), {"ETag": '"one"'}), feed(*changes)]
    client.section("a", "s")
    assert len(client.changes().changes) == len(changes)
    scripted.answers = [problem(500)]
    shown = 0
    for day in range(9):
        clock.now = NOON + day * DAY
        try:
            client.section("a", "s")
        except Problem:
            break
        shown = day
    assert shown == max(days, 0)
    if days < 0:
        clock.now = NOON
        with pytest.raises(Problem):
            client.section("a", "s")


def test_a_correction_of_the_real_feed_is_heeded(base: str, services: Services, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    client = Client(base, cache=cache)
    client.section("blood-pressure", "introduction", level="easy")
    mended = sample_article(words={**WORDS, "easy": "Your blood can push hard."})  # type: ignore[dict-item]
    services.store.publish(mended, Correction(clinical=True, refresh_by=date(2020, 1, 1)))
    client.changes()
    (kept,) = cache.glob("*.json")
    assert json.loads(kept.read_text("utf-8"))["until"] == "2020-01-01"
    client.section("blood-pressure", "introduction", level="easy")
    assert json.loads(kept.read_text("utf-8"))["until"] == ""
