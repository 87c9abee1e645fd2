"""200 publications and withdrawals by several processes, while five partners sync and are killed at random."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from content.store import migrations as articles
from content.store.sql_store import SqlArticleStore
from service.client import plainspoken_sync
from service.client.plainspoken_client import Client
from service.partners.store import migrations as partners
from tests.content.store.conftest import KINDS, new_database, sqlite_url
from tests.service.client.mirrored import kept, published

__all__ = ["new_database", "sqlite_url"]

ROOT = Path(__file__).parents[3]
WRITERS, ACTS, PARTNERS = 4, 50, 5


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> str:
    found = new_database(request.param)
    for each in (articles, partners):
        each.upgrade(found)
    return found


@contextmanager
def serving(url: str, data: Path) -> Iterator[str]:
    """The production server, in two processes, with nothing in its settings that would stop five partners."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    told = {"DATABASE_URL": url, "DATA_DIR": str(data), "WEB_WORKERS": "2", "SPEECH_WORKERS": "1"}
    told |= {"ANONYMOUS_LIMIT": "1000000", "LOG_LEVEL": "error"}
    env = os.environ | {f"PLAINSPOKEN_{name}": value for name, value in told.items()}
    command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        await_answer(f"http://127.0.0.1:{port}/health/ready", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def await_answer(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(url, timeout=10).close()  # noqa: S310
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"no answer from {url}")


def syncing(base: str, folder: Path, limit: int) -> subprocess.Popen[str]:
    command = [sys.executable, plainspoken_sync.__file__, base, str(folder), "--limit", str(limit)]
    return subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def follow(base: str, folder: Path, seed: int, still: Callable[[], bool]) -> int:
    """Sync again and again, killed each time; tell how often it was.

    The instant is a little after some line of progress, or somewhere in the start. Between two syncs some
    changes gather, so that there is a page to be killed in. It goes on until a sync comes to the end of all
    that was published before it is killed: so the last word on each text has been killed in, too.
    """
    chance, killed, publishing = random.Random(seed), 0, True  # noqa: S311 - the same each time
    while True:
        publishing = still()
        time.sleep(chance.random())
        with syncing(base, folder, chance.randint(1, 12)) as process:
            assert process.stdout is not None
            lines = chance.randrange(120)
            taken = sum(1 for _ in zip(range(lines), process.stdout, strict=False))
            time.sleep(chance.random() * (0.02 if lines else 0.3))
            process.kill()
            process.communicate()
        assert process.returncode in {0, -signal.SIGKILL}, (taken, process.returncode)
        killed += process.returncode == -signal.SIGKILL
        if killed and process.returncode == 0 and not publishing:
            return killed


@pytest.mark.timeout(300)  # a dozen processes on whatever machine this is
def test_each_partner_ends_with_exactly_what_is_published(url: str, tmp_path: Path) -> None:
    folders = [tmp_path / f"partner-{number}" for number in range(PARTNERS)]
    store = SqlArticleStore(url)
    with serving(url, tmp_path / "data") as base, ThreadPoolExecutor(PARTNERS) as threads:
        command = [sys.executable, "-m", "tests.service.client.writer", url]
        writers = [subprocess.Popen([*command, str(seed), str(ACTS)], cwd=ROOT) for seed in range(WRITERS)]

        def still() -> bool:
            return any(writer.poll() is None for writer in writers)

        work = [threads.submit(follow, base, folder, seed, still) for seed, folder in enumerate(folders)]
        killed = [each.result() for each in work]
        assert [writer.wait() for writer in writers] == [0] * WRITERS
        assert min(killed) > 0

        feed = store.changes(limit=1000)
        assert [change.id for change in feed] == list(range(1, WRITERS * ACTS + 1))
        last = [syncing(base, folder, 100) for folder in folders]
        for folder, process in zip(folders, last, strict=True):
            _, errors = process.communicate(timeout=120)
            assert (process.returncode, errors) == (0, "")
            assert kept(folder) == published(store)

        # To the last byte: each file is what the service answers, and there is nothing else.
        client = Client(base)
        now = {f"{slug}/{level}.json": client.sections(slug, level) for slug, level in published(store)}
        for folder in folders:
            files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
            assert files == {*now, ".plainspoken.json", ".plainspoken.lock"}
            for name, text in now.items():
                assert json.loads((folder / name).read_text("utf-8")) == text
    store.close()
