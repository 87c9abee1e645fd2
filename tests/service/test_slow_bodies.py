from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import Client
from werkzeug.wrappers import Request, Response

from service.slow_bodies import MOST_AWAITED, SlowBodies, TooManyBodies
from tests.service.problem_shape import assert_problem


class Slow:
    """A body of which nothing arrives until it is told to."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.arrived = threading.Event()

    def read(self, size: int = -1) -> bytes:
        if self.arrived.is_set():
            return b""
        self.asked.set()
        assert self.arrived.wait(60)
        return b"Go home."


def reading(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    try:
        answer = Response(Request(environ).get_data())
    except TooManyBodies:
        answer = Response(status=503)
    return answer(environ, start_response)


def test_few_slow_bodies_are_waited_for_and_who_sends_none_is_answered_meanwhile() -> None:
    client = Client(SlowBodies(reading))
    slow, answers = [Slow() for _ in range(MOST_AWAITED)], []

    def send(body: Slow) -> None:
        told = {"wsgi.input": body, "CONTENT_LENGTH": "8"}
        answers.append(client.post("/", environ_overrides=told).data)

    threads = [threading.Thread(target=send, args=(each,)) for each in slow]
    for thread, body in zip(threads, slow, strict=True):
        thread.start()
        assert body.asked.wait(60)
    assert client.post("/", data=b"Go.").status_code == 503
    assert client.get("/").status_code == 200
    for body in slow:
        body.arrived.set()
    for thread in threads:
        thread.join()
    assert answers == [b"Go home."] * MOST_AWAITED
    assert client.post("/", data=b"Go.").data == b"Go."


def test_no_more_is_read_than_was_said_to_come() -> None:
    # A server's connection stays open for the next request: to read on would be to wait for that.
    class Open:
        def __init__(self) -> None:
            self.left = 8

        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= self.left
            self.left -= size
            return b"x" * size

    told = {"wsgi.input": Open(), "CONTENT_LENGTH": "8"}
    assert Client(SlowBodies(reading)).post("/", environ_overrides=told).data == b"x" * 8


@pytest.mark.parametrize("path", ["/api/v1/readability", "/workbench/"])
def test_a_body_that_breaks_off_is_not_judged(client: FlaskClient, path: str) -> None:
    form = path == "/workbench/"
    body = BytesIO(b"text=You+must+not+stop." if form else b"You must")
    kind = "application/x-www-form-urlencoded" if form else "text/plain"
    told = {"wsgi.input": body, "CONTENT_LENGTH": "500", "wsgi.input_terminated": True}
    response = client.post(path, content_type=kind, environ_overrides=told)
    assert response.status_code == 400
    assert form or "broke off" in assert_problem(response, 400, "bad-request")["detail"]


def test_a_body_of_a_length_that_nobody_said_is_not_judged(client: FlaskClient) -> None:
    for body, status, kind in ((b"You must", 411, "length-required"), (b"", 422, "texts-refused")):
        told = {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": "", "wsgi.input_terminated": True}
        response = client.post("/api/v1/readability", content_type="text/plain", environ_overrides=told)
        assert_problem(response, status, kind)


def test_a_body_that_is_packed_is_not_taken_for_a_text(client: FlaskClient) -> None:
    told = {"Content-Encoding": "gzip", "Content-Type": "text/plain"}
    packed = client.post("/api/v1/readability", data=b"You must not stop.", headers=told)
    assert_problem(packed, 415, "media-type-not-taken")
    told["Content-Encoding"] = "identity"
    assert client.post("/api/v1/readability", data=b"You must not stop.", headers=told).status_code == 200


def test_a_body_can_be_read_in_all_ways_of_wsgi() -> None:
    def lines(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"]
        read = [body.readline(), *body.readlines(4), *body, body.read()]
        return Response(b"|".join(read))(environ, start_response)

    assert Client(SlowBodies(lines)).post("/", data=b"a\nbb\ncc\nd").data == b"a\n|bb\n|cc\n|d|"


def test_who_finds_no_place_is_told_to_ask_again(client: FlaskClient) -> None:
    class Full:
        def read(self, size: int = -1) -> bytes:
            raise TooManyBodies

    told = {"wsgi.input": Full(), "CONTENT_LENGTH": "8", "CONTENT_TYPE": "text/plain"}
    response = client.post("/api/v1/readability", environ_overrides=told)
    assert_problem(response, 503, "requests-awaited")
    assert response.headers["Retry-After"] == "5"
