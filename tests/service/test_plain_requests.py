from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse, create_environ, run_wsgi_app
from werkzeug.wrappers import Request

from service.app import create_app
from service.settings import Settings
from service.wiring import Services
from tests.fakes.partners import Desk
from tests.service.problem_shape import assert_problem

ARTICLE = "/api/v1/articles/blood-pressure"


@pytest.fixture
def client(settings: Settings, services: Services) -> FlaskClient:
    return create_app(settings, replace(services, partners=Desk().desk)).test_client()


def asked_of(host: str, client: FlaskClient, path: str) -> TestResponse:
    """What a server gets: the client itself reads the host, and stumbles over some."""
    environ = create_environ(path) | {"HTTP_HOST": host}
    body, status, headers = run_wsgi_app(client.application, environ)
    return TestResponse(body, status, headers, Request(environ))


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
     "[::1", "\xff",
     # Of the right signs, and still no host: an empty label, one over 63 signs, no Punycode, no IPv6.
     ".", "..", ".example", "a..b", "a" * 64, f"{'a' * 64}.example:80", "xn--a", "XN--A:8000", "xn--.example",
     "www.xn--99999999.example", "[:::::]", "[1:..]", "[1:2:3]:80", f"[a:{'a' * 70}]"],
)  # fmt: skip
def test_a_host_that_is_none_is_refused_and_stands_nowhere(client: FlaskClient, host: str) -> None:
    for path in (ARTICLE, "/sitemap.xml", "/articles/blood-pressure", "/nothing", "/embed/blood-pressure/"):
        response = asked_of(host, client, path)
        assert response.status_code == 400
        assert host in {"", ".", ".."} or host not in response.text
    assert_problem(asked_of(host, client, ARTICLE), 400, "request-unclear")


@pytest.mark.parametrize(
    "host",
    ["health.example", "127.0.0.1:8000", "[::1]:8000", "[::ffff:1.2.3.4]", "HEALTH.example", "health.example.",
     "health.example.:8000", "a" * 63],
)  # fmt: skip
def test_names_and_addresses_of_hosts_are_fine(client: FlaskClient, host: str) -> None:
    response = client.get(ARTICLE, environ_overrides={"HTTP_HOST": host})
    assert response.get_json()["links"]["self"].lower().startswith(f"http://{host.lower()}/api/v1/")


def test_a_name_of_other_letters_is_fine_as_dns_writes_it(client: FlaskClient) -> None:
    assert client.get(ARTICLE, environ_overrides={"HTTP_HOST": "xn--bcher-kva.example"}).status_code == 200


def test_a_probe_of_http_1_0_need_name_no_host(client: FlaskClient) -> None:
    old = {"HTTP_HOST": "", "SERVER_PROTOCOL": "HTTP/1.0"}
    assert client.get("/health/live", environ_overrides=old).status_code == 200


@pytest.mark.parametrize("path", ["/", ARTICLE, "/nothing", "/oembed", "/embed/nothing/"])
def test_a_query_is_utf_8(client: FlaskClient, path: str) -> None:
    # Some servers pass such bytes on: in WSGI each stands as one sign of Latin-1.
    for query in ("q=\xff", "\xc3=1&topic=\xfe"):
        assert client.get(path, environ_overrides={"QUERY_STRING": query}).status_code == 400
    right = "q=größe".encode().decode("latin-1")
    for query in (right, "q=%ff"):
        assert client.get("/", environ_overrides={"QUERY_STRING": query}).status_code == 200


def test_methods_are_written_in_capitals(client: FlaskClient) -> None:
    response = client.get(ARTICLE, environ_overrides={"REQUEST_METHOD": "get"})
    assert_problem(response, 400, "request-unclear")


@pytest.mark.parametrize(
    "prefix", ["//evil.example", "/a b", "https://evil.example", "/<b>", "/../x", "/a/.", "/a/../b"]
)
def test_a_proxy_may_say_a_path_and_no_other_host(
    settings: Settings, services: Services, prefix: str
) -> None:
    client = create_app(replace(settings, trusted_proxies=1), services).test_client()
    refused = client.get(ARTICLE, headers={"X-Forwarded-Prefix": prefix})
    assert_problem(refused, 400, "request-unclear")
    for path in ("/health", "/.well-known/..a"):
        moved = client.get(ARTICLE, headers={"X-Forwarded-Prefix": path}).get_json()
        assert moved["links"]["self"].startswith(f"http://localhost{path}/api/v1/")


@pytest.mark.parametrize("scheme", ["javascript", "ftp", "https://evil.example", "x y"])
def test_a_proxy_may_say_http_and_https_and_nothing_else(
    settings: Settings, services: Services, scheme: str
) -> None:
    client = create_app(replace(settings, trusted_proxies=1), services).test_client()
    for path in (ARTICLE, "/articles/blood-pressure/plain/"):
        refused = client.get(path, headers={"X-Forwarded-Proto": scheme})
        assert refused.status_code == 400
        assert f"{scheme}:" not in refused.text


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
