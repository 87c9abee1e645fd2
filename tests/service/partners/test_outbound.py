"""What really goes over the wire to a partner, and what stops it: on receivers of this machine."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from email.utils import formatdate
from ipaddress import ip_network
from pathlib import Path

import pytest

from service.partners.errors import AddressRefused, NotReached
from service.partners.outbound import MOST_READ, Outbound
from service.partners.reachable import Reach
from service.partners.sender import Answer
from tests.service.partners.receiver import Authority, Receiver, authority, receiving, saying

HERE = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
NAME = "partner.example"
#: Seconds: much longer than anything here takes.
LONG = 30.0


def leading_to(*addresses: str) -> Reach:
    return Reach(HERE, lambda _host, _port: addresses)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


@pytest.fixture(scope="module")
def ca(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("ca"))


def post(receiver: Receiver, outbound: Outbound | None = None, scheme: str = "http") -> Answer:
    sender = outbound or Outbound(leading_to("127.0.0.1"), whole_s=LONG)
    return sender.post(f"{scheme}://{NAME}:{receiver.port}/hook?a=b", {"webhook-id": "msg_1"}, b'{"a":1}')


def test_a_body_arrives_with_its_headers_under_the_name(receiver: Receiver) -> None:
    assert post(receiver) == Answer(204)
    first, headers, body = receiver.requests[0]
    assert (first, body) == ("POST /hook?a=b HTTP/1.1", b'{"a":1}')
    assert headers["host"] == f"{NAME}:{receiver.port}"
    assert headers["webhook-id"] == "msg_1"
    assert headers["content-length"] == "7"
    assert headers["connection"] == "close"


@pytest.mark.parametrize("to", ["http://169.254.169.254/latest/", "http://10.0.0.1/", "http://localhost/"])
def test_a_redirect_is_an_answer_and_is_not_followed(receiver: Receiver, to: str) -> None:
    receiver.speak = saying("302 Found", f"Location: {to}")
    assert post(receiver) == Answer(302)
    assert receiver.connections == 1


def test_a_refused_address_is_not_connected_to(receiver: Receiver) -> None:
    resolved = Outbound(Reach((), lambda _host, _port: ["127.0.0.1"]))
    for ask in (
        lambda: post(receiver, resolved, "https"),
        lambda: post(receiver, resolved, "http"),
        lambda: Outbound(Reach()).post(f"https://127.0.0.1:{receiver.port}/", {}, b""),
        lambda: Outbound(Reach()).post(f"https://localhost:{receiver.port}/", {}, b""),
        lambda: Outbound(Reach()).check(f"https://localhost:{receiver.port}/"),
    ):
        with pytest.raises(AddressRefused):
            ask()
    assert receiver.connections == 0


def test_a_name_that_leads_to_another_place_after_it_was_looked_at_leads_nowhere(receiver: Receiver) -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    outbound = Outbound(Reach((), lambda _host, _port: next(answers)))
    outbound.check(f"https://{NAME}:{receiver.port}/")
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.1"):
        post(receiver, outbound, "https")
    assert receiver.connections == 0


def test_a_name_is_resolved_once_and_what_was_looked_at_is_what_is_called(receiver: Receiver) -> None:
    # The system knows no such name: whoever resolved it again would find nothing.
    answers = iter([["127.0.0.1"]])
    outbound = Outbound(Reach(HERE, lambda _host, _port: next(answers)), whole_s=LONG)
    assert post(receiver, outbound) == Answer(204)


def test_of_several_addresses_one_that_answers_is_enough(receiver: Receiver) -> None:
    assert post(receiver, Outbound(leading_to("::1", "127.0.0.1"), whole_s=LONG)) == Answer(204)
    assert receiver.connections == 1


def test_no_more_than_three_addresses_of_a_name_are_tried(receiver: Receiver) -> None:
    nobody = ("::1", "::1", "::1")
    assert post(receiver, Outbound(leading_to(*nobody[:2], "127.0.0.1"), whole_s=LONG)) == Answer(204)
    with pytest.raises(NotReached, match="No connection"):
        post(receiver, Outbound(leading_to(*nobody, "127.0.0.1"), whole_s=LONG))
    assert receiver.connections == 1


def test_an_answer_may_take_longer_than_a_connection(receiver: Receiver) -> None:
    connect_s = 0.2

    def later(end: socket.socket) -> None:
        time.sleep(2 * connect_s)
        saying("200 OK")(end)

    receiver.speak = later
    outbound = Outbound(leading_to("127.0.0.1"), connect_s=connect_s, whole_s=LONG)
    assert post(receiver, outbound) == Answer(200)


def test_no_proxy_of_the_environment_is_asked(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert post(receiver) == Answer(204)


def test_nobody_there_is_told_without_a_cause_from_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        gone = Receiver(free.getsockname()[1])
    with pytest.raises(NotReached, match=rf"^No connection to partner\.example port {gone.port}\.$"):
        post(gone)


@pytest.mark.parametrize("said", [b"", b"hello\r\n\r\n", b"HTTP/1.1 2x\r\n\r\n", b"\x00" * 100])
def test_what_is_no_answer_is_told_as_none(receiver: Receiver, said: bytes) -> None:
    receiver.speak = lambda end: end.sendall(said)
    with pytest.raises(NotReached, match="without an answer"):
        post(receiver)


def dripping(end: socket.socket) -> None:
    """A letter of a header now and then, as long as anybody listens: no single pause is long."""
    end.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        end.sendall(b"a")
        time.sleep(0.05)


def test_an_answer_that_comes_letter_by_letter_is_cut_off_in_time(receiver: Receiver) -> None:
    receiver.speak = dripping
    with pytest.raises(NotReached, match="did not answer in time"):
        post(receiver, Outbound(leading_to("127.0.0.1"), whole_s=0.5))


def test_who_says_nothing_at_all_is_cut_off_in_time(receiver: Receiver) -> None:
    receiver.speak = lambda end: bool(end.recv(1)) and None
    with pytest.raises(NotReached, match="did not answer in time"):
        post(receiver, Outbound(leading_to("127.0.0.1"), whole_s=0.3))


def test_a_handshake_that_does_not_come_is_cut_off_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mute = Receiver(silent.getsockname()[1])
        with pytest.raises(NotReached, match=r"in time|No connection"):
            post(mute, Outbound(leading_to("127.0.0.1"), connect_s=LONG, whole_s=0.3), "https")


def test_a_name_that_takes_too_long_to_resolve_is_not_called_any_more(receiver: Receiver) -> None:
    def slowly(_host: str, _port: int) -> list[str]:
        time.sleep(0.05)
        return ["127.0.0.1"]

    with pytest.raises(NotReached, match="in time"):
        post(receiver, Outbound(Reach(HERE, slowly), whole_s=0.02))
    assert receiver.connections == 0


def test_an_answer_without_an_end_is_read_so_far_and_no_further(receiver: Receiver) -> None:
    sent = []

    def endlessly(end: socket.socket) -> None:
        end.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            end.sendall(b"a" * 65536)
            sent.append(65536)

    receiver.speak = endlessly
    assert post(receiver) == Answer(200)
    # What the system itself holds on both sides comes on top.
    assert sum(sent) < MOST_READ + 16 * 1024 * 1024


def test_who_took_it_and_goes_on_talking_has_taken_it(receiver: Receiver) -> None:
    def lingering(end: socket.socket) -> None:
        end.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na")
        end.recv(1)

    receiver.speak = lingering
    assert post(receiver, Outbound(leading_to("127.0.0.1"), whole_s=0.5)) == Answer(200)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120), ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("9" * 400, 999_999_999)],
)
def test_a_wish_to_wait_is_read(receiver: Receiver, header: str, seconds: int) -> None:
    receiver.speak = saying("503 Service Unavailable", f"Retry-After: {header}")
    assert post(receiver) == Answer(503, seconds)


def test_a_wish_to_wait_until_a_time_is_read(receiver: Receiver) -> None:
    header = formatdate(time.time() + 3600, usegmt=True)
    receiver.speak = saying("503 Service Unavailable", f"Retry-After: {header}")
    wait = post(receiver).retry_after
    assert wait is not None
    assert 3000 <= wait <= 3601


@pytest.mark.parametrize(
    "header",
    ["", "soon", "-5", "1.5", "\xb2"]
    + [f"Mon, 01 Jan 2024 00:00:00 +{'9' * digits}" for digits in (4, 11, 20, 40, 400)],
)
def test_a_wish_that_can_not_be_read_is_none(receiver: Receiver, header: str) -> None:
    receiver.speak = saying("503 Service Unavailable", f"Retry-After: {header}")
    assert post(receiver) == Answer(503)


def test_a_certificate_for_the_name_is_accepted_though_an_address_is_called(ca: Authority) -> None:
    outbound = Outbound(leading_to("127.0.0.1"), context=ca.trusted(), whole_s=LONG)
    with receiving(ca.serving(f"DNS:{NAME}")) as receiver:
        assert post(receiver, outbound, "https") == Answer(204)
        assert receiver.requests[0][2] == b'{"a":1}'


def test_a_certificate_for_the_address_alone_or_another_name_is_refused(ca: Authority) -> None:
    outbound = Outbound(leading_to("127.0.0.1"), context=ca.trusted(), whole_s=LONG)
    for names in ("IP:127.0.0.1", "DNS:other.example", "DNS:localhost"):
        with (
            receiving(ca.serving(names)) as receiver,
            pytest.raises(
                NotReached, match=r"certificate of partner\.example is not accepted: Hostname mism"
            ),
        ):
            post(receiver, outbound, "https")
        assert receiver.requests == []


def test_a_certificate_that_nobody_known_signed_is_refused(ca: Authority, tmp_path: Path) -> None:
    with (
        receiving(ca.serving(f"DNS:{NAME}")) as receiver,
        pytest.raises(NotReached, match=r"certificate of partner\.example is not accepted"),
    ):
        post(receiver, Outbound(leading_to("127.0.0.1"), whole_s=LONG), "https")
    assert receiver.requests == []
