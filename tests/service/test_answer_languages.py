"""The API says in which language an answer is, and where it stands in others."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from service.wiring import Services
from tests.fakes.articles import sample_article

ARTICLE = "/api/v1/articles/blood-pressure"
SPANISH = "/api/v1/articles/la-presion"
SITE = "http://localhost"


@pytest.fixture
def both(services: Services) -> None:
    """The same source, retold in another language too."""
    services.store.publish(sample_article("la-presion", language="es"))


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("part", ["", "/sections/introduction"])
def test_an_answer_leads_to_the_same_in_other_languages(client: FlaskClient, part: str) -> None:
    addresses = {
        "en": f"{SITE}{ARTICLE}{part}?level=plain",
        "es": f"{SITE}{SPANISH}{part}?level=plain",
    }
    for own, other in (("en", "es"), ("es", "en")):
        response = client.get(addresses[own])
        assert response.headers["Content-Language"] == own
        assert response.get_json()["language"] == own
        assert response.get_json()["links"]["languages"] == addresses
        told = f'<{addresses[other]}>; rel="alternate"; hreflang="{other}"'
        assert response.headers.getlist("Link") == [told]
        again = client.get(addresses[own], headers={"If-None-Match": response.headers["ETag"]})
        assert (again.status_code, again.headers.getlist("Link")) == (304, [told])


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("accept", ["text/html", "text/plain", "text/markdown"])
def test_other_forms_say_so_too(client: FlaskClient, accept: str) -> None:
    headers = client.get(SPANISH, headers={"Accept": accept}).headers
    assert headers["Content-Language"] == "es"
    assert 'hreflang="en"' in headers["Link"]


@pytest.mark.usefixtures("both")
def test_an_address_gives_its_own_language_whatever_is_preferred(client: FlaskClient) -> None:
    for preferred in ("es", "es, en;q=0.1", "de", "*;q=0", "\xff"):
        response = client.get(ARTICLE, headers={"Accept-Language": preferred})
        assert response.headers["Content-Language"] == "en"
        assert "Accept-Language" not in response.headers["Vary"]
    assert client.get(f"{SPANISH}/sections").headers["Content-Language"] == "es"


def test_what_is_in_one_language_has_no_link_to_others(client: FlaskClient) -> None:
    response = client.get(ARTICLE)
    assert list(response.get_json()["links"]["languages"]) == ["en"]
    assert "Link" not in response.headers


def test_problems_are_told_in_english(client: FlaskClient) -> None:
    response = client.get("/api/v1/articles/nothing", headers={"Accept-Language": "es"})
    assert (response.status_code, response.headers["Content-Language"]) == (404, "en")
