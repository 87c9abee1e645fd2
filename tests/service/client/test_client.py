"""What the client asks for, gives and refuses."""

from __future__ import annotations

import traceback

import pytest

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
from tests.service.client.answers import KEY, Clock, problem, text
from tests.service.client.scripted import Answer, Scripted


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


def test_it_gets_a_text_in_another_language(base: str, services: Services) -> None:
    services.store.publish(sample_article("la-presion", language="es"))
    client = Client(base)
    told = client.article("blood-pressure", language="es", level="easy").payload
    assert (told["slug"], told["language"], told["level"]) == ("la-presion", "es", "easy")
    assert client.section("blood-pressure", "treatment", language="es").payload["article"] == "la-presion"
    with pytest.raises(Problem, match="There is: en, es"):
        client.section("blood-pressure", "treatment", language="de")


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


def test_a_list_that_is_another_services_is_unusable(client: Client, scripted: Scripted) -> None:
    scripted.answers = [Answer(200, {"articles": []})]
    with pytest.raises(Unusable):
        list(client.articles())


@pytest.mark.parametrize("body", [b"<html>", b"[1]", b"\xff", b"", b"[" * 100_000])
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


@pytest.mark.parametrize("again", ["0", "\xb2", "-1", "1e9", "Wed, 21 Oct 2015 07:28:00 GMT", "9" * 400])
def test_it_asks_no_more_than_its_patience_whatever_it_is_told(
    client: Client, scripted: Scripted, clock: Clock, again: str
) -> None:
    scripted.answers = [problem(503, "", {"Retry-After": again})]
    with pytest.raises(Problem):
        client.article("a")
    assert len(scripted.asked) == len(clock.slept) + 1 <= 121
    assert sum(clock.slept) <= 120


def test_it_waits_no_longer_than_its_patience(client: Client, scripted: Scripted, clock: Clock) -> None:
    scripted.answers = [problem(429, "limit-reached", {"Retry-After": "50"})]
    with pytest.raises(Limited):
        client.article("a")
    assert clock.slept == [50.0, 50.0]
    scripted.answers = [problem(429, "limit-reached", {"Retry-After": "99999"})]
    with pytest.raises(Limited):
        client.article("a")
    assert clock.slept == [50.0, 50.0]
