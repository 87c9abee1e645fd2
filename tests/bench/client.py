"""A client that costs little beside the server it measures: raw sockets, kept alive."""

from __future__ import annotations

import socket
import time
from multiprocessing.pool import ThreadPool

SECONDS, CONNECTIONS = 2.0, 8
PIECE = 262_144


def fetch(port: int, path: str, *headers: str) -> tuple[str, bytes]:
    """The head and body of one answer."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(_request(path, headers))
        return _answer(connection)


def first_byte(port: int, path: str) -> tuple[float, float]:
    """Seconds until the first byte of the body is here, and until the last."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        began = time.perf_counter()
        connection.sendall(_request(path, ()))
        head, body = _head(connection)
        while not body:
            body = _received(connection)
        first = time.perf_counter() - began
        _rest(connection, head, body)
        return first, time.perf_counter() - began


def rate(port: int, path: str, *headers: str) -> float:
    """Requests a second that are answered over some connections at a time, kept alive."""
    until = time.perf_counter() + SECONDS
    with ThreadPool(CONNECTIONS) as crew:
        asked = crew.map(lambda _: _ask_until(until, port, _request(path, headers)), range(CONNECTIONS))
    return sum(asked) / SECONDS


def _ask_until(until: float, port: int, request: bytes) -> int:
    answered = 0
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.perf_counter() < until:
            connection.sendall(request)
            _answer(connection)
            answered += 1
    return answered


def _request(path: str, headers: tuple[str, ...]) -> bytes:
    lines = (f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers)
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode()


def _answer(connection: socket.socket) -> tuple[str, bytes]:
    head, body = _head(connection)
    return head, _rest(connection, head, body)


def _head(connection: socket.socket) -> tuple[str, bytes]:
    data = b""
    while b"\r\n\r\n" not in data:
        data += _received(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    text = head.decode("latin-1")
    if text.split(" ")[1] not in {"200", "206"}:
        raise ConnectionError(text)
    return text, body


def _rest(connection: socket.socket, head: str, body: bytes) -> bytes:
    length = int(head.lower().split("content-length: ")[1].split("\r\n")[0])
    pieces, got = [body], len(body)
    while got < length:
        pieces.append(_received(connection))
        got += len(pieces[-1])
    return b"".join(pieces)


def _received(connection: socket.socket) -> bytes:
    received = connection.recv(PIECE)
    if not received:
        raise ConnectionError("the server hung up")
    return received
