from __future__ import annotations

import dataclasses

import pytest
from flask.testing import FlaskClient

from content.article import Level
from service.wiring import Services
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import sample_article
from tests.service.problem_shape import assert_problem

SECTION = "/api/v1/articles/blood-pressure/sections/introduction"


def test_a_section_has_the_shape_that_partners_rely_on(client: FlaskClient) -> None:
    body = client.get(f"{SECTION}?level=plain").get_json()
    assert list(body) == [
        "article", "section", "title", "level", "chosen_by", "language", "text", "html", "word_count", "reading_time_s",
        "readability", "audio", "captions_url", "chapters_url", "marks_url", "glossary", "disclaimer",
        "attribution", "source", "reviewed",
        "revision", "updated", "links",
    ]  # fmt: skip
    assert (body["article"], body["section"], body["level"]) == ("blood-pressure", "introduction", "plain")
    assert body["disclaimer"] == {
        "text": "This is not medical advice (plain).", "url": "https://example.org/disclaimer", "level": "plain",
    }  # fmt: skip
    assert body["source"]["published"] == "2022-01-03"
    assert body["reviewed"] == {"by": "B. Nurse", "on": "2024-05-06"}
    assert body["revision"] == 1
    assert list(body["links"]["levels"]) == ["full", "standard", "plain", "easy"]
    assert body["readability"]["grade"] == 6.5
    assert body["readability"]["basis"] == "all"
    assert body["readability"]["caveat"]


def test_every_link_in_a_section_answers(client: FlaskClient) -> None:
    body = client.get(f"{SECTION}?level=easy").get_json()
    links = body["links"]
    sounds = [sound["url"] for sound in body["audio"]]
    for url in [links["self"], links["page"], links["article"], *links["levels"].values(), *sounds,
                body["captions_url"], body["chapters_url"], body["marks_url"]]:  # fmt: skip
        assert client.get(url).status_code == 200, url


def test_sound_has_its_length_and_size_once_it_was_made(client: FlaskClient) -> None:
    before = client.get(f"{SECTION}?level=plain").get_json()["audio"]
    assert [sound["duration_s"] for sound in before] == [None, None, None]
    for sound in before:
        made = client.get(sound["url"])
        sound["size_bytes"] = len(made.data)
    after = client.get(f"{SECTION}?level=plain").get_json()["audio"]
    assert [sound["size_bytes"] for sound in after] == [sound["size_bytes"] for sound in before]
    assert all(sound["duration_s"] > 1 for sound in after)


def test_an_article_tells_of_its_whole_sound(client: FlaskClient) -> None:
    body = client.get("/api/v1/articles/blood-pressure?level=easy").get_json()
    assert [sound["format"] for sound in body["audio"]] == ["mp3", "opus"]
    for url in [*(sound["url"] for sound in body["audio"]), body["captions_url"], body["chapters_url"]]:
        assert "/audio/blood-pressure/easy." in url
        assert client.get(url).status_code == 200, url
    again = client.get("/api/v1/articles/blood-pressure?level=easy").get_json()
    assert all(sound["duration_s"] > 1 for sound in again["audio"])


def test_without_a_wish_the_level_is_standard(client: FlaskClient) -> None:
    body = client.get(SECTION).get_json()
    assert (body["level"], body["chosen_by"]) == ("standard", "default")


@pytest.mark.parametrize(
    ("grade", "level"), [("30", "full"), ("9.5", "standard"), ("6.5", "plain"), ("3.5", "easy")]
)
def test_max_grade_picks_the_richest_level_under_it(client: FlaskClient, grade: str, level: str) -> None:
    for address in (SECTION, "/api/v1/articles/blood-pressure", "/api/v1/articles/blood-pressure/sections"):
        body = client.get(f"{address}?max_grade={grade}").get_json()
        assert (body["level"], body["chosen_by"]) == (level, "max_grade")
        assert client.get(f"{address}?level={level}").get_json()["chosen_by"] == "level"


def test_what_there_is_not_is_told_with_what_there_is(client: FlaskClient) -> None:
    base = "/api/v1/articles"
    cases = {
        f"{base}/nothing": ("article-not-found", ["blood-pressure"]),
        f"{base}/nothing/sections": ("article-not-found", ["blood-pressure"]),
        f"{base}/blood-pressure/sections/nothing": ("section-not-found", ["introduction", "treatment"]),
        f"{SECTION}?level=simple": ("level-not-offered", ["full", "standard", "plain", "easy"]),
        f"{SECTION}?level=": ("level-not-offered", ["full", "standard", "plain", "easy"]),
        f"{SECTION}?max_grade=1": (
            "no-level-easy-enough", ["full: 12.5", "standard: 9.5", "plain: 6.5", "easy: 3.5"],
        ),
    }  # fmt: skip
    for url, (slug, available) in cases.items():
        assert assert_problem(client.get(url), 404, slug)["available"] == available


@pytest.mark.parametrize(
    "query", ["max_grade=six", "max_grade=nan", "max_grade=inf", "max_grade=99", "level=" + "x" * 41]
)
def test_a_wish_that_can_not_be_read_names_the_parameter(client: FlaskClient, query: str) -> None:
    body = assert_problem(client.get(f"{SECTION}?{query}"), 422, "unprocessable-entity")
    name = query.split("=", maxsplit=1)[0]
    assert name in body["detail"]
    assert name in body["errors"]["query"]


def test_two_wishes_at_once_are_met_both_or_not_at_all(client: FlaskClient) -> None:
    for address in (SECTION, "/api/v1/articles/blood-pressure"):
        body = client.get(f"{address}?level=easy&max_grade=10").get_json()
        assert (body["level"], body["chosen_by"]) == ("easy", "level")
        refused = client.get(f"{address}?level=plain&max_grade=6")
        body = assert_problem(refused, 404, "no-level-easy-enough")
        assert body["available"] == ["plain: 6.5"]
        assert "'plain' is not at or under grade 6" in body["detail"]
        assert_problem(client.get(f"{address}?level=odd&max_grade=6"), 404, "level-not-offered")


def test_an_article_lists_its_levels_with_their_scores_and_its_sections(client: FlaskClient) -> None:
    body = client.get("/api/v1/articles/blood-pressure?level=easy").get_json()
    assert [each["level"] for each in body["levels"]] == ["full", "standard", "plain", "easy"]
    assert [each["readability"]["grade"] for each in body["levels"]] == [12.5, 9.5, 6.5, 3.5]
    assert [each["section"] for each in body["sections"]] == ["introduction", "treatment"]
    assert client.get(body["sections"][1]["url"]).get_json()["level"] == "easy"


def test_all_sections_come_at_one_level(client: FlaskClient) -> None:
    body = client.get("/api/v1/articles/blood-pressure/sections?level=easy").get_json()
    assert [(each["section"], each["level"]) for each in body["sections"]] == [
        ("introduction", "easy"),
        ("treatment", "easy"),
    ]


def test_the_levels_say_what_they_promise(client: FlaskClient) -> None:
    body = client.get("/api/v1/levels").get_json()
    assert [(each["level"], each["page_grade"]) for each in body["levels"]] == [
        ("full", None), ("standard", 9.0), ("plain", 6.0), ("easy", 4.0),
    ]  # fmt: skip


def test_an_answer_is_made_anew_when_something_was_published(client: FlaskClient, services: Services) -> None:
    first = client.get("/api/v1/articles/blood-pressure")
    again = client.get("/api/v1/articles/blood-pressure", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    services.store.publish(dataclasses.replace(sample_article(), title="About pressure"))
    changed = client.get("/api/v1/articles/blood-pressure", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert (changed.get_json()["title"], changed.get_json()["revision"]) == ("About pressure", 2)


def test_a_withdrawn_article_is_gone_at_once(client: FlaskClient, services: Services) -> None:
    assert client.get(SECTION).status_code == 200
    services.store.unpublish("blood-pressure")
    assert_problem(client.get(SECTION), 410, "article-withdrawn")


def test_a_broken_store_is_a_problem_that_says_when_to_ask_again(
    client: FlaskClient, services: Services
) -> None:
    assert isinstance(services.store, FakeArticleStore)
    services.store.broken = "the disk at /srv/secret is full"
    response = client.get(SECTION)
    assert_problem(response, 503, "store-unavailable")
    assert response.headers["Retry-After"] == "10"
    assert "secret" not in response.text
    assert_problem(client.get("/health/ready"), 503, "store-unavailable")
    assert client.get("/health/live").status_code == 200


def test_methods_that_are_not_offered_say_which_are(client: FlaskClient) -> None:
    response = client.delete(SECTION)
    assert_problem(response, 405, "method-not-allowed")
    assert "GET" in response.headers["Allow"]


def test_links_follow_the_public_address(settings, services) -> None:  # type: ignore[no-untyped-def]
    from service.app import create_app

    app = create_app(dataclasses.replace(settings, public_url="https://health.example"), services)
    body = app.test_client().get(SECTION, base_url="http://10.0.0.7:8000").get_json()
    assert body["links"]["self"] == f"https://health.example{SECTION}?level=standard"
    assert body["audio"][0]["url"].startswith("https://health.example/audio/blood-pressure/standard/")


def test_the_openapi_document_tells_of_every_api_route(client: FlaskClient) -> None:
    spec = client.get("/api/openapi.json").get_json()
    assert spec["openapi"].startswith("3.1")
    rules = {
        rule.rule.replace("<", "{").replace(">", "}")
        for rule in client.application.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
    }
    assert set(spec["paths"]) == rules
    assert {"SectionSchema", "Section"} & set(spec["components"]["schemas"])


def test_levels_without_easier_siblings_are_simply_not_offered(
    client: FlaskClient, services: Services
) -> None:
    words = {Level.FULL: "Only the full text is here."}
    services.store.publish(sample_article("one-level", words=words))
    body = client.get("/api/v1/articles/one-level/sections/introduction").get_json()
    assert (body["level"], list(body["links"]["levels"])) == ("full", ["full"])
