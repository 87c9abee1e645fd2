from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from service.partners.partner import Usage
from tests.fakes.partners import Desk
from tests.service.partners.asking import ARTICLE, bearing
from tests.service.problem_shape import assert_problem

USAGE = "/api/v1/usage"


def test_what_was_answered_is_counted_by_article_from_memory_or_not(client: FlaskClient, desk: Desk) -> None:
    key = desk.add()
    etag = client.get(ARTICLE, headers=bearing(key)).headers["ETag"]
    client.get(ARTICLE, headers=bearing(key) | {"If-None-Match": etag})
    client.get(f"{ARTICLE}/sections/introduction?level=easy", headers=bearing(key))
    client.get("/api/v1/articles/no-such-thing", headers=bearing(key))
    client.get("/api/v1/levels", headers=bearing(key))
    client.get(ARTICLE)
    desk.write()
    day = desk.clock().date()
    assert desk.store.usage("clinic", day, day) == (
        Usage("clinic", day, "", 2),
        Usage("clinic", day, "blood-pressure", 3),
    )


def test_who_is_sent_to_the_sound_got_the_article_and_who_is_sent_on_here_gets_it_there(
    client: FlaskClient, desk: Desk
) -> None:
    key = desk.add()
    heard = client.get(ARTICLE, headers=bearing(key) | {"Accept": "audio/mpeg"})
    assert heard.location.startswith("/audio/")
    sent_on = client.get(f"{ARTICLE}?language=auto", headers=bearing(key))
    assert sent_on.status_code == 302
    client.get(sent_on.location, headers=bearing(key))
    desk.write()
    day = desk.clock().date()
    assert desk.store.usage("clinic", day, day) == (
        Usage("clinic", day, "", 1),
        Usage("clinic", day, "blood-pressure", 2),
    )


def test_who_is_refused_has_used_nothing(client: FlaskClient, desk: Desk) -> None:
    key = desk.add()
    for _ in range(25):
        client.get(ARTICLE, headers=bearing(key))
    desk.write()
    assert desk.store.totals(date(2026, 1, 1)) == {"clinic": 20}


def test_the_owner_of_a_key_sees_its_own_days_and_articles(client: FlaskClient, desk: Desk) -> None:
    key = desk.add()
    desk.store.count([
        Usage("clinic", date(2026, 3, 1), "sleep", 3), Usage("clinic", date(2026, 3, 1), "", 2),
        Usage("clinic", date(2026, 3, 4), "asthma", 1), Usage("clinic", date(2026, 2, 28), "sleep", 9),
        Usage("bakery", date(2026, 3, 1), "sleep", 100),
    ])  # fmt: skip
    response = client.get(f"{USAGE}?from=2026-03-01&to=2026-03-31", headers=bearing(key))
    body = response.get_json()
    assert body.pop("disclaimer")["text"]
    assert body == {
        "partner": "clinic", "from": "2026-03-01", "to": "2026-03-31", "requests": 6,
        "days": [
            {"day": "2026-03-01", "requests": 5, "articles": [{"article": "sleep", "requests": 3}]},
            {"day": "2026-03-04", "requests": 1, "articles": [{"article": "asthma", "requests": 1}]},
        ],
    }  # fmt: skip
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in response.headers["Vary"]
    again = client.get(
        f"{USAGE}?from=2026-03-01&to=2026-03-31",
        headers=bearing(key) | {"If-None-Match": response.headers["ETag"]},
    )
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("query", "days"),
    [("", 30), ("?to=2026-03-31", 30), ("?from=2026-03-01&to=2026-03-01", 1)],
)
def test_what_is_not_said_is_the_last_thirty_days(
    client: FlaskClient, desk: Desk, query: str, days: int
) -> None:
    body = client.get(USAGE + query, headers=bearing(desk.add())).get_json()
    first, last = date.fromisoformat(body["from"]), date.fromisoformat(body["to"])
    assert (last - first).days + 1 == days
    assert body["days"] == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("from=2026-03-02&to=2026-03-01", ("2026-03-01", "2026-03-02")),
        ("from=2025-01-01&to=2026-01-02", ("2025-01-02", "2026-01-02")),
        ("from=0001-01-01&to=2026-01-02", ("2025-01-02", "2026-01-02")),
        ("to=0001-01-01", ("0001-01-01", "0001-01-01")),
        ("to=9999-12-31", ("9999-12-02", "9999-12-31")),
    ],
)
def test_the_answer_says_which_days_it_tells_of_a_year_at_most(
    client: FlaskClient, desk: Desk, query: str, told: tuple[str, str]
) -> None:
    body = client.get(f"{USAGE}?{query}", headers=bearing(desk.add())).get_json()
    assert (body["from"], body["to"]) == told


@pytest.mark.parametrize(
    "query", ["from=yesterday", "to=2026-02-30", "from=0000-01-01", "to=10000-01-01", "from=-1", "from="]
)
def test_days_that_can_not_be_meant_are_a_problem_that_names_them(
    client: FlaskClient, desk: Desk, query: str
) -> None:
    response = client.get(f"{USAGE}?{query}", headers=bearing(desk.add()))
    assert_problem(response, 422, "unprocessable-entity")
    assert "from" in response.text or "to" in response.text


def test_the_contract_tells_of_keys_limits_and_refusals(client: FlaskClient) -> None:
    spec = client.get("/api/openapi.json").get_json()
    assert spec["components"]["securitySchemes"]["partnerKey"]["scheme"] == "bearer"
    assert spec["security"] == [{}, {"partnerKey": []}]
    for path, methods in spec["paths"].items():
        for method in set(methods) & {"get", "post"}:
            responses = methods[method]["responses"]
            assert {"401", "403", "429"} <= set(responses), path
            assert {"RateLimit", "RateLimit-Policy"} <= set(responses["200"]["headers"]), path
            assert "Retry-After" in responses["429"]["headers"], path
    assert spec["paths"][USAGE]["get"]["security"] == [{"partnerKey": []}]
    docs = client.get("/api/docs").text
    for slug in (
        "key-refused",
        "key-unreadable",
        "key-needed",
        "key-in-address",
        "scope-missing",
        "limit-reached",
    ):
        assert f'id="problem-{slug}"' in docs
