from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

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


def test_who_finds_no_place_is_told_to_ask_again(client: FlaskClient) -> None:
    class Full:
        def read(self, size: int = -1) -> bytes:
            raise TooManyBodies

    told = {"wsgi.input": Full(), "CONTENT_LENGTH": "8", "CONTENT_TYPE": "text/plain"}
    response = client.post("/api/v1/readability", environ_overrides=told)
    assert_problem(response, 503, "requests-awaited")
    assert response.headers["Retry-After"] == "5"
