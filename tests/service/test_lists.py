"""The list of articles, and payloads with fewer or more members."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from content.article import Level
from service.wiring import Services
from tests.fakes.articles import sample_article
from tests.service.problem_shape import assert_problem

LIST = "/api/v1/articles"
ARTICLE = f"{LIST}/blood-pressure"
SECTION = f"{ARTICLE}/sections/introduction"


@pytest.fixture
def listed(services: Services) -> None:
    services.store.publish(sample_article("asthma", title="Asthma", topics=("lungs",)))
    services.store.publish(
        sample_article("zinc", title="Zinc", language="de", words={Level.FULL: "Zink ist ein Metall."})
    )


@pytest.mark.usefixtures("listed")
def test_pages_are_linked_in_the_header_and_in_the_payload(client: FlaskClient) -> None:
    found, address = [], f"{LIST}?limit=1&sort=-title"
    while address:
        response = client.get(address)
        body = response.get_json()
        assert body["total"] == 3
        found += [each["slug"] for each in body["articles"]]
        address = body["next"]
        assert response.headers.get("Link") == (f'<{address}>; rel="next"' if address else None)
    assert found == ["zinc", "asthma", "blood-pressure"]


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", ["blood-pressure", "asthma", "zinc"]),
        ("sort=updated", ["blood-pressure", "asthma", "zinc"]),
        ("sort=-updated", ["zinc", "asthma", "blood-pressure"]),
        ("topic=lungs", ["asthma"]),
        ("topic=nothing", []),
        ("language=de", ["zinc"]),
        ("level=easy", ["blood-pressure", "asthma"]),
        ("level=full&language=en&topic=heart", ["blood-pressure"]),
    ],
)
def test_a_list_is_narrowed_and_ordered_as_asked(client: FlaskClient, query: str, slugs: list[str]) -> None:
    body = client.get(f"{LIST}?{query}").get_json()
    assert [each["slug"] for each in body["articles"]] == slugs
    assert (body["total"], body["next"]) == (len(slugs), None)


@pytest.mark.usefixtures("listed")
def test_the_next_page_keeps_to_what_was_asked(client: FlaskClient) -> None:
    following = client.get(f"{LIST}?limit=1&level=easy").get_json()["next"]
    body = client.get(following).get_json()
    assert ([each["slug"] for each in body["articles"]], body["next"]) == (["asthma"], None)


@pytest.mark.parametrize(
    "query",
    ["sort=size", "level=simple", "limit=0", "limit=1001", "limit=x", "cursor=é", "cursor=" + "A" * 1001],
)
def test_a_wish_that_can_not_be_met_is_named(client: FlaskClient, query: str) -> None:
    body = assert_problem(client.get(f"{LIST}?{query}"), 422, "unprocessable-entity")
    assert query.split("=", maxsplit=1)[0] in body["errors"]["query"]


@pytest.mark.parametrize("cursor", ["x", "WyJ0aXRsZSIsMSwyXQ==", "WyJ1cGRhdGVkIiwiYSIsImIiXQ=="])
def test_a_page_that_nobody_was_led_to_is_not_there(client: FlaskClient, cursor: str) -> None:
    assert_problem(client.get(f"{LIST}?cursor={cursor}"), 404, "page-not-known")


@pytest.mark.parametrize("address", [ARTICLE, SECTION])
def test_only_the_members_that_are_asked_for_come_and_what_must_be_shown(
    client: FlaskClient, address: str
) -> None:
    body = client.get(f"{address}?fields=title,%20level&level=easy").get_json()
    assert set(body) == {"title", "level", "disclaimer", "attribution"}
    assert set(client.get(f"{address}?fields=title").get_json()) == {"title", "disclaimer", "attribution"}
    assert len(client.get(f"{address}?fields=").get_json()) > 15


def test_sections_come_with_the_members_that_are_asked_for(client: FlaskClient) -> None:
    body = client.get(f"{ARTICLE}/sections?fields=section,text").get_json()
    assert body["level"] == "standard"
    for each in body["sections"]:
        assert set(each) == {"section", "text", "disclaimer", "attribution"}


def test_an_article_includes_its_sections_and_a_section_its_article(client: FlaskClient) -> None:
    body = client.get(f"{ARTICLE}?include=sections&level=easy&fields=title").get_json()
    assert set(body) == {"title", "included", "disclaimer", "attribution"}
    alone = client.get(f"{SECTION}?level=easy").get_json()
    assert body["included"]["sections"][0] == alone
    article = client.get(f"{SECTION}?include=article&level=easy").get_json()["included"]["article"]
    assert article == client.get(f"{ARTICLE}?level=easy").get_json()
    assert "included" not in alone


@pytest.mark.parametrize(
    ("address", "query", "member", "known"),
    [
        (ARTICLE, "fields=title,nothing", "nothing", "omissions"),
        (SECTION, "fields=title,nothing", "nothing", "text"),
        (SECTION, "fields=included", "included", "text"),
        (f"{ARTICLE}/sections", "fields=nothing", "nothing", "text"),
        (ARTICLE, "include=article", "article", "sections"),
        (SECTION, "include=sections", "sections", "article"),
    ],
)
def test_a_member_that_there_is_not_is_told_with_those_that_there_are(
    client: FlaskClient, address: str, query: str, member: str, known: str
) -> None:
    body = assert_problem(client.get(f"{address}?{query}"), 422, "names-not-known")
    assert known in body["available"]
    assert re.search(rf"\b{member}\b", body["detail"])
    assert query.split("=", maxsplit=1)[0] in body["errors"]["query"]
