"""Chromium on a served article. Where Chromium can't be had these tests are skipped, and say so."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from werkzeug.serving import make_server

from audio.pool import SpeechPool
from service.app import create_app
from service.settings import Settings
from service.wiring import Services, assemble
from tests.browser.spoken_articles import MANY_SIGNS, article_of, explained_article
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import sample_article
from tests.fakes.audio_store import FakeAudioStore

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
# A test machine's browser must neither look for updates nor speak to anyone but the page's server.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def spoken() -> Iterator[Services]:
    """Articles with the real speech engine."""
    pool = SpeechPool(workers=1)
    store = FakeArticleStore(sample_article(), article_of("many-signs", MANY_SIGNS), explained_article())
    parts = assemble(store, pool, FakeAudioStore(), voice="en-us", closing=(pool,))
    yield parts
    parts.close()


@pytest.fixture(scope="session")
def site(spoken: Services, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the application answers over real HTTP."""
    data: Path = tmp_path_factory.mktemp("data")
    env = {"PLAINSPOKEN_DATA_DIR": str(data), "PLAINSPOKEN_LOG_LEVEL": "error"}
    server = make_server("127.0.0.1", 0, create_app(Settings.from_environment(env), spoken), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
