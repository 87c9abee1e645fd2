from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from service.settings import Settings
from service.wiring import Services
from tests.fakes.partners import Desk
from tests.service.problem_shape import assert_problem

ARTICLE = "/api/v1/articles/blood-pressure"


@pytest.fixture
def client(settings: Settings, services: Services) -> FlaskClient:
    return create_app(settings, replace(services, partners=Desk().desk)).test_client()


@pytest.mark.parametrize("path", ["/" + ARTICLE, "///" + ARTICLE, ARTICLE.lstrip("/")])
def test_a_path_has_one_slash_at_its_start_for_limits_kept_answers_and_routes_alike(
    client: FlaskClient, path: str
) -> None:
    spelt = {"PATH_INFO": path}
    for accept, kind in {"text/html": "text/html", "*/*": "application/json"}.items():
        for _ in range(2):
            response = client.get("/", headers={"Accept": accept}, environ_overrides=spelt)
            assert (response.status_code, response.mimetype) == (200, kind)
            assert "RateLimit" in response.headers


@pytest.mark.parametrize(
    "host",
    ["", "one.example,two.example", "me@one.example", "one.example/x", 'a"><b', "one.example:123456", "one_two", "one.example:99999", "é", "a b",
     "[::1", "\xff"],
)  # fmt: skip
def test_a_host_that_is_none_is_refused_and_stands_nowhere(client: FlaskClient, host: str) -> None:
    for path in (ARTICLE, "/sitemap.xml"):
        response = client.get(path, environ_overrides={"HTTP_HOST": host})
        assert response.status_code == 400
        assert host == "" or host not in response.text
    assert_problem(client.get(ARTICLE, environ_overrides={"HTTP_HOST": host}), 400, "request-unclear")


@pytest.mark.parametrize("host", ["health.example", "127.0.0.1:8000", "[::1]:8000", "HEALTH.example"])
def test_names_and_addresses_of_hosts_are_fine(client: FlaskClient, host: str) -> None:
    response = client.get(ARTICLE, environ_overrides={"HTTP_HOST": host})
    assert response.get_json()["links"]["self"].lower().startswith(f"http://{host.lower()}/api/v1/")


def test_a_probe_of_http_1_0_need_name_no_host(client: FlaskClient) -> None:
    old = {"HTTP_HOST": "", "SERVER_PROTOCOL": "HTTP/1.0"}
    assert client.get("/health/live", environ_overrides=old).status_code == 200


def test_methods_are_written_in_capitals(client: FlaskClient) -> None:
    response = client.get(ARTICLE, environ_overrides={"REQUEST_METHOD": "get"})
    assert_problem(response, 400, "request-unclear")


@pytest.mark.parametrize("prefix", ["//evil.example", "/a b", "https://evil.example", "/<b>"])
def test_a_proxy_may_say_a_path_and_no_other_host(
    settings: Settings, services: Services, prefix: str
) -> None:
    client = create_app(replace(settings, trusted_proxies=1), services).test_client()
    refused = client.get(ARTICLE, headers={"X-Forwarded-Prefix": prefix})
    assert_problem(refused, 400, "request-unclear")
    moved = client.get(ARTICLE, headers={"X-Forwarded-Prefix": "/health"}).get_json()
    assert moved["links"]["self"].startswith("http://localhost/health/api/v1/")


@pytest.mark.parametrize("public", [None, "https://health.example"])
def test_a_redirect_leads_to_this_service_whatever_the_host(
    settings: Settings, services: Services, public: str | None
) -> None:
    client = create_app(replace(settings, public_url=public), services).test_client()
    for path in (
        "/articles/blood-pressure",
        "/articles//blood-pressure/",
        "/audio/blood-pressure/easy.mp3?v=old",
    ):
        response = client.get(path, base_url="http://evil.example", buffered=True)
        assert response.status_code in {302, 308}
        assert response.location.startswith(("/articles/", "/audio/"))
        assert "evil.example" not in response.text


def test_links_do_not_follow_the_host_where_the_address_is_set(
    settings: Settings, services: Services
) -> None:
    client = create_app(replace(settings, public_url="https://health.example"), services).test_client()
    for path in ("/", "/sitemap.xml", "/robots.txt", ARTICLE, "/api/docs", "/articles/blood-pressure/easy/"):
        asked = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
        response = client.get(path, base_url="http://evil.example", headers=asked)
        assert response.status_code == 200
        assert "evil.example" not in response.text, path
