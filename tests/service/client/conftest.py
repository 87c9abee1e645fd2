from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.wiring import Services
from tests.browser.serving import served
from tests.service.client.scripted import Scripted


@pytest.fixture
def base(services: Services, tmp_path: Path) -> Iterator[str]:
    """The application over real HTTP, with one article: `blood-pressure`."""
    with served(services, tmp_path / "data") as address:
        yield address


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    """A server that answers what a test says."""
    server = Scripted()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
