"""What the client asks for, gives, keeps and refuses."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from content.store.protocol import Correction
from service.client.plainspoken_client import (
    Client,
    Gone,
    Limited,
    Problem,
    Unreachable,
    Unusable,
)
from service.wiring import Services
from tests.fakes.articles import WORDS, sample_article
from tests.service.client.scripted import Answer, Scripted

KEY = "psk_abcdefgh_secret"
DAY = 86_400.0
#: 1 March 2026, noon (UTC).
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp()


class Clock:
    def __init__(self) -> None:
        self.now = NOON
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(scripted: Scripted, clock: Clock, tmp_path: Path) -> Client:
    """A client of the scripted server, with a cache, and nothing to wait for."""
    return Client(scripted.address, KEY, tmp_path / "cache", timeout=5, sleep=clock.sleep, clock=clock)


def text(revision: int = 1, **more: Any) -> dict[str, Any]:
    told = {
        "article": "a",
        "section": "s",
        "level": "plain",
        "revision": revision,
        "title": f"Title {revision}",
    }
    return told | {"attribution": {"show": {}, "cache_days": 7}} | more


def problem(status: int, kind: str = "", headers: dict[str, str] | None = None, **more: Any) -> Answer:
    told = {"type": f"/api/problems/{kind}/", "title": "No", "status": status, "detail": "Because."}
    return Answer(status, told | more, headers or {})


def feed(*changes: dict[str, Any]) -> Answer:
    usual = {
        "article": "a",
        "level": "plain",
        "revision": 2,
        "kind": "changed",
        "reason": "wording",
        "at": "",
    }
    return Answer(200, {"changes": [usual | each for each in changes], "cursor": "2-x", "more": False})


def test_it_gets_what_the_api_has(base: str, services: Services) -> None:
    for number in range(130):
        services.store.publish(sample_article(f"article-{number}"))
    client = Client(base)
    slugs = [each["slug"] for each in client.articles()]
    assert len(slugs) == len(set(slugs)) == 131
    assert [each["slug"] for each in client.articles(topic="none")] == []
    assert client.article("blood-pressure", level="easy").payload["level"] == "easy"
    section = client.section("blood-pressure", "introduction", level="plain")
    assert section.kept_since is None
    assert section.payload["text"] == WORDS["plain"]
    assert section.payload["attribution"]["show"]["disclaimer"] == "This is not medical advice (plain)."
    graded = client.section("blood-pressure", "introduction", max_grade=7)
    assert (graded.payload["level"], graded.payload["chosen_by"]) == ("plain", "max_grade")
    assert len(client.sections("blood-pressure", "easy")["sections"]) == 2
    page = client.changes(limit=1)
    assert page.more
    assert [each["reason"] for each in page.changes] == ["level"] * 4
    assert client.changes(page.cursor, 1).changes[0]["article"] == "article-0"


def test_a_problem_says_what_is_wrong_and_what_there_is(base: str, services: Services) -> None:
    client = Client(base)
    with pytest.raises(Problem, match="not offered at level") as told:
        client.article("blood-pressure", level="simple")
    assert (told.value.status, told.value.kind) == (404, "level-not-offered")
    assert told.value.available == ("full", "standard", "plain", "easy")
    with pytest.raises(Problem, match="404"):
        client.section("../levels?x=", "y")
    services.store.unpublish("blood-pressure", "Out of date.")
    with pytest.raises(Gone, match="Out of date"):
        client.article("blood-pressure")


@pytest.mark.parametrize("body", [b"<html>", b"[1]", b"\xff", b""])
def test_an_answer_that_is_not_the_services_is_unusable(
    client: Client, scripted: Scripted, body: bytes
) -> None:
    scripted.answers = [Answer(200, body)]
    with pytest.raises(Unusable, match="is the address right"):
        client.article("a")
    scripted.answers = [Answer(404, body)]
    with pytest.raises(Problem, match="404"):
        client.article("a")


@pytest.mark.parametrize(
    "base", ["ftp://x", "x", "https://me:pw@x", "https://x?y=z", "file:///etc", "https://"]
)
def test_an_address_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="address"):
        Client(base)


@pytest.mark.parametrize(
    ("base", "key"), [("https://x", f"{KEY}\nX: y"), ("https://x", ""), ("http://example.org", KEY)]
)
def test_a_key_that_could_leak_is_refused_and_not_told(base: str, key: str) -> None:
    with pytest.raises(ValueError, match="key") as told:
        Client(base, key)
    assert KEY not in str(told.value)


def test_the_key_goes_in_its_header_and_nowhere_else(client: Client, scripted: Scripted) -> None:
    other = Answer(302, {}, {"Location": f"http://localhost:{scripted.server_port}/elsewhere"})
    scripted.answers = [other, problem(401, "key-refused")]
    with pytest.raises(Problem) as told:
        client.article("a")
    first, second = scripted.asked
    assert first.headers["Authorization"] == f"Bearer {KEY}"
    assert second.path == "/elsewhere"
    assert "Authorization" not in second.headers
    shown = "".join(traceback.format_exception(told.value))
    for words in (shown, repr(client), str(told.value.__dict__), first.path, second.path):
        assert KEY not in words


@pytest.mark.parametrize("where", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/plain,x"])
def test_it_is_sent_to_no_other_kind_of_place(client: Client, scripted: Scripted, where: str) -> None:
    scripted.answers = [Answer(302, {}, {"Location": where})]
    with pytest.raises((Problem, Unreachable)):
        client.article("a")


@pytest.mark.parametrize("status", [429, 503])
def test_it_waits_as_it_is_told_and_goes_on(
    client: Client, scripted: Scripted, clock: Clock, status: int
) -> None:
    wait = problem(status, "limit-reached", {"Retry-After": "7"})
    scripted.answers = [wait, problem(status), Answer(200, text())]
    assert client.article("a").payload["revision"] == 1
    assert clock.slept == [7.0, 5.0]


def test_it_waits_no_longer_than_its_patience(client: Client, scripted: Scripted, clock: Clock) -> None:
    scripted.answers = [problem(429, "limit-reached", {"Retry-After": "50"})]
    with pytest.raises(Limited):
        client.article("a")
    assert clock.slept == [50.0, 50.0]
    scripted.answers = [problem(429, "limit-reached", {"Retry-After": "99999"})]
    with pytest.raises(Limited):
        client.article("a")
    assert clock.slept == [50.0, 50.0]


def test_what_has_not_changed_is_not_sent_again(client: Client, scripted: Scripted) -> None:
    scripted.answers = [Answer(200, text(), {"ETag": '"one"'}), Answer(304, b""), Answer(200, text(2))]
    told = [client.section("a", "s", level="plain").payload["revision"] for _ in range(3)]
    assert told == [1, 1, 2]
    assert [each.headers.get("If-None-Match") for each in scripted.asked] == [None, '"one"', '"one"']


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
