from __future__ import annotations

import pytest
from flask.testing import FlaskClient

ARTICLE = "/api/v1/articles/blood-pressure"
SOUND = "/audio/blood-pressure/easy/introduction.mp3"
EMBED = "/embed/blood-pressure/easy/treatment/"
OEMBED = "/oembed?url=http://localhost/articles/blood-pressure/easy/"
ORIGIN = {"Origin": "https://clinic.example"}


@pytest.mark.parametrize(
    "path", ["/api/v1/articles", ARTICLE, "/api/v1/levels", "/api/v1/nothing", "/api/openapi.json", SOUND,
             "/audio/blood-pressure/easy/introduction.vtt", "/audio/nothing", "/embed.js", EMBED, "/embed/nothing/", OEMBED,
             "/oembed"],
)  # fmt: skip
def test_any_site_may_read_what_is_public_whatever_the_answer(client: FlaskClient, path: str) -> None:
    for headers in ({}, ORIGIN, ORIGIN | {"Authorization": "Bearer x"}):
        told = client.get(path, headers=headers, buffered=True).headers
        assert told["Access-Control-Allow-Origin"] == "*"
        assert {"ETag", "Link", "RateLimit", "Retry-After"} <= set(
            told["Access-Control-Expose-Headers"].split(", ")
        )
        assert "Access-Control-Allow-Credentials" not in told
        assert told["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Origin" not in told.get("Vary", "")


def test_what_somebody_has_already_may_be_read_too(client: FlaskClient) -> None:
    etag = client.get(ARTICLE).headers["ETag"]
    for _ in range(2):
        again = client.get(ARTICLE, headers={"If-None-Match": etag})
        assert (again.status_code, again.headers["Access-Control-Allow-Origin"]) == (304, "*")


@pytest.mark.parametrize("path", [ARTICLE, SOUND])
def test_a_browser_that_asks_first_may_send_a_key(client: FlaskClient, path: str) -> None:
    asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization"}
    response = client.options(path, headers=ORIGIN | asked)
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "Authorization" in response.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in client.options(path).headers


@pytest.mark.parametrize("path", ["/", "/articles/blood-pressure/easy/", "/disclaimer/", "/workbench/"])
def test_pages_are_for_people_here(client: FlaskClient, path: str) -> None:
    headers = client.get(path, headers=ORIGIN).headers
    assert "Access-Control-Allow-Origin" not in headers
    assert "Surrogate-Key" not in headers


def test_what_is_posted_is_for_who_posted_it(client: FlaskClient) -> None:
    headers = client.post("/api/v1/readability", json={"text": "Go home now."}, headers=ORIGIN).headers
    assert "Access-Control-Allow-Origin" not in headers
    assert "CDN-Cache-Control" not in headers
    assert "Surrogate-Key" not in headers


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("/api/v1/articles", "plainspoken"),
        (ARTICLE, "plainspoken blood-pressure blood-pressure/standard"),
        (f"{ARTICLE}?max_grade=4", "plainspoken blood-pressure blood-pressure/easy"),
        (f"{ARTICLE}/sections?level=plain", "plainspoken blood-pressure blood-pressure/plain"),
        (f"{ARTICLE}/sections/treatment?level=full", "plainspoken blood-pressure blood-pressure/full"),
        (SOUND, "plainspoken blood-pressure blood-pressure/easy"),
        ("/audio/blood-pressure/easy.vtt", "plainspoken blood-pressure blood-pressure/easy"),
        (EMBED, "plainspoken blood-pressure blood-pressure/easy"),
        ("/embed/blood-pressure/", "plainspoken blood-pressure blood-pressure/standard"),
        (OEMBED, "plainspoken blood-pressure blood-pressure/easy"),
    ],
)
def test_an_answer_can_be_purged_by_article_and_level(client: FlaskClient, path: str, keys: str) -> None:
    for _ in range(2):
        headers = client.get(path, buffered=True).headers
        assert headers["Surrogate-Key"] == keys
        assert headers["Cache-Control"] == "public, no-cache"
        assert "stale-while-revalidate=" in headers["CDN-Cache-Control"]


@pytest.mark.parametrize("path", [ARTICLE, SOUND, EMBED])
def test_an_answer_that_a_condition_refused_is_kept_by_nobody(client: FlaskClient, path: str) -> None:
    address = client.get(f"{ARTICLE}/sections/introduction").get_json()["audio"][0]["url"]
    for asked in (path, address):
        for _ in range(2):
            refused = client.get(asked, headers={"If-Match": '"other"'}, buffered=True)
            assert refused.status_code == 412
            assert refused.headers["Cache-Control"] == "no-store"
            assert not {"CDN-Cache-Control", "Surrogate-Key"} & set(refused.headers.keys())
            assert client.get(asked, buffered=True).status_code == 200


def test_errors_and_what_may_be_kept_for_ever_need_no_word_for_a_cdn(client: FlaskClient) -> None:
    gone = client.get("/api/v1/articles/nothing").headers
    assert "CDN-Cache-Control" not in gone
    assert "Surrogate-Key" not in gone
    address = client.get(f"{ARTICLE}/sections/introduction").get_json()["audio"][0]["url"]
    heard = client.get(address, buffered=True).headers
    assert "immutable" in heard["Cache-Control"]
    assert "CDN-Cache-Control" not in heard
    assert heard["Surrogate-Key"] == "plainspoken blood-pressure blood-pressure/standard"
