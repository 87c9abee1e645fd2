from __future__ import annotations

import dataclasses

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from content.article import Level
from content.readability.grade import measure_text
from service.app import create_app
from service.pages.errors import error_page
from service.problems import Problem
from service.settings import Settings
from service.wiring import Services
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import sample_article
from tests.service.outline import Outline, main_outline


def page(client: FlaskClient, path: str, status: int = 404) -> Outline:
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "no-store"
    return main_outline(response.text)


def links(seen: Outline) -> dict[str, str]:
    return {" ".join(a.text.split()): a.attributes["href"] for a in seen.all("a")}


def heading(seen: Outline) -> str:
    return seen.headings()[0][1]


def test_a_level_that_is_not_offered_leads_to_those_that_are(client: FlaskClient) -> None:
    seen = page(client, "/articles/blood-pressure/simple/")
    assert heading(seen) == "The article does not come at that level"
    assert links(seen)["Easy: one idea at a time"] == "/articles/blood-pressure/easy/"
    assert len([href for href in links(seen).values() if "/articles/" in href]) == 4


def test_a_level_that_a_part_is_not_offered_at_leads_to_the_part_at_others(client: FlaskClient) -> None:
    seen = page(client, "/articles/blood-pressure/simple/treatment/")
    assert links(seen)["Plain: short and clear"] == "/articles/blood-pressure/plain/treatment/"
    nowhere = page(client, "/articles/blood-pressure/simple/nothing/")
    assert links(nowhere)["Plain: short and clear"] == "/articles/blood-pressure/plain/"


def test_a_part_that_is_not_there_leads_to_those_that_are_at_that_level(client: FlaskClient) -> None:
    seen = page(client, "/articles/blood-pressure/easy/nothing/")
    assert heading(seen) == "We can't find this part"
    assert links(seen)["Treatment"] == "/articles/blood-pressure/easy/treatment/"


@pytest.mark.parametrize(
    "path",
    ["/articles/blood-presure/", "/articles/about-the-pressure/easy/", "/blood-pressure", "/x/pressure/"],
)
def test_an_address_that_is_nearly_right_leads_to_the_article(
    client: FlaskClient, services: Services, path: str
) -> None:
    services.store.publish(sample_article("salt", title="Salt", words={Level.FULL: "Salt."}))
    seen = page(client, path)
    near = {words: href for words, href in links(seen).items() if "/articles/" in href}
    assert near == {"About blood pressure": "/articles/blood-pressure/"}


def test_a_page_that_is_not_there_offers_a_search_for_its_name(client: FlaskClient) -> None:
    seen = page(client, "/articles/healthy-teeth/")
    assert heading(seen) == "We can't find this article"
    (field,) = seen.all("input")
    assert (field.attributes["name"], field.attributes["value"]) == ("q", "healthy teeth")
    assert seen.all("form")[0].attributes["action"] == "/"
    assert "You asked for: /articles/healthy-teeth/" in seen.words
    assert links(seen)["Go to all articles"] == "/"


def test_nothing_technical_is_told_but_a_number_to_give(client: FlaskClient) -> None:
    response = client.get("/articles/nothing/")
    words = main_outline(response.text).words
    assert response.headers["X-Request-ID"] in words
    for each in ("404", "Not Found", "error", "slug", "'nothing'", "server", "URL"):
        assert each not in words, each


def test_what_was_asked_for_can_not_break_the_page(client: FlaskClient) -> None:
    for path in (
        "/articles/<script>alert(1)</",
        "/%3Cscript%3E" + "x" * 5000,
        "/%00%ff/",
        "/articles/%E2%80%AE/",
    ):
        seen = page(client, path)
        assert not [script for script in seen.all("script") if "src" not in script.attributes]
        assert "x" * 101 not in seen.words


def test_where_the_articles_can_not_be_read_the_page_says_when_to_come_back(
    client: FlaskClient, services: Services
) -> None:
    assert isinstance(services.store, FakeArticleStore)
    services.store.broken = "no disk"
    seen = page(client, "/", 503)
    assert heading(seen) == "We can't show this right now"
    assert "Please try again in 10 seconds." in seen.words
    assert "no disk" not in seen.words
    assert heading(page(client, "/nothing")) == "We can't find this page"


def test_a_fault_while_looking_for_ways_on_does_not_cost_the_page(
    client: FlaskClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(services.library), "near", lambda *_: 1 / 0)
    assert "Go to all articles" in page(client, "/nothing").words


@pytest.fixture
def failing(settings: Settings, services: Services) -> FlaskClient:
    app: Flask = create_app(settings, services)
    app.add_url_rule("/fail/<int:code>", "fail", abort)
    app.add_url_rule("/crash", "crash", lambda: 1 / 0)
    return app.test_client()


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/fail/400", 400, "We can't read what was sent"),
        ("/fail/410", 410, "This page is gone"),
        ("/fail/413", 413, "That is too long for us"),
        ("/fail/415", 415, "We can't read what was sent"),
        ("/fail/418", 418, "We can't read what was sent"),
        ("/fail/429", 429, "That was a lot at once"),
        ("/fail/500", 500, "Something went wrong here"),
        ("/fail/502", 502, "Something went wrong here"),
        ("/fail/503", 503, "We can't show this right now"),
        ("/crash", 500, "Something went wrong here"),
    ],
)
def test_each_kind_of_error_has_words_of_its_own(
    failing: FlaskClient, path: str, status: int, told: str
) -> None:
    seen = page(failing, path, status)
    assert heading(seen) == told
    assert bool(seen.all("form")) == (status == 410)  # elsewhere a search would not help
    own = [e.text for e in seen.all("p") if e.attributes.get("class") == "lead"]
    assert (measure_text(" ".join(own)).grade or 0) <= 6.0


def test_a_page_that_is_used_in_a_wrong_way_says_so_and_how_it_may_be_used(client: FlaskClient) -> None:
    response = client.post("/")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert "This page does not work that way" in main_outline(response.text).words


@pytest.mark.parametrize(
    ("seconds", "words"), [(1, "1 second."), (30, "30 seconds."), (60, "1 minute."), (3600, "60 minutes.")]
)
def test_when_to_come_back_is_said_in_seconds_or_minutes(
    client: FlaskClient, seconds: int, words: str
) -> None:
    with client.application.test_request_context("/"):
        told = error_page(Problem(503, "no-room", "No room", "No room", retry_after=seconds))
    assert f"Please try again in {words}" in told


def test_error_pages_name_where_to_write_to_if_that_is_set(settings: Settings, services: Services) -> None:
    for address, href in (
        ("help@example.org", "mailto:help@example.org"),
        ("https://example.org/help", "https://example.org/help"),
    ):
        client = create_app(dataclasses.replace(settings, contact=address), services).test_client()
        assert links(page(client, "/nothing"))[f"Write to us: {address}"] == href


def test_a_redirect_has_a_link_in_its_page(client: FlaskClient) -> None:
    response = client.get("/articles/blood-pressure")
    assert response.status_code == 308
    assert links(main_outline(response.text))["Go to the page"].endswith("/articles/blood-pressure/")


def test_machines_get_their_titles_as_before(client: FlaskClient) -> None:
    body = client.get("/api/v1/articles/nothing").get_json()
    assert body["title"] == "There is no such article"
    assert body["available"] == ["blood-pressure"]


def test_a_part_in_another_language_says_so(client: FlaskClient, services: Services) -> None:
    services.store.publish(sample_article("sel", title="Le sel", language="fr"))
    seen = page(client, "/articles/sel/easy/nothing/")
    assert {a.attributes.get("lang") for a in seen.all("a") if "/articles/sel/" in a.attributes["href"]} == {
        "fr"
    }
