"""An application made of fakes: an article in memory, a silent engine, sound in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from audio.engines.silence import SilenceEngine
from service.app import create_app
from service.cli import main
from service.settings import Settings
from service.wiring import Services, assemble
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import sample_article
from tests.fakes.audio_store import FakeAudioStore
from tests.service.command import Run


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment(
        {"PLAINSPOKEN_DATA_DIR": str(tmp_path), "PLAINSPOKEN_LOG_LEVEL": "error"}
    )


@pytest.fixture
def services() -> Iterator[Services]:
    store = FakeArticleStore()
    parts = assemble(store, SilenceEngine(), FakeAudioStore(), voice="en-us", closing=(store,))
    parts.store.publish(sample_article())
    yield parts
    parts.close()


@pytest.fixture
def client(settings: Settings, services: Services) -> FlaskClient:
    return create_app(settings, services).test_client()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, with a data folder of its own."""
    monkeypatch.setenv("PLAINSPOKEN_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("PLAINSPOKEN_LOG_LEVEL", "error")
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])
