from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Request, Response

from audio.errors import AudioDamaged
from service.kept import KeptResponses
from service.kept_files import FILE, IN_ONE, KeptFile, KeptFiles

BYTES = bytes(range(256)) * 4
ETAG = '"abc"'


class Sending:
    """An application that sends one file, the slow way, and counts how often it is asked."""

    def __init__(self, path: Path, *, local: bool = True) -> None:
        self.asked = 0
        self.path = path
        self.local = local
        self.find: Callable[[], Path | None] = lambda: self.path

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.asked += 1
        data = self.path.read_bytes()
        response = Response(data, content_type="audio/mpeg")
        response.set_etag(ETAG.strip('"'))
        response.headers["Cache-Control"] = "no-cache"
        if self.local:
            environ[FILE] = KeptFile(ETAG, len(data), lambda: self.find())  # noqa: PLW0108
        request = Request(environ)
        try:
            response.make_conditional(request, accept_ranges=True, complete_length=len(data))
        except RequestedRangeNotSatisfiable as error:
            response = Response(status=416, headers=error.get_headers())
        return response(environ, start_response)


@pytest.fixture
def sending(tmp_path: Path) -> Sending:
    path = tmp_path / "sound.mp3"
    path.write_bytes(BYTES)
    return Sending(path)


def _clients(app: Sending) -> tuple[Client, Client]:
    """One that remembers, and has answered once; one that asks the application each time."""
    remembering = Client(KeptResponses(KeptFiles(app), lambda: 1))
    remembering.get("/sound").close()
    app.asked = 0
    return remembering, Client(app)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Range": "bytes=0-0"},
        {"Range": "bytes=100-299"},
        {"Range": "bytes=1000-"},
        {"Range": "bytes=1000-99999"},
        {"Range": "bytes=-24"},
        {"Range": "bytes=5-4"},
        {"Range": "bytes=1024-"},
        {"Range": "bytes=-0"},
        {"Range": "bytes=-"},
        {"Range": "bytes=٣-٤"},
        {"Range": "bytes=0-1,4-5"},
        {"Range": "lines=0-1"},
        {"Range": "bytes=0-9", "If-Range": ETAG},
        {"Range": "bytes=0-9", "If-Range": '"other"'},
        {"Range": "bytes=0-9", "If-Range": "Wed, 21 Oct 2015 07:28:00 GMT"},
        {"If-None-Match": ETAG},
        {"If-None-Match": f"W/{ETAG}"},
        {"If-None-Match": '"other"'},
        {"If-None-Match": '"other"', "Range": "bytes=0-9"},
        {"If-Match": '"other"'},
        {"If-Modified-Since": "Wed, 21 Oct 2015 07:28:00 GMT"},
    ],
)
def test_every_request_is_answered_as_the_application_does(
    sending: Sending, method: str, headers: dict[str, str]
) -> None:
    remembering, asking = _clients(sending)
    ours = remembering.open("/sound", method=method, headers=headers)
    theirs = asking.open("/sound", method=method, headers=headers)
    assert (ours.status_code, ours.data) == (theirs.status_code, theirs.data)
    assert lasting(ours) == lasting(theirs)


def lasting(response: TestResponse) -> list[tuple[str, str]]:
    """All that an answer says but when it was made."""
    return sorted((name, value) for name, value in response.headers if name != "Date")


def test_a_file_that_goes_out_again_does_not_say_when_it_first_did(sending: Sending) -> None:
    # The server dates each answer; a date of its own would make it look old to every cache.
    remembering, _ = _clients(sending)
    remembering.get("/sound").close()
    assert "Date" not in remembering.get("/sound").headers
    assert sending.asked == 0


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=9-99"}, {"If-None-Match": ETAG}])
def test_the_application_is_asked_once_for_each_address(sending: Sending, headers: dict[str, str]) -> None:
    remembering, _ = _clients(sending)
    for _ in range(3):
        remembering.get("/sound", headers=headers).close()
    assert sending.asked == 0
    remembering.get("/sound?download", headers=headers).close()
    assert sending.asked == 1


def test_a_part_of_what_has_no_body_is_left_to_the_application(sending: Sending) -> None:
    remembering, _ = _clients(sending)
    remembering.head("/sound").close()
    assert sending.asked == 0
    remembering.head("/sound", headers={"Range": "bytes=0-9"}).close()
    assert sending.asked == 1


def test_who_has_the_bytes_is_told_so_whichever_range_is_asked_for(sending: Sending) -> None:
    # RFC 9110, section 13.2.2: If-None-Match comes before Range.
    remembering, _ = _clients(sending)
    assert remembering.get("/sound", headers={"If-None-Match": ETAG, "Range": "bytes=0-9"}).status_code == 304


def test_a_range_that_came_first_is_followed_by_the_whole(sending: Sending) -> None:
    client = Client(KeptResponses(KeptFiles(sending), lambda: 1))
    client.get("/sound", headers={"Range": "bytes=0-9"}).close()
    answer = client.get("/sound")
    assert (answer.status_code, answer.data, sending.asked) == (200, BYTES, 1)
    assert "Content-Range" not in answer.headers
    assert answer.content_length == len(BYTES)


def test_after_a_publication_the_application_is_asked_again(sending: Sending) -> None:
    state = [1]
    client = Client(KeptResponses(KeptFiles(sending), lambda: state[0]))
    client.get("/sound").close()
    state[0] = 2
    client.get("/sound").close()
    assert sending.asked == 2


def test_the_state_is_looked_at_once_for_each_request(sending: Sending) -> None:
    looked: list[int] = []

    def state() -> int:
        looked.append(1)
        return 1

    client = Client(KeptResponses(KeptFiles(sending), state))
    for path in ("/sound", "/sound", "/other"):
        client.get(path).close()
    assert len(looked) == 3


@pytest.mark.parametrize("failure", [AudioDamaged("x"), FileNotFoundError(), None])
def test_a_file_that_is_not_what_it_was_is_left_to_the_application(
    sending: Sending, failure: Exception | None
) -> None:
    remembering, _ = _clients(sending)

    def find() -> None:
        if failure:
            raise failure

    sending.find = find
    assert remembering.get("/sound").data == BYTES
    assert sending.asked == 1


def test_a_file_that_vanishes_or_shrinks_while_it_is_read_is_left_to_the_application(
    sending: Sending, tmp_path: Path
) -> None:
    remembering, _ = _clients(sending)
    sending.find = lambda: tmp_path / "gone"
    remembering.get("/sound").close()
    (tmp_path / "short").write_bytes(BYTES[:-1])
    sending.find = lambda: tmp_path / "short"
    assert remembering.get("/sound").data == BYTES
    assert sending.asked == 2


def test_what_is_too_long_to_hand_over_in_one_is_streamed_by_the_application(
    sending: Sending,
) -> None:
    sending.path.write_bytes(bytes(IN_ONE + 1))
    remembering, _ = _clients(sending)
    remembering.get("/sound").close()
    assert sending.asked == 1
    assert remembering.get("/sound", headers={"Range": "bytes=1-"}).content_length == IN_ONE
    assert sending.asked == 1


def test_what_is_not_on_this_machine_is_not_remembered(sending: Sending) -> None:
    sending.local = False
    remembering, _ = _clients(sending)
    remembering.get("/sound").close()
    assert sending.asked == 1


def test_what_is_sent_to_the_service_is_never_answered_with_a_file(sending: Sending) -> None:
    remembering, _ = _clients(sending)
    remembering.post("/sound").close()
    assert sending.asked == 1


def test_where_the_store_is_away_the_application_says_so(sending: Sending) -> None:
    def away() -> int:
        raise OSError

    client = Client(KeptResponses(KeptFiles(sending), away))
    client.get("/sound").close()
    client.get("/sound").close()
    assert sending.asked == 2
