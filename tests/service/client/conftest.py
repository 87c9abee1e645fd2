from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.client.plainspoken_client import Client
from service.wiring import Services
from tests.browser.serving import served
from tests.service.client.answers import KEY, Clock
from tests.service.client.scripted import Scripted, scripted_server


@pytest.fixture
def base(services: Services, tmp_path: Path) -> Iterator[str]:
    """The application over real HTTP, with one article: `blood-pressure`."""
    with served(services, tmp_path / "data") as address:
        yield address


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    """A server that answers what a test says."""
    with scripted_server() as server:
        yield server


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(scripted: Scripted, clock: Clock, tmp_path: Path) -> Client:
    """A client of the scripted server, with a cache, and nothing to wait for."""
    return Client(scripted.address, KEY, tmp_path / "cache", timeout=5, sleep=clock.sleep, clock=clock)
