from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.service.problem_shape import assert_problem

ARTICLE = "/api/v1/articles/blood-pressure"
PAGE = "/articles/blood-pressure/easy/"


@pytest.mark.parametrize("packed", [{}, {"Accept-Encoding": "gzip"}])
@pytest.mark.parametrize("path", [ARTICLE, PAGE, "/embed/blood-pressure/", "/api/v1/changes"])
def test_who_asks_for_what_it_knows_gets_it_only_as_it_knows_it(
    client: FlaskClient, path: str, packed: dict[str, str]
) -> None:
    first = client.get(path, headers=packed)
    plain = client.get(path).headers["ETag"]
    for known in (first.headers["ETag"], plain, f'"other", {plain}', "*"):
        answer = client.get(path, headers=packed | {"If-Match": known})
        assert (answer.status_code, answer.data) == (200, first.data), known
    for other in ('"other"', f"W/{plain}", ""):
        refused = client.get(path, headers=packed | {"If-Match": other})
        assert refused.status_code == 412, other
        assert refused.headers["Cache-Control"] == "no-store"
        assert client.head(path, headers=packed | {"If-Match": other}).status_code == 412
    assert client.get(path, headers=packed).data == first.data


def test_a_text_that_is_not_as_it_is_known_is_a_problem(client: FlaskClient) -> None:
    for _ in range(2):
        assert_problem(client.get(ARTICLE, headers={"If-Match": '"other"'}), 412, "precondition-failed")


def test_who_has_it_as_it_knows_it_is_told_so(client: FlaskClient) -> None:
    etag = client.get(ARTICLE).headers["ETag"]
    both = client.get(ARTICLE, headers={"If-Match": etag, "If-None-Match": etag})
    assert (both.status_code, both.data) == (304, b"")


def test_what_is_sent_here_is_not_held_against_what_was_answered(client: FlaskClient) -> None:
    asked = {"json": {"text": "Go home now."}, "headers": {"If-Match": '"other"'}}
    assert client.post("/api/v1/readability", **asked).status_code == 200
