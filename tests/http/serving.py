"""`plainspoken serve` in processes of its own: an article, one that was withdrawn, a partner; and how it is asked."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from content.article import Article
from content.store import migrations as articles
from service.partners.partner import Partner, Scope
from service.partners.store import migrations as partners
from service.settings import PREFIX, Settings
from service.wiring import wire
from tests.fakes.articles import sample_article

WITHDRAWN = "withdrawn"
IN_GERMAN = "der-blutdruck"
#: Nobody is refused for asking often, where that is not what a test is about.
NO_LIMIT = {"ANONYMOUS_LIMIT": "100000000", "PARTNER_LIMIT": "100000000"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; header names as they were sent, in lower case."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def __getitem__(self, name: str) -> str:
        """A header's value, or "": several lines of it as one (RFC 9110, section 5.3)."""
        return ", ".join(value for key, value in self.headers if key == name)


@dataclass(frozen=True, slots=True)
class Server:
    """A server on this machine. `key` is a partner's, and stays out of `repr`."""

    port: int
    key: str
    data: Path
    log: Path

    @property
    def keyed(self) -> dict[str, str]:
        """The header that sends the partner's key."""
        return {"Authorization": f"Bearer {self.key}"}

    def __repr__(self) -> str:
        return f"Server({self.port})"

    def ask(
        self,
        path: str,
        headers: Mapping[str, str] | None = None,
        method: str = "GET",
        body: bytes | None = None,
    ) -> Answer:
        """Send a request as it stands, and read the whole answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.putrequest(
                method, path, skip_accept_encoding=True, skip_host="Host" in (headers or {})
            )
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            told = tuple((name.lower(), value) for name, value in response.getheaders())
            return Answer(response.status, told, response.read())
        finally:
            connection.close()

    def send(self, raw: bytes, patience: float = 20) -> bytes:
        """Send bytes as they stand, and give what comes back until the server closes or `patience` (s) ends."""
        told = b""
        with socket.create_connection(("127.0.0.1", self.port), timeout=patience) as connection:
            connection.sendall(raw)
            try:
                while piece := connection.recv(65536):
                    told += piece
            except (TimeoutError, ConnectionResetError):
                pass
        return told


@contextmanager
def serving(data: Path, article: Article, **settings: str) -> Iterator[Server]:
    """A server with its data in a folder, which ends with the block."""
    env = {PREFIX + name: value for name, value in {"DATA_DIR": str(data), **settings}.items()}
    key = _furnished(Settings.from_environment(env), article)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = data / "server.log"
    command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=os.environ | env, stdout=output, stderr=subprocess.STDOUT)
        try:
            server = Server(port, key, data, log)
            _await(server, process)
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


def _furnished(settings: Settings, article: Article) -> str:
    """The key of a partner; with the articles, they are in the store then."""
    for each in (articles, partners):
        each.upgrade(settings.database_url)
    services = wire(settings)
    try:
        services.store.publish(article)
        services.store.publish(sample_article(IN_GERMAN, language="de"))
        services.store.publish(sample_article(WITHDRAWN))
        services.store.unpublish(WITHDRAWN, "It is out of date.")
        assert services.partners is not None
        credential, key = services.partners.keyring.issue(tuple(Scope), None)
        services.partners.store.add(Partner("clinic", (key,)))
    finally:
        services.close()
    return credential.text


def _await(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            if server.ask("/health/ready").status == 200:
                return
        except OSError:
            time.sleep(0.1)
        if process.poll() is not None:
            break
    raise AssertionError(f"the server does not answer: {server.log.read_text()}")
