from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.handlers import SimpleHandler

import pytest
from werkzeug.test import Client, create_environ
from werkzeug.wrappers import Response

from service.app import create_app
from service.general import general_disclaimer
from service.last_resort import LastResort
from service.request_log import RequestLog, configure_logging
from service.settings import Settings
from service.wiring import Services
from tests.service.problem_shape import assert_problem


@pytest.fixture(autouse=True)
def _logging() -> None:
    # To the standard error of this very test.
    configure_logging("error")


def failing(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    raise ValueError("the reason")


def failing_late(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    raise ValueError("the reason")


def test_what_nothing_else_caught_is_a_problem_with_the_disclaimer_and_in_the_log(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_logging("info")
    response = Client(RequestLog(LastResort(failing), trust_ids=False)).get("/anywhere")
    problem = assert_problem(response, 500, "internal-error")
    assert problem["disclaimer"]["text"] in general_disclaimer().texts.values()
    assert "the reason" not in response.text
    failed, request = map(json.loads, capsys.readouterr().err.splitlines())
    assert (failed["level"], failed["request_id"]) == ("error", problem["request_id"])
    assert 'ValueError("the reason")' in failed["exception"]
    assert (request["event"], request["status"]) == ("request", 500)


def test_who_asks_for_the_head_gets_no_body() -> None:
    response = Client(LastResort(failing)).head("/")
    assert (response.status_code, response.data) == (500, b"")
    assert int(response.headers["Content-Length"]) > 100


def test_what_fails_once_its_answer_was_begun_is_replaced_as_wsgi_has_it() -> None:
    class Sent(SimpleHandler):
        sent = b""

        def _write(self, data: bytes) -> None:
            self.sent += data

    handler = Sent(io.BytesIO(), io.BytesIO(), io.StringIO(), create_environ("/"))
    handler.run(LastResort(failing_late))
    assert handler.sent.startswith(b"HTTP/1.0 500 ")
    assert b"200 OK" not in handler.sent
    assert json.loads(handler.sent.partition(b"\r\n\r\n")[2])["disclaimer"]["text"]


def test_what_goes_well_is_passed_on_as_it_is() -> None:
    assert Client(LastResort(Response("well"))).get("/").text == "well"


def test_the_application_has_it_behind_its_log(
    settings: Settings, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(environ: object) -> str:
        raise ValueError

    app = create_app(settings, services)
    monkeypatch.setattr("service.plain_requests._unclear", broken)
    assert_problem(app.test_client().get("/"), 500, "internal-error")
