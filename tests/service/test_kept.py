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


def room_for(answers: int) -> int:
    """Bytes that so many answers of `Counting` take, under addresses of two signs."""
    return answers * len("answer 1" + "http" + "localhost" + "/a")


def test_memory_is_bounded_and_the_oldest_answer_goes_first() -> None:
    app = Counting()
    client = Client(KeptResponses(app, lambda: 1, limit=room_for(2)))
    for path in ("/a", "/b", "/c"):
        client.get(path)
    client.get("/c")
    client.get("/b")
    assert app.asked == 3
    client.get("/a")
    assert app.asked == 4


@pytest.mark.parametrize("often", [1, 2])
def test_what_is_asked_for_often_is_not_pushed_out_by_what_strangers_put_together(often: int) -> None:
    client = Client(KeptResponses(Counting(), lambda: 1, limit=room_for(40)))
    for _ in range(20):
        client.get("/page")
    for number in range(500):
        for _ in range(often):
            client.get(f"/?junk={number}")
        if number % 4 == 0:
            assert client.get("/page").text == "answer 1"


def test_what_nobody_asks_for_any_more_goes_however_often_it_was_asked_for() -> None:
    app = Counting()
    client = Client(KeptResponses(app, lambda: 1, limit=room_for(4)))
    for _ in range(100):
        client.get("/a")
    for number in range(100):
        client.get(f"/{number % 10}{number}")
    asked = app.asked
    client.get("/a")
    assert app.asked == asked + 1


def test_what_was_published_over_goes_first_however_often_it_was_asked_for() -> None:
    app, state = Counting(), [1]
    client = Client(KeptResponses(app, lambda: state[0], limit=room_for(3)))
    for path in ("/a", "/b"):
        for _ in range(100):
            client.get(path)
    state[0] = 2
    for path in ("/c", "/d", "/e"):
        client.get(path)
    asked = app.asked
    for path in ("/c", "/d", "/e"):
        client.get(path)
    assert app.asked == asked


def test_what_is_made_anew_was_asked_for_as_often_as_before() -> None:
    app, state = Counting(), [1]
    client = Client(KeptResponses(app, lambda: state[0], limit=room_for(3)))
    for _ in range(100):
        client.get("/a")
    state[0] = 2
    for path in ("/a", "/b", "/c", "/d", "/e"):
        client.get(path)
    asked = app.asked
    client.get("/a")
    assert app.asked == asked


def test_a_long_address_takes_room_as_well() -> None:
    app = Counting()
    client = Client(KeptResponses(app, lambda: 1, limit=room_for(10)))
    long = "/?" + "a" * room_for(6)
    for path in ("/a", long, long + "b"):
        client.get(path)
    assert app.asked == 3
    client.get("/a")
    assert app.asked == 4


@pytest.mark.parametrize("packed", [{}, {"Accept-Encoding": "gzip"}])
def test_what_stays_as_it_is_has_no_headers_about_a_body(packed: dict[str, str]) -> None:
    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        environ[KEEP] = True
        about = {"Content-Encoding": "gzip", "Content-Disposition": "inline", "Content-Language": "en"}
        response = Response("answer", headers=about | {"Vary": "Accept"})
        response.set_etag("tag")
        return response(environ, start_response)

    client = Client(KeptResponses(app, lambda: 1))
    assert client.get("/", headers=packed).headers["Content-Type"]
    answer = client.get("/", headers=packed | {"If-None-Match": '"tag"'})
    assert answer.status_code == 304
    assert {name for name, _ in answer.headers if name.startswith("Content-")} == set()
    assert answer.headers["Vary"] == "Accept"


@pytest.mark.parametrize(
    "condition", [{"If-Match": '"other"'}, {"If-Unmodified-Since": "Wed, 21 Oct 2015 07:28:00 GMT"}]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_condition_that_nobody_puts_on_a_page_is_left_to_the_application(
    method: str, condition: dict[str, str]
) -> None:
    app = Counting()
    remembering = Client(KeptResponses(app, lambda: 1))
    remembering.get("/")
    answer = remembering.open("/", method=method, headers=condition)
    assert app.asked == 2
    assert answer.status_code == Client(app).open("/", method=method, headers=condition).status_code


def test_a_store_that_cannot_tell_its_state_leaves_the_answer_to_the_application() -> None:
    def broken() -> int:
        raise OSError

    app = Counting()
    client = Client(KeptResponses(app, broken))
    client.get("/")
    assert client.get("/").text == "answer 2"
