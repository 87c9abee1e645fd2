from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Request, Response

from service.kept import KEEP, KeptResponses


class Counting:
    """An application that counts how often it is asked, and marks its answers as worth keeping."""

    def __init__(self, *, keep: bool = True, status: int = 200) -> None:
        self.asked = 0
        self.keep = keep
        self.status = status

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        self.asked += 1
        environ[KEEP] = self.keep
        response = Response(f"answer {self.asked}", status=self.status)
        response.set_etag(f"tag{self.asked}")
        return response.make_conditional(Request(environ))(environ, start_response)


def test_an_answer_is_made_once_for_each_address_and_state() -> None:
    app, state = Counting(), [1]
    client = Client(KeptResponses(app, lambda: state[0]))
    assert [client.get("/a").text, client.get("/a").text, client.get("/a?x=1").text] == [
        "answer 1",
        "answer 1",
        "answer 2",
    ]
    state[0] = 2
    assert client.get("/a").text == "answer 3"


def test_hosts_and_schemes_do_not_share_answers() -> None:
    app = Counting()
    client = Client(KeptResponses(app, lambda: 1))
    client.get("/", base_url="http://one.test")
    client.get("/", base_url="http://two.test")
    client.get("/", base_url="https://one.test")
    assert app.asked == 3


def test_an_answer_that_is_given_again_does_not_say_when_it_was_made() -> None:
    # The server dates each answer; a date of its own would make it look old to every cache.
    client = Client(KeptResponses(Counting(), lambda: 1))
    client.get("/")
    for known in ({}, {"If-None-Match": '"tag1"'}):
        assert "Date" not in client.get("/", headers=known).headers


@pytest.mark.parametrize("tag", ['"tag1"', 'W/"tag1"', '"other", "tag1"', "*"])
def test_who_has_the_kept_bytes_is_told_so(tag: str) -> None:
    client = Client(KeptResponses(Counting(), lambda: 1))
    client.get("/")
    answer = client.get("/", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"] == '"tag1"'


def test_who_has_other_bytes_gets_the_kept_ones() -> None:
    client = Client(KeptResponses(Counting(), lambda: 1))
    client.get("/")
    assert client.get("/", headers={"If-None-Match": '"old"'}).text == "answer 1"


def test_head_is_answered_from_a_kept_get_without_a_body() -> None:
    app = Counting()
    client = Client(KeptResponses(app, lambda: 1))
    length = client.get("/").headers["Content-Length"]
    head = client.head("/")
    assert (head.data, head.headers["Content-Length"], app.asked) == (b"", length, 1)


@pytest.mark.parametrize("app", [Counting(keep=False), Counting(status=404)])
def test_what_is_not_marked_or_not_a_200_is_not_kept(app: Counting) -> None:
    client = Client(KeptResponses(app, lambda: 1))
    client.get("/")
    client.get("/")
    assert app.asked == 2


def test_a_post_never_meets_a_kept_answer() -> None:
    app = Counting()
    client = Client(KeptResponses(app, lambda: 1))
    client.get("/")
    client.post("/")
    assert app.asked == 2


def test_memory_is_bounded_and_the_oldest_answer_goes_first() -> None:
    app = Counting()
    client = Client(KeptResponses(app, lambda: 1, limit=2 * len("answer 1")))
    for path in ("/a", "/b", "/c"):
        client.get(path)
    client.get("/c")
    client.get("/b")
    assert app.asked == 3
    client.get("/a")
    assert app.asked == 4


def test_a_store_that_cannot_tell_its_state_leaves_the_answer_to_the_application() -> None:
    def broken() -> int:
        raise OSError

    app = Counting()
    client = Client(KeptResponses(app, broken))
    client.get("/")
    assert client.get("/").text == "answer 2"
