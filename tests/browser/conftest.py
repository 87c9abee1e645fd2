"""Chromium on a served article. Where Chromium can't be had these tests are skipped, and say so."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from audio.pool import SpeechPool
from service.wiring import Services, assemble
from tests.browser.holdings import Holding, services_with
from tests.browser.partner import Partner, partner_site
from tests.browser.serving import served
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
    with served(spoken, tmp_path_factory.mktemp("data")) as address:
        yield address


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Holding], str]]:
    """Where the application answers that holds so much. Its sound is made of tones."""
    addresses: dict[Holding, str] = {}
    with ExitStack() as open_ones:

        def address(holding: Holding) -> str:
            if holding not in addresses:
                data = tmp_path_factory.mktemp("data")
                addresses[holding] = open_ones.enter_context(served(services_with(holding), data))
            return addresses[holding]

        yield address


@pytest.fixture
def many(sites: Callable[[Holding], str]) -> str:
    """Where the application answers that holds many articles."""
    return sites(Holding.MANY)


@pytest.fixture(scope="module")
def partner() -> Iterator[Partner]:
    """A partner's site, on another port of another host."""
    with partner_site() as one:
        yield one
