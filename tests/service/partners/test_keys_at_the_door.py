"""Keys over HTTP: who is let in, what is told to others, and that no key is ever seen again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.app import create_app
from service.partners.credentials import Credential, checksum, new_credential
from service.partners.partner import Scope
from service.settings import Settings
from service.wiring import Services
from tests.fakes.partner_store import FakePartnerStore
from tests.fakes.partners import Desk
from tests.service.partners.asking import ARTICLE, KEPT, bearing, limit_of
from tests.service.problem_shape import assert_problem


def test_a_key_counts_for_its_partner_and_changes_no_byte_of_the_answer(
    client: FlaskClient, desk: Desk
) -> None:
    anonymous = client.get(ARTICLE)
    keyed = client.get(ARTICLE, headers=bearing(desk.add()))
    assert (limit_of(anonymous)[0], limit_of(keyed)[0]) == ("anonymous", "partner")
    assert keyed.data == anonymous.data
    for name in ("ETag", "Vary", "Content-Type"):
        assert keyed.headers.get(name) == anonymous.headers.get(name)


@pytest.mark.parametrize("path", [ARTICLE, KEPT, "/api/v1/changes", "/api/v1/nothing"])
def test_caches_that_many_share_keep_no_answer_to_a_key_and_give_no_key_anothers(
    client: FlaskClient, desk: Desk, path: str
) -> None:
    key = bearing(desk.add())
    etag = client.get(path).headers.get("ETag", "")
    for known in ({}, {"If-None-Match": etag}):
        anonymous, keyed = client.get(path, headers=known), client.get(path, headers=known | key)
        assert anonymous.status_code == keyed.status_code
        for response in (anonymous, keyed):
            (varies,) = response.headers.getlist("Vary")
            assert varies.split(", ").count("Authorization") == 1
        assert "public" not in keyed.headers["Cache-Control"]
        assert not {"CDN-Cache-Control", "Surrogate-Key"} & set(keyed.headers.keys())
        if anonymous.status_code < 400:
            assert anonymous.headers["Cache-Control"] == "public, no-cache"
            assert {"CDN-Cache-Control", "Surrogate-Key"} <= set(anonymous.headers.keys())


@pytest.mark.parametrize("asked", [("", "audio/mpeg"), ("?language=auto", "*/*")])
def test_where_a_key_is_sent_on_to_is_its_owners_too(
    client: FlaskClient, desk: Desk, asked: tuple[str, str]
) -> None:
    path, accept = f"{ARTICLE}{asked[0]}", {"Accept": asked[1]}
    anonymous = client.get(path, headers=accept)
    keyed = client.get(path, headers=accept | bearing(desk.add()))
    assert (anonymous.status_code, keyed.status_code) == (302, 302)
    assert anonymous.headers["Cache-Control"] == "max-age=60"
    assert "Surrogate-Key" in anonymous.headers
    assert keyed.headers["Cache-Control"] == "private, max-age=60"
    assert "Surrogate-Key" not in keyed.headers


def test_a_revoked_key_fails_at_the_very_next_request_even_for_an_answer_that_is_kept(
    client: FlaskClient, desk: Desk
) -> None:
    key = desk.add()
    assert client.get(KEPT, headers=bearing(key)).status_code == 200
    desk.store.revoke([key.id], desk.clock())
    assert_problem(client.get(KEPT, headers=bearing(key)), 401, "key-refused")


def test_wrong_expired_and_revoked_keys_get_the_same_answer_to_the_byte(
    client: FlaskClient, desk: Desk
) -> None:
    expired, revoked, good = (
        desk.add("a", expires=desk.clock() + timedelta(days=1)),
        desk.add("b"),
        desk.add("c"),
    )
    desk.store.revoke([revoked.id], desk.clock())
    desk.clock.move(days=2)
    body = f"psk_{good.id}_{'0' * 43}"
    told = []
    for key in (expired, revoked, new_credential(), Credential(good.id, body + checksum(body))):
        response = client.get(ARTICLE, headers=bearing(key))
        problem = assert_problem(response, 401, "key-refused")
        del problem["request_id"]
        assert response.headers["WWW-Authenticate"] == 'Bearer realm="Plainspoken API", error="invalid_token"'
        told.append((problem, set(response.headers.keys())))
        desk.clock.move(minutes=2)
    assert all(each == told[0] for each in told)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Basic Y2xpbmljOng=",
        "Bearer nonsense",
        "Bearer é",
        "Bearer " + "a" * 50_000,
        "Bearer \x7f",
    ],
)
def test_a_header_that_holds_no_key_is_told_apart_from_a_wrong_key(client: FlaskClient, header: str) -> None:
    response = client.get(ARTICLE, headers={"Authorization": header})
    assert_problem(response, 401, "key-unreadable")
    assert response.headers["WWW-Authenticate"].startswith("Bearer ")
    assert "nonsense" not in response.text


def test_two_keys_in_one_request_are_none(client: FlaskClient, desk: Desk) -> None:
    key, other = desk.add("a"), desk.add("b")
    twice = [("Authorization", f"Bearer {key.text}"), ("Authorization", f"Bearer {other.text}")]
    response = client.get(ARTICLE, headers=twice)
    assert_problem(response, 401, "key-unreadable")
    assert key.text not in response.text


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/articles?key={}",
        "/api/v1/articles?access_token={}&level=plain",
        "/api/v1/articles?q=a%20b&k=%70sk_{rest}",
        "/api/v1/articles/{}",
        "/api/v1/articles/%70sk_{rest}",
        "/articles/{}/",
        "/articles/%2570sk_{rest}/",
        "/?{}",
        "/audio/{}/plain.mp3",
        "/nothing/{}",
        "/x%25E2%2582%25AC/{}",
        "/api/v1/x%25E2%2582%25AC/{}",
        "/api/v1/%E2%82%AC/{}",
    ],
)
def test_a_key_in_an_address_is_refused_and_seen_nowhere(
    settings: Settings, services: Services, desk: Desk, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    loud = replace(settings, log_level="debug")
    client = create_app(loud, replace(services, partners=desk.desk)).test_client()
    key = desk.add()
    response = client.get(address.format(key.text, rest=key.text[4:]), headers=bearing(key))
    assert response.status_code == 400
    if response.is_json or address.startswith(("/api", "/audio")):
        assert_problem(response, 400, "key-in-address")
    told = response.text + str(response.headers) + "".join(capsys.readouterr())
    assert key.text[4:20] not in told
    assert "[a key]" in told or "{}" not in address.partition("?")[0]


@pytest.mark.parametrize(
    "unclear", [{"HTTP_HOST": "a b"}, {"REQUEST_METHOD": "get"}, {"QUERY_STRING": "\xff"}]
)
@pytest.mark.parametrize("path", ["/{}/", "/api/v1/articles/{}", "/%2570sk_{rest}"])
def test_a_key_in_a_path_is_never_logged_not_even_of_a_request_that_is_refused_before_the_door(
    settings: Settings, services: Services, desk: Desk, capsys: pytest.CaptureFixture[str],
    path: str, unclear: dict[str, str],
) -> None:  # fmt: skip
    loud = replace(settings, log_level="debug")
    client = create_app(loud, replace(services, partners=desk.desk)).test_client(use_cookies=False)
    key = desk.add().text
    response = client.get(path.format(key, rest=key[4:]), environ_overrides=unclear)
    assert response.status_code == 400
    told = "".join(capsys.readouterr())
    assert "[a key]" in told
    assert key[4:20] not in told + response.text


def test_keys_are_in_no_log_whatever_happens(
    settings: Settings, services: Services, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    loud = replace(settings, log_level="debug")
    client = create_app(loud, replace(services, partners=desk.desk)).test_client()
    key = desk.add()
    assert isinstance(desk.store, FakePartnerStore)
    client.get(ARTICLE, headers=bearing(key))
    desk.store.broken = "the disk is gone"
    failed = client.get(ARTICLE, headers=bearing(key))
    told = "".join(capsys.readouterr()) + failed.text + repr(desk.desk) + repr(settings)
    assert "the disk is gone" in told
    assert key.text[13:] not in told


def test_a_store_that_is_gone_stops_keys_and_nobody_else(client: FlaskClient, desk: Desk) -> None:
    key = desk.add()
    assert isinstance(desk.store, FakePartnerStore)
    desk.store.broken = "the disk at /srv/secret is full"
    response = client.get(ARTICLE, headers=bearing(key))
    assert_problem(response, 503, "store-unavailable")
    assert "/srv/secret" not in response.text
    assert client.get(ARTICLE).status_code == 200
    assert_problem(client.get("/health/ready"), 503, "store-unavailable")


def test_a_key_is_good_only_for_its_scopes(client: FlaskClient, desk: Desk) -> None:
    reading, counting = desk.add("a", Scope.READ), desk.add("b", Scope.USAGE)
    assert client.get(ARTICLE, headers=bearing(reading)).status_code == 200
    assert client.get("/api/v1/usage", headers=bearing(counting)).status_code == 200
    refused = client.get("/api/v1/usage", headers=bearing(reading))
    assert "`usage`" in assert_problem(refused, 403, "scope-missing")["detail"]
    assert 'error="insufficient_scope"' in refused.headers["WWW-Authenticate"]
    assert_problem(client.get(ARTICLE, headers=bearing(counting)), 403, "scope-missing")


def test_a_key_is_of_no_concern_to_pages_and_sound(client: FlaskClient) -> None:
    for path in ("/", "/articles/blood-pressure/easy/", "/api/docs", "/api/openapi.json", "/health/live"):
        response = client.get(path, headers={"Authorization": "Bearer nonsense"})
        assert response.status_code == 200
        assert "RateLimit" not in response.headers


def test_nobody_names_a_partner_by_a_header(client: FlaskClient, desk: Desk) -> None:
    desk.add()
    tricks = {
        "Plainspoken-Partner": "clinic",
        "Plainspoken.Partner": "clinic",
        "X-Forwarded-User": "clinic",
        "Remote-User": "clinic",
        "Proxy-Authorization": "Bearer x",
    }
    assert_problem(client.get("/api/v1/usage", headers=tricks), 401, "key-needed")


def test_without_a_key_what_needs_one_says_how_it_is_sent(client: FlaskClient) -> None:
    response = client.get("/api/v1/usage")
    assert "Authorization: Bearer" in assert_problem(response, 401, "key-needed")["detail"]
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="Plainspoken API"'


def test_without_a_desk_nothing_is_limited_and_nobody_has_usage(
    settings: Settings, services: Services
) -> None:
    app: Flask = create_app(settings, services)
    client = app.test_client()
    assert "RateLimit" not in client.get(ARTICLE).headers
    assert_problem(client.get("/api/v1/usage"), 401, "key-needed")


def test_a_secret_that_can_not_be_read_is_told_without_its_place(
    settings: Settings, services: Services, tmp_path: Path
) -> None:
    from service.partners.keyring import Keyring
    from service.partners.secret import ServerSecret

    (tmp_path / "file").write_text("in the way")
    stand_in = Desk()
    secret = ServerSecret(None, tmp_path / "file")
    broken = replace(stand_in.desk, keyring=Keyring(stand_in.store, secret, stand_in.clock))
    client = create_app(settings, replace(services, partners=broken)).test_client()
    response = client.get(ARTICLE, headers=bearing(new_credential()))
    assert_problem(response, 503, "keys-unavailable")
    assert str(tmp_path) not in response.text
