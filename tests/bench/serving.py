"""(a) A section's JSON and page against a bare Flask view that returns the same bytes, same server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.pool import ThreadPool
from pathlib import Path
from statistics import median
from tempfile import NamedTemporaryFile

from content.article import Level
from tests.bench.bundled import published

NAME = "serving"
TITLE = "(a) requests a second, against a bare Flask view with the same bytes on the same server"
ROUNDS, SECONDS, CONNECTIONS = 5, 2.0, 8
SECTION = "/how-ketamine-works/plain/introduction/"
PATHS = {
    "JSON": "/api/v1/articles/how-ketamine-works/sections/introduction?level=plain",
    "page": f"/articles{SECTION}",
}
BARE = """
import pathlib
from flask import Flask, Response
application = Flask(__name__)
body = pathlib.Path({path!r}).read_bytes()
@application.get("/")
def view():
    return Response(body, content_type={kind!r})
"""
SERVERS = {
    "granian": [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1",
                "--blocking-threads", "{threads}", "--no-access-log", "--log-level", "error",
                "--host", "127.0.0.1", "--port", "{port}", "{target}"],
    "gunicorn": [sys.executable, "-m", "gunicorn", "--workers", "1", "--threads", "{threads}",
                 "--log-level", "error", "--bind", "127.0.0.1:{port}", "{target}"],
}  # fmt: skip


def lines() -> Iterator[str]:
    """The ratios, a line each."""
    from service.cli.serve import THREADS

    with published() as (folder, services):
        reading = services.reader.section(
            services.reader.article("how-ketamine-works"), "introduction", Level.PLAIN
        )
        services.listener.hear_all(reading)
        env = {"PLAINSPOKEN_DATA_DIR": str(folder), "PLAINSPOKEN_LOG_LEVEL": "error"}
        for server in SERVERS:
            with serving(server, "wsgi:application", THREADS, env) as port:
                for name, path in PATHS.items():
                    yield _compare(server, name, port, path, THREADS, folder)


def _compare(server: str, name: str, port: int, path: str, threads: int, folder: Path) -> str:
    head, body = fetch(port, path)
    kind = next(line.split(": ")[1] for line in head.split("\r\n") if line.lower().startswith("content-type"))
    with ExitStack() as stack:
        kept = stack.enter_context(NamedTemporaryFile(dir=folder))
        kept.write(body)
        kept.flush()
        (folder / "bare_view.py").write_text(BARE.format(path=kept.name, kind=kind), "utf-8")
        bare = stack.enter_context(
            serving(server, "bare_view:application", threads, {"PYTHONPATH": str(folder)})
        )
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(rate(port, path))
            theirs.append(rate(bare, "/"))
    mine, its = median(ours), median(theirs)
    return (
        f"{server}: {name} of {len(body):,} bytes: {mine / its:.2f} "
        f"({mine:,.0f} against {its:,.0f} requests a second)"
    )


@contextmanager
def serving(server: str, target: str, threads: int, env: dict[str, str]) -> Iterator[int]:
    """A server in a process of its own; gives its port once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [part.format(threads=threads, port=port, target=target) for part in SERVERS[server]]
    process = subprocess.Popen(command, env=os.environ | env, cwd=Path(__file__).parents[2])
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 0.1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def fetch(port: int, path: str) -> tuple[str, bytes]:
    """The head and body of one answer."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(_request(path))
        return _answer(connection)


def rate(port: int, path: str) -> float:
    """Requests a second that are answered over some connections at a time, kept alive."""
    until = time.perf_counter() + SECONDS
    with ThreadPool(CONNECTIONS) as crew:
        return sum(crew.map(lambda _: _ask_until(until, port, path), range(CONNECTIONS))) / SECONDS


def _ask_until(until: float, port: int, path: str) -> int:
    request, answered = _request(path), 0
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.perf_counter() < until:
            connection.sendall(request)
            _answer(connection)
            answered += 1
    return answered


def _request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def _answer(connection: socket.socket) -> tuple[str, bytes]:
    data = b""
    while b"\r\n\r\n" not in data:
        received = connection.recv(262_144)
        if not received:
            raise ConnectionError("the server hung up")
        data += received
    head, _, body = data.partition(b"\r\n\r\n")
    text = head.decode("latin-1")
    if " 200 " not in text.split("\r\n")[0]:
        raise ConnectionError(text)
    length = int(text.lower().split("content-length: ")[1].split("\r\n")[0])
    while len(body) < length:
        body += connection.recv(262_144)
    return text, body
