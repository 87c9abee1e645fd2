"""The API says in which language an answer is, and where it stands in others."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from content.article import Level
from service.wiring import Services
from tests.fakes.articles import sample_article
from tests.service.problem_shape import assert_problem

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


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("part", ["", "/sections/introduction", "/sections"])
def test_another_language_is_given_where_the_address_asks_for_it(client: FlaskClient, part: str) -> None:
    spanish = f"{SITE}{SPANISH}{part}?level=plain"
    response = client.get(f"{ARTICLE}{part}?language=es&level=plain")
    assert response.status_code == 200
    assert response.get_json() == client.get(spanish).get_json()
    assert (response.headers["Content-Language"], response.headers["Content-Location"]) == ("es", spanish)
    assert "Accept-Language" not in response.headers["Vary"]
    assert {"blood-pressure", "la-presion", "la-presion/plain"} <= set(
        response.headers["Surrogate-Key"].split()
    )
    assert "Content-Location" not in client.get(spanish).headers


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("part", ["", "/sections/introduction", "/sections"])
@pytest.mark.parametrize(
    ("preferred", "given"),
    [
        (None, "en"), ("es", "es"), ("de, es;q=0.5, en;q=0.4", "es"), ("es-MX", "es"), ("de", "en"), ("en, es", "en"),
        ("*", "en"), ("es;q=0", "en"), ("\xff", "en"), (",;q=x", "en"), ("es," * 2000, "es"),
    ],
)  # fmt: skip
def test_what_a_reader_prefers_is_followed_where_the_address_says_so(
    client: FlaskClient, part: str, preferred: str | None, given: str
) -> None:
    headers = {} if preferred is None else {"Accept-Language": preferred}
    response = client.get(f"{ARTICLE}{part}?language=auto&level=plain&_anchor=x", headers=headers)
    assert response.status_code == 302
    assert response.headers["Location"] == f"{ARTICLE}{part}?level=plain&language={given}"
    assert {"Accept", "Accept-Language"} & set(response.headers["Vary"].split(", ")) == {"Accept-Language"}
    assert response.headers["Cache-Control"] == "max-age=60"
    assert "This is not medical advice" in response.text
    assert client.get(response.headers["Location"]).headers["Content-Language"] == given


def test_a_preference_never_leads_to_a_text_without_the_level_or_the_section(
    client: FlaskClient, services: Services
) -> None:
    words = {Level.FULL: "Palabras.", Level.STANDARD: "Mas palabras."}
    services.store.publish(
        sample_article("la-presion", language="es", words=words, sections=("introduction",))
    )
    for asked, given in (
        ("?level=standard", "es"),
        ("?level=easy", "en"),
        ("/sections/treatment?level=full", "en"),
    ):
        response = client.get(
            f"{ARTICLE}{asked}&language=auto", headers={"Accept-Language": "es"}, follow_redirects=True
        )
        assert (response.status_code, response.headers["Content-Language"]) == (200, given)
    for asked, kind in (
        ("?level=easy", "level-not-offered"),
        ("/sections/treatment?level=full", "section-not-found"),
    ):
        assert_problem(client.get(f"{ARTICLE}{asked}&language=es"), 404, kind)


def test_a_region_is_within_its_language_and_the_language_itself_comes_first(
    client: FlaskClient, services: Services
) -> None:
    for slug, language in (("la-presion-mx", "es-MX"), ("la-presion", "es"), ("a-pressao", "pt-BR")):
        services.store.publish(sample_article(slug, language=language))
    for asked, given in (("es", "es"), ("ES-mx", "es-MX"), ("pt", "pt-BR"), ("en", "en"), ("", "en")):
        assert client.get(f"{ARTICLE}?language={asked}").headers["Content-Language"] == given


@pytest.mark.usefixtures("both")
def test_a_language_that_there_is_not_is_a_problem_that_lists_those_there_are(client: FlaskClient) -> None:
    for asked in ("de", "e", "es-MX", "xx"):
        problem = assert_problem(client.get(f"{ARTICLE}?language={asked}"), 404, "language-not-offered")
        assert problem["available"] == ["en", "es"]
    assert client.get(f"{ARTICLE}?language={'e' * 41}").status_code == 422


@pytest.mark.usefixtures("both")
def test_the_sound_of_another_language_is_led_to(client: FlaskClient) -> None:
    response = client.get(f"{ARTICLE}?language=es&level=easy", headers={"Accept": "audio/mpeg"})
    assert response.status_code == 302
    assert "/audio/la-presion/easy.mp3" in response.headers["Location"]


def test_what_is_in_one_language_has_no_link_to_others(client: FlaskClient) -> None:
    response = client.get(ARTICLE)
    assert list(response.get_json()["links"]["languages"]) == ["en"]
    assert "Link" not in response.headers


def test_problems_are_told_in_english(client: FlaskClient) -> None:
    response = client.get("/api/v1/articles/nothing", headers={"Accept-Language": "es"})
    assert (response.status_code, response.headers["Content-Language"]) == (404, "en")
