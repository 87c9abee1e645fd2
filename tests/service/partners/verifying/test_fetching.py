"""Fetching a page: limits of size, time and redirects, and no way from the open net into a private one."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator

import pytest

from service.partners.verifying import fetching
from service.partners.verifying.fetching import HttpFetcher, is_open
from service.partners.verifying.page import PageUnreadable
from tests.service.client.scripted import Answer, Scripted, scripted_server


@pytest.fixture
def server() -> Iterator[Scripted]:
    with scripted_server() as server:
        yield server


def test_a_page_is_fetched_with_its_headers(server: Scripted) -> None:
    server.answers = [Answer(200, b"<p>Hello", {"Content-Type": "text/html", "X-A": "1"})]
    page = HttpFetcher()(f"{server.address}/a b/ä?q=ü&r=%20#here")
    assert (page.status, page.body, page.headers["x-a"]) == (200, b"<p>Hello", "1")
    (asked,) = server.asked
    assert asked.path == "/a%20b/%C3%A4?q=%C3%BC&r=%20"
    assert asked.headers["Host"] == f"127.0.0.1:{server.server_port}"
    assert not {"Cookie", "Authorization"} & set(asked.headers)


def test_a_packed_page_is_unpacked_within_the_limit(server: Scripted) -> None:
    server.answers = [Answer(200, gzip.compress(b"<p>Hello"), {"Content-Encoding": "gzip"})]
    assert HttpFetcher()(server.address).body == b"<p>Hello"
    server.answers = [Answer(200, gzip.compress(b"a" * 10_000_000), {"Content-Encoding": "gzip"})]
    with pytest.raises(PageUnreadable, match="more than 5,000,000 bytes"):
        HttpFetcher()(server.address)
    server.answers = [Answer(200, b"not packed", {"Content-Encoding": "gzip"})]
    with pytest.raises(PageUnreadable, match="packed wrongly"):
        HttpFetcher()(server.address)


def test_a_redirect_is_followed_to_where_it_leads(server: Scripted) -> None:
    server.answers = [
        Answer(301, b"", {"Location": "/b"}),
        Answer(302, b"", {"Location": "c"}),
        Answer(200, b"x"),
    ]
    assert HttpFetcher()(f"{server.address}/a").url == f"{server.address}/c"


def test_a_circle_of_redirects_ends(server: Scripted) -> None:
    server.answers = [Answer(302, b"", {"Location": "/"})]
    with pytest.raises(PageUnreadable, match="more than 5 redirects"):
        HttpFetcher()(server.address)
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "where", ["file:///etc/passwd", "ftp://x/y", "//me:pw@127.0.0.1/", "http://[", "data:,x"]
)
def test_a_redirect_to_what_is_no_page_is_refused(server: Scripted, where: str) -> None:
    server.answers = [Answer(302, b"", {"Location": where})]
    with pytest.raises(PageUnreadable, match=r"no web address|password"):
        HttpFetcher()(server.address)


@pytest.mark.parametrize("url", ["x", "file:///etc/passwd", "http://me:hunter2@x", "http://x:port/", ""])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(PageUnreadable) as told:
        HttpFetcher()(url)
    assert "hunter2" not in str(told.value)


@pytest.mark.parametrize("status", [404, 500, 304, 206])
def test_an_answer_that_is_no_page_is_told_with_its_status(server: Scripted, status: int) -> None:
    server.answers = [Answer(status, b"")]
    with pytest.raises(PageUnreadable, match=f"status {status}"):
        HttpFetcher()(server.address)


def test_a_page_that_is_too_large_is_refused(server: Scripted) -> None:
    server.answers = [Answer(200, b"a" * 1001)]
    with pytest.raises(PageUnreadable, match="more than 1,000 bytes"):
        HttpFetcher(most_bytes=1000)(server.address)


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n<p>"])
def test_a_server_that_sends_a_sign_now_and_then_is_cut_off(start: bytes) -> None:
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.sendall(start)
                while not done.wait(0.02):
                    try:
                        connection.sendall(b"a")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        with pytest.raises(PageUnreadable, match=r"took more than 0.3 seconds"):
            HttpFetcher(seconds=0.3)(f"http://127.0.0.1:{listening.getsockname()[1]}/")
        done.set()
        thread.join()


def test_nobody_there_is_told(server: Scripted) -> None:
    with pytest.raises(PageUnreadable, match="can't be fetched"):
        HttpFetcher()("http://127.0.0.1:9/")


def test_from_the_open_net_no_redirect_leads_into_a_private_one(
    server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    # This machine stands in for the open net, under a name; its own address stays private.
    server.answers = [Answer(302, b"", {"Location": f"http://127.0.0.1:{server.server_port}/inside"})]
    monkeypatch.setattr(fetching, "is_open", lambda address: address == "127.0.0.1" and not server.asked)
    with pytest.raises(PageUnreadable, match="private network"):
        HttpFetcher()(server.address)
    assert len(server.asked) == 1


@pytest.mark.parametrize("first", [("93.184.216.34", "10.9.9.9"), ("10.9.9.9", "93.184.216.34")])
def test_from_a_name_with_one_address_in_the_open_net_no_redirect_leads_into_a_private_one(
    server: Scripted, monkeypatch: pytest.MonkeyPatch, first: tuple[str, str]
) -> None:
    # All of them are this machine; what is told of them is what decides.
    reach = socket.create_connection
    monkeypatch.setattr(
        socket, "create_connection", lambda at, timeout: reach(("127.0.0.1", at[1]), timeout=timeout)
    )
    told = {"partner.example": first, "10.0.0.5": ("10.0.0.5",)}
    monkeypatch.setattr(fetching, "resolved", lambda host, _port, _seconds: told[host])
    inside = f"http://10.0.0.5:{server.server_port}/inside"
    server.answers = [Answer(302, b"", {"Location": inside}), Answer(200, b"secret")]
    with pytest.raises(PageUnreadable, match="private network"):
        HttpFetcher()(f"http://partner.example:{server.server_port}/")
    assert [each.path for each in server.asked] == ["/"]
    # Whoever runs this may type such an address.
    assert HttpFetcher()(inside).body == b"secret"


def test_a_redirect_in_letters_of_its_own_leads_to_what_they_say(server: Scripted) -> None:
    where = "/größe?für=ä".encode().decode("latin-1")
    server.answers = [Answer(302, b"", {"Location": where}), Answer(200, b"x")]
    assert HttpFetcher()(server.address).url == f"{server.address}/größe?für=ä"
    assert server.asked[1].path == "/gr%C3%B6%C3%9Fe?f%C3%BCr=%C3%A4"


def test_a_name_that_is_resolved_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait() and [])
    with pytest.raises(PageUnreadable, match=r"took more than 0.1 seconds"):
        HttpFetcher(seconds=0.1)("http://partner.example/")
    over.set()


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True), ("127.0.0.1", False),
        ("10.0.0.1", False), ("169.254.169.254", False), ("192.168.1.1", False), ("0.0.0.0", False),  # noqa: S104 - not bound to

        ("224.0.0.1", False), ("::1", False), ("fe80::1%eth0", False), ("fd00::1", False), ("::", False),
        ("::ffff:10.0.0.1", False), ("::ffff:93.184.215.14", True), ("64:ff9b::10.0.0.1", False),
        ("64:ff9b::93.184.215.14", True), ("2002:0a00:0001::1", False), ("100.64.0.1", False),
    ],
)  # fmt: skip
def test_what_is_public_is_known(address: str, public: bool) -> None:
    assert is_open(address) is public
