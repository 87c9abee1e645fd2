"""Redis goes away in the middle of a minute, and comes back with what it had counted."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from service.partners.memory_limiter import MemoryLimiter
from service.partners.standby import PAUSE, StandbyLimiter
from service.request_log import configure_logging
from tests.fakes.partners import SECRET, Clock
from tests.service.partners.redis_server import URL, require, unlike_any_other

LIMIT = 10


class _Relay(socketserver.BaseRequestHandler):
    """Passes on what is sent and what is answered, a command at a time."""

    def handle(self) -> None:
        there = urlsplit(URL)
        with socket.create_connection((there.hostname or "127.0.0.1", there.port or 6379)) as redis:
            while sent := self.request.recv(65536):
                redis.sendall(sent)
                self.request.sendall(redis.recv(65536))


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    # The limiter keeps its connection, and with it the thread, until it is closed.
    block_on_close = False


@contextmanager
def relayed(port: int = 0) -> Iterator[int]:
    """The port at which Redis answers, until the block ends."""
    server = _Server(("127.0.0.1", port), _Relay)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(autouse=True)
def _redis() -> None:
    require()


def test_the_limit_holds_while_redis_is_away_and_what_it_counted_holds_when_it_is_back(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from service.partners.redis_limiter import RedisLimiter

    configure_logging("warning")
    clock, asker, now = Clock(), unlike_any_other(), [0.0]
    memory = MemoryLimiter(clock.seconds)

    def limiter(port: int) -> StandbyLimiter:
        there = f"redis://127.0.0.1:{port}{urlsplit(URL).path or '/0'}"
        return StandbyLimiter(
            RedisLimiter(there, SECRET.digest, clock.seconds, patience=60), memory, lambda: now[0]
        )

    with relayed() as port:
        asking = limiter(port)
        assert [asking.take(asker, LIMIT).admitted for _ in range(6)] == [True] * 6
        asking.close()
    # Nobody answers there now.
    admitted = [asking.take(asker, LIMIT).admitted for _ in range(LIMIT + 5)]
    assert admitted == [True] * LIMIT + [False] * 5
    with relayed(port):
        now[0] = PAUSE + 1
        assert [asking.take(asker, LIMIT).admitted for _ in range(6)] == [True] * 4 + [False] * 2
        asking.close()
    told = capsys.readouterr().err
    assert told.count("Redis does not answer") == told.count("counted by Redis again") == 1
