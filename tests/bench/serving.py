"""(a) A section's JSON and page against a bare Flask view that returns the same bytes, same server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import NamedTemporaryFile

from content.article import Level
from tests.bench.bundled import SLUG, published
from tests.bench.client import fetch, rate

NAME = "serving"
TITLE = "(a) requests a second, against a bare Flask view with the same bytes on the same server"
ROUNDS = 5
SECTION = f"/{SLUG}/plain/introduction/"
PATHS = {
    "JSON": f"/api/v1/articles/{SLUG}/sections/introduction?level=plain",
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
        reading = services.reader.section(services.reader.article(SLUG), "introduction", Level.PLAIN)
        services.listener.hear_all(services.listener.section(reading))
        env = {
            "PLAINSPOKEN_DATA_DIR": str(folder),
            "PLAINSPOKEN_LOG_LEVEL": "error",
            # Counted like any request, and admitted: what is measured is the whole way.
            "PLAINSPOKEN_ANONYMOUS_LIMIT": "100000000",
        }
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
