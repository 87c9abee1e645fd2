"""Limits over HTTP: what is counted, for whom, and what is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.app import create_app
from service.partners.limits import Limits
from service.settings import Settings
from service.wiring import Services
from tests.fakes.partners import Desk
from tests.service.partners.asking import ARTICLE, KEPT, bearing, limit_of
from tests.service.problem_shape import assert_problem


def ask(client: FlaskClient, address: str = "203.0.113.9", **headers: str) -> TestResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(ARTICLE, headers=named, environ_overrides={"REMOTE_ADDR": address})


def test_every_answer_tells_of_the_limit_and_the_one_over_it_when_to_ask_again(
    client: FlaskClient, desk: Desk
) -> None:
    desk.clock.move(seconds=20)
    told = [limit_of(ask(client)) for _ in range(5)]
    assert told == [("anonymous", 5, 60, left, 40) for left in (4, 3, 2, 1, 0)]
    over = ask(client)
    problem = assert_problem(over, 429, "limit-reached")
    assert limit_of(over) == ("anonymous", 5, 60, 0, int(over.headers["Retry-After"]))
    assert over.headers["Retry-After"] in problem["detail"]
    desk.clock.move(seconds=int(over.headers["Retry-After"]))
    assert ask(client).status_code == 200


def test_answers_from_memory_are_counted_too_and_carry_no_other_askers_count(client: FlaskClient) -> None:
    one, other = {"REMOTE_ADDR": "203.0.113.9"}, {"REMOTE_ADDR": "198.51.100.7"}
    first = client.get(KEPT, environ_overrides=one)
    assert limit_of(client.get(KEPT, environ_overrides=other))[3] == 4
    same = {"If-None-Match": first.headers["ETag"]}
    unchanged = client.get(KEPT, headers=same, environ_overrides=one)
    assert (unchanged.status_code, unchanged.data, limit_of(unchanged)[3]) == (304, b"", 3)
    assert limit_of(client.head(KEPT, environ_overrides=one))[3] == 2
    for _ in range(2):
        assert client.get(KEPT, environ_overrides=one).status_code == 200
    assert_problem(client.get(KEPT, environ_overrides=one), 429, "limit-reached")


def test_what_is_not_there_is_counted_as_well(client: FlaskClient) -> None:
    for path in ("/api/v1/nothing", "/api/v1/articles/nothing", "/api/v1/%2e%2e/health", "/api/v1/a%2fb"):
        response = client.get(path)
        assert response.status_code == 404
    assert limit_of(client.get("/api/v1/articles"))[3] == 0


def test_a_key_in_an_address_is_refused_as_often_as_the_limit_says(client: FlaskClient, desk: Desk) -> None:
    key = desk.add()
    for path in (f"{ARTICLE}?key={key.text}", f"/api/v1/{key.text}", f"/api/v1/usage?key={key.text}"):
        refused = client.get(path)
        assert_problem(refused, 400, "key-in-address")
        assert "Authorization" in refused.headers["Vary"]
    assert limit_of(refused)[:4] == ("anonymous", 5, 60, 2)
    for left in (1, 0):
        wrong = client.get(f"{ARTICLE}?key={key.text}", headers={"Authorization": "Bearer nonsense"})
        assert_problem(wrong, 400, "key-in-address")
        assert limit_of(wrong)[3] == left
    assert_problem(client.get(f"{ARTICLE}?key={key.text}"), 429, "limit-reached")
    # On a page nothing is counted, and there it is refused all the same.
    page = client.get(f"/?key={key.text}")
    assert (page.status_code, "RateLimit" in page.headers) == (400, False)
    assert limit_of(client.get(f"{ARTICLE}?key={key.text}", headers=bearing(key)))[:2] == ("partner", 20)


def test_pages_sound_and_probes_are_not_limited(client: FlaskClient) -> None:
    for _ in range(8):
        for path in ("/", "/audio/blood-pressure/easy.vtt", "/health/live", "/api/docs"):
            assert client.get(path).status_code == 200


def test_a_browsers_question_whether_it_may_ask_is_held_against_nobody(client: FlaskClient) -> None:
    for _ in range(8):
        assert client.options(ARTICLE).status_code == 200
    assert limit_of(client.get(ARTICLE))[3] == 4


def test_an_untrusted_peers_word_about_addresses_changes_nothing(client: FlaskClient) -> None:
    for number in range(5):
        ask(client, X_Forwarded_For=f"192.0.2.{number}", Forwarded=f"for=192.0.2.{number}",
            X_Real_IP=f"192.0.2.{number}", True_Client_IP="192.0.2.1")  # fmt: skip
    assert ask(client, X_Forwarded_For="192.0.2.99").status_code == 429


def test_behind_a_trusted_proxy_the_last_address_that_it_saw_counts(
    settings: Settings, services: Services, desk: Desk
) -> None:
    behind = replace(settings, trusted_proxies=1)
    client = create_app(behind, replace(services, partners=desk.desk)).test_client()
    for number in range(5):
        # What the client claims stands first; what the proxy saw stands last.
        ask(client, X_Forwarded_For=f"192.0.2.{number}, 198.51.100.7")
    assert ask(client, X_Forwarded_For="198.51.100.7").status_code == 429
    assert ask(client, X_Forwarded_For="198.51.100.8").status_code == 200


def test_one_household_with_many_ipv6_addresses_is_one_asker(client: FlaskClient) -> None:
    for number in range(5):
        ask(client, f"2001:db8:1:2::{number}")
    assert ask(client, "2001:db8:1:2:ffff::1").status_code == 429
    assert ask(client, "2001:db8:1:3::1").status_code == 200


def test_a_peer_without_an_address_is_limited_as_well(client: FlaskClient) -> None:
    assert [ask(client, "").status_code for _ in range(6)] == [200] * 5 + [429]


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_a_method_is_what_it_is(client: FlaskClient, name: str) -> None:
    response = client.get(ARTICLE, headers={name: "OPTIONS"})
    assert limit_of(response)[3] == 4
    assert client.post(ARTICLE, headers={name: "GET"}).status_code == 405
    assert limit_of(client.get(f"{ARTICLE}?_method=OPTIONS"))[3] == 2


def test_all_keys_of_a_partner_share_its_limit_and_no_other_partner_does(
    client: FlaskClient, desk: Desk
) -> None:
    first, other = desk.add("clinic"), desk.add("bakery")
    second, kept = desk.desk.keyring.issue(desk.store.partner("clinic").keys[0].scopes, None)
    desk.store.rotate("clinic", kept, desk.clock.now.replace(year=2027))
    for _ in range(10):
        client.get(ARTICLE, headers=bearing(first))
        client.get(ARTICLE, headers=bearing(second))
    assert_problem(client.get(ARTICLE, headers=bearing(first)), 429, "limit-reached")
    assert limit_of(client.get(ARTICLE, headers=bearing(other)))[:2] == ("partner", 20)


def test_a_partner_behind_a_busy_address_is_not_held_up_by_it(client: FlaskClient, desk: Desk) -> None:
    key = desk.add()
    for _ in range(6):
        client.get(ARTICLE)
    assert client.get(ARTICLE).status_code == 429
    assert client.get(ARTICLE, headers=bearing(key)).status_code == 200


def test_a_partners_own_limit_holds_from_the_next_request(client: FlaskClient, desk: Desk) -> None:
    key = desk.add()
    assert limit_of(client.get(ARTICLE, headers=bearing(key)))[1] == 20
    desk.store.limit("clinic", Limits(2, {"levels": 1}))
    assert limit_of(client.get(ARTICLE, headers=bearing(key)))[1] == 2
    assert client.get(ARTICLE, headers=bearing(key)).status_code == 429
    levels = client.get("/api/v1/levels", headers=bearing(key))
    assert (levels.status_code, limit_of(levels)[:2]) == (200, ("levels", 1))
    assert client.get("/api/v1/levels", headers=bearing(key)).status_code == 429


def test_a_group_with_a_limit_of_its_own_is_counted_apart(settings: Settings, services: Services) -> None:
    desk = Desk(anonymous=Limits(3, {"readability": 1}))
    client = create_app(settings, replace(services, partners=desk.desk)).test_client()
    post = {"text": "Go home now."}
    judged = client.post("/api/v1/readability", json=post)
    assert (judged.status_code, limit_of(judged)) == (200, ("readability", 1, 60, 0, 60))
    assert_problem(client.post("/api/v1/readability", json=post), 429, "limit-reached")
    assert limit_of(client.get(ARTICLE))[:4] == ("anonymous", 3, 60, 2)


def test_guessing_keys_is_limited_by_address(client: FlaskClient) -> None:
    wrong = {"Authorization": "Bearer nonsense"}
    answers = [client.get(ARTICLE, headers=wrong).status_code for _ in range(7)]
    assert answers == [401] * 5 + [429] * 2
    assert client.get(ARTICLE).status_code == 429


def test_eight_threads_are_admitted_as_often_as_the_limit_says(app: Flask, desk: Desk) -> None:
    headers = bearing(desk.add())
    with ThreadPoolExecutor(8) as threads:
        answers = list(
            threads.map(lambda _: app.test_client().get(ARTICLE, headers=headers).status_code, range(80))
        )
    assert (answers.count(200), answers.count(429)) == (20, 60)
    desk.write()
    assert sum(desk.store.totals(desk.clock().date()).values()) == 20


def test_addresses_are_neither_logged_nor_kept(
    settings: Settings, services: Services, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    loud = replace(settings, log_level="debug")
    client = create_app(loud, replace(services, partners=desk.desk)).test_client()
    for _ in range(7):
        ask(client)
    ask(client, Authorization=f"Bearer {desk.add().text}")
    desk.write()
    kept = str(desk.store.__dict__)
    assert "203.0.113.9" not in "".join(capsys.readouterr()) + kept
