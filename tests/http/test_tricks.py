"""What nobody sends by accident, sent to the real server: nothing is let in, nothing breaks."""

from __future__ import annotations

import json
import socket
import subprocess
from collections.abc import Iterator

import pytest

from tests.http.serving import Server, serving
from tests.test_promises import ARTICLE

LIST = "/api/v1/articles"
TEXT = b"Content-Type: text/plain"
LIMIT = 5


def request(
    path: str | bytes = LIST, *headers: bytes, method: bytes = b"GET", version: bytes = b"HTTP/1.1",
    host: bytes | None = b"localhost", body: bytes = b"",
) -> bytes:  # fmt: skip
    target = path.encode("latin-1") if isinstance(path, str) else path
    lines = [
        method + b" " + target + b" " + version,
        *([b"Host: " + host] if host is not None else []),
        *headers,
    ]
    return b"\r\n".join([*lines, b"Connection: close", b"", body])


def post(*headers: bytes, body: bytes) -> bytes:
    return request("/api/v1/readability", TEXT, *headers, method=b"POST", body=body)


#: What is sent, and the statuses that are right for it.
TRICKS: dict[str, tuple[bytes, set[int]]] = {
    "two hosts": (request(LIST, b"Host: other"), {400}),
    "no host": (request(host=None), {400}),
    "a host that is none": (request(host=b'a"><script>/../x'), {400}),
    "a host with a name": (request(host=b"me@evil.example"), {400}),
    "a host with an empty label": (request(host=b"a..b"), {400}),
    "a host that begins with a dot": (request("/", host=b".example"), {400}),
    "a host that is too long": (request("/nothing", host=b"a" * 64), {400}),
    "a host that is no Punycode": (request("/embed/nothing/", host=b"xn--a"), {400}),
    "a host that is no IPv6": (request("/", host=b"[:::::]"), {400}),
    "two lengths": (post(b"Content-Length: 2", b"Content-Length: 3", body=b"Go."), {400}),
    "no number for a length": (post(b"Content-Length: +2", body=b"Go."), {400}),
    "a huge length": (post(b"Content-Length: 99999999999999999999", body=b"Go."), {400}),
    "an odd coding": (post(b"Transfer-Encoding: xchunked", body=b"2\r\nGo\r\n0\r\n\r\n"), {400, 501}),
    "chunked is not last": (post(b"Transfer-Encoding: chunked, x", body=b"2\r\nGo\r\n0\r\n\r\n"), {400, 501}),
    "chunks": (post(b"Transfer-Encoding: chunked", body=b"2\r\nGo\r\n0\r\n\r\n"), {411}),
    "broken chunks": (post(b"Transfer-Encoding: chunked", body=b"zz\r\nGo\r\n0\r\n\r\n"), {400, 422}),
    "a broken second chunk": (
        post(b"Transfer-Encoding: chunked", body=b"3\r\nYou\r\nzz\r\nmust not.\r\n0\r\n\r\n"),
        {400, 411},
    ),
    "a blank before a colon": (request(LIST, b"X-Trick : 1"), {400}),
    "a folded line": (request(LIST, b"X-Trick: 1\r\n  2"), {400}),
    "NUL in a header": (request(LIST, b"X-Trick: a\0b"), {400}),
    "headers that are not UTF-8": (
        request(LIST, *(each + b": \xff\xfe" for each in
                (b"Accept", b"Accept-Language", b"Cookie", b"If-None-Match", b"Origin", b"Range", b"Referer"))),
        {200, 400},
    ),
    "a key that is not UTF-8": (request(LIST, b"Authorization: Bearer \xff\xfe"), {400, 401}),
    "two keys": (request(LIST, b"Authorization: Bearer x", b"Authorization: Bearer y"), {401}),
    "a query that is not UTF-8": (request(LIST + "?topic=%ff%fe%c0%ae"), {200, 422}),
    "bytes above ASCII in a query": (request(LIST + "?topic=\xff"), {200, 400, 422}),
    "bad percent signs": (request(LIST + "?topic=%zz%&%=1&=&&"), {200}),
    "bad percent signs in a path": (request(LIST + "/%zz%ff%"), {404}),
    "NUL in a path": (request(LIST + "/%00"), {404}),
    "dots": (request(LIST + "/../../../etc/passwd"), {404}),
    "encoded dots": (request(LIST + "/%2e%2e/%2e%2e/%2e%2e/etc/passwd"), {404}),
    "overlong dots": (request(LIST + "/%c0%ae%c0%ae%c0%af"), {404}),
    "encoded slashes": (request("/static/at-0123456789ab/..%2f..%2fsettings.py"), {404}),
    "backslashes": (request("/static/at-0123456789ab/..\\..\\settings.py"), {404}),
    "a semicolon": (request(LIST + ";a=b"), {404}),
    "line ends": (request("/articles/x%0d%0aX-Evil:1"), {308, 404}),
    "a whole address": (request("http://evil.example/api/v1/levels"), {200}),
    "another place": (request("//evil.example/%2e%2e"), {404}),
    "an address of ours elsewhere": (request("//evil.example//articles/x"), {404}),
    "TRACE": (request("/", b"Cookie: secret=1", method=b"TRACE"), {405}),
    "CONNECT": (request("evil.example:443", method=b"CONNECT"), {400, 404, 405}),
    "a method that there is not": (request(method=b"BREW"), {405}),
    "a key beside percent signs": (request("/x%25E2%2582%25AC/psk_ABCDEFGH_" + "a" * 49), {400}),
    "a method in small letters": (request(method=b"get"), {400}),
    "a long method": (request(method=b"A" * 5000), {400, 405}),
    "HTTP/1.0": (request(version=b"HTTP/1.0"), {200}),
    "a header of 64 kB": (request(LIST, b"X-Trick: " + b"a" * 65536), {200, 431}),
    "a header of 1 MB": (request(LIST, b"X-Trick: " + b"a" * 2**20), {431}),
    "500 headers": (request(LIST, *(b"X-%d: 1" % each for each in range(500))), {200, 431}),
    "a key of 64 kB": (request(LIST, b"Authorization: Bearer " + b"a" * 65000), {401, 431}),
    "a cursor of 1 MB": (request(f"{LIST}?cursor={'A' * 1_000_000}"), {414, 431}),
    "a cursor of 60 kB": (request(f"{LIST}?cursor={'A' * 60_000}"), {422}),
    "a huge place in the feed": (request("/api/v1/changes?since=" + "9" * 18 + "-00000000"), {410}),
    "a place in other digits": (request("/api/v1/changes?since=%D9%A3-00000000"), {404}),
    "a number that is none": (request(LIST + "?limit=1e309"), {422}),
    "a negative number": (request(LIST + "?limit=-1"), {422}),
    "a number in other digits": (request(LIST + "?limit=%D9%A3"), {200, 422}),
    "a grade that is infinite": (request(f"{LIST}/{ARTICLE.slug}?max_grade=1e309"), {422}),
    "many fields": (request(f"{LIST}/{ARTICLE.slug}?fields=" + "title," * 9000), {422}),
    "many parameters": (request(LIST + "?" + "a=1&" * 15_000), {200, 414, 422, 431}),
    "many forms": (
        request(f"{LIST}/{ARTICLE.slug}", b"Accept: " + b",".join(b"a/b%d;q=0.1" % n for n in range(3000))),
        {406, 431},
    ),
    "odd weights": (request(f"{LIST}/{ARTICLE.slug}", b"Accept: */*;q=1e309, text/html;q=nan"), {200, 406}),
    "many ranges": (
        request(f"/audio/{ARTICLE.slug}/easy.mp3", b"Range: bytes=" + b",".join(b"%d-" % n for n in range(5000))),
        {200, 416},
    ),
    "many tags": (request(LIST, b"If-None-Match: " + b'"a",' * 3000), {200}),
    "a date that is none": (request(LIST, b"If-Modified-Since: Wed, 99 Foo 99999 99:99:99 GMT"), {200}),
}  # fmt: skip


@pytest.mark.parametrize("name", TRICKS)
def test_a_trick_is_answered_as_it_should_be_and_once(server: Server, name: str) -> None:
    sent, right = TRICKS[name]
    answer = server.send(sent)
    assert int(answer[9:12]) in right, answer[:300]
    assert answer.count(b"HTTP/1.") == 1
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"\r\nx-evil" not in head.lower()
    assert b"evil.example" not in head
    for told in (b"Traceback", b"secret=1", b"root:", b"<script>/../x", b"/site-packages/"):
        assert told not in body


def test_two_ways_to_say_a_length_smuggle_no_second_request(server: Server) -> None:
    second = b"GET /sitemap.xml HTTP/1.1\r\nHost: smuggled\r\n\r\n"
    both = [b"POST /api/v1/readability HTTP/1.1", b"Host: localhost", TEXT, b"Content-Length: 4",
            b"Transfer-Encoding: chunked", b"", b"2\r\nGo\r\n0\r\n\r\n"]  # fmt: skip
    answer = server.send(b"\r\n".join(both) + second)
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"smuggled" not in answer


def test_a_text_that_breaks_off_is_not_judged(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        connection.sendall(post(b"Content-Length: 500", body=b"You must stop."))
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"broke off" in answer


def test_slow_bodies_hold_up_nobody_who_sends_none(server: Server) -> None:
    begun = post(b"Content-Length: 50", body=b"Go")
    connections = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(20)]
    try:
        for each in connections:
            each.sendall(begun)
        for _ in range(5):
            assert server.ask(LIST).status == 200
    finally:
        for each in connections:
            each.close()
    assert server.ask("/api/v1/readability", {"Content-Type": "text/plain"}, "POST", b"Go home.").status in {
        200,
        503,
    }


def test_slow_headers_hold_up_nobody(server: Server) -> None:
    connections = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50)]
    try:
        for each in connections:
            each.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        assert server.ask(LIST).status == 200
    finally:
        for each in connections:
            each.close()


def test_after_all_tricks_the_server_answers_and_its_log_has_no_fault(server: Server) -> None:
    for sent, _ in TRICKS.values():
        server.send(sent)
    assert server.ask("/health/ready").status == 200
    log = server.log.read_text("utf-8", "replace")
    assert "Traceback" not in log.replace("TooManyBodies", "") or "requests-awaited" in log
    assert "Unexpected exit" not in log
    statuses = [
        json.loads(line)["status"] for line in log.splitlines() if line.startswith("{") and '"status"' in line
    ]
    assert len(statuses) > 50
    assert {each for each in statuses if each >= 500} <= {503}


def test_a_key_is_in_no_log_no_list_of_processes_and_no_file(server: Server) -> None:
    for path in ("/api/v1/usage", f"{LIST}?key={server.key}", f"/{server.key}", "/api/v1/nothing"):
        told = server.ask(path, server.keyed)
        assert server.key.encode() not in told.body + str(told.headers).encode()
    # Refused before anything looks for keys.
    for unclear in (request(f"/{server.key}", host=b"a..b"), request(f"/{server.key}", method=b"get")):
        assert b" 400 " in server.send(unclear)[:20]
    listed = subprocess.run(["ps", "axeww"], capture_output=True, check=True).stdout
    assert str(server.port).encode() in listed
    secret = server.key[13:40].encode()
    assert secret not in listed
    for file in (each for each in server.data.rglob("*") if each.is_file()):
        assert secret not in file.read_bytes(), file


@pytest.fixture(scope="module", params=["0", "1"])
def limited(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that admits few, with so many proxies in front."""
    data = tmp_path_factory.mktemp("limited")
    with serving(data, ARTICLE, ANONYMOUS_LIMIT=str(LIMIT), TRUSTED_PROXIES=request.param) as started:
        yield started


def test_no_header_and_no_spelling_gets_more_than_the_limit(limited: Server) -> None:
    claims = (
        "X-Forwarded-For",
        "X-Real-IP",
        "True-Client-IP",
        "CF-Connecting-IP",
        "X-Client-IP",
        "X-Forwarded",
    )
    paths = (LIST, f"/{LIST}", f"//{LIST}", "/api/v1%2farticles", "/api//v1/articles", "/api/v1/./articles")
    admitted = 0
    for number in range(4 * LIMIT):
        spoofed = dict.fromkeys(claims, f"192.0.2.{number}") | {"Forwarded": f"for=192.0.2.{number}"}
        # What a client claims stands first; what a proxy saw stands last.
        spoofed["X-Forwarded-For"] += ", 203.0.113.9"
        spoofed |= {"X-HTTP-Method-Override": "OPTIONS", "X-Original-URL": "/health/live"}
        answer = limited.ask(paths[number % len(paths)] + "?_method=OPTIONS", spoofed)
        admitted += answer.status == 200
    assert admitted <= LIMIT
