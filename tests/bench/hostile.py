"""(i) Texts made to be slow, posted at their full 100 kB, and what memory keeps of 300 posts of 100 kB."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from flask.testing import FlaskClient

from audio.engines.silence import SilenceEngine
from content.intake import FORMATS
from content.readability import textstat_panel
from service.app import create_app
from service.settings import PREFIX, Settings
from service.wiring import assemble
from tests.bench.bundled import article
from tests.content.intake.hostile import HOSTILE
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.audio_store import FakeAudioStore

NAME = "hostile"
TITLE = "(i) seconds to answer a hostile text of 100 kB, and memory over 300 posts of 100 kB, in this process"
URL = "/api/v1/readability"
POSTS = 300


def lines() -> Iterator[str]:
    """The slowest of each format, comparisons with itself too, and the growth of memory."""
    with TemporaryDirectory() as folder:
        settings = Settings.from_environment({f"{PREFIX}DATA_DIR": folder, f"{PREFIX}LOG_LEVEL": "error"})
        parts = assemble(FakeArticleStore(article()), SilenceEngine(), FakeAudioStore(), voice="en-us")
        client = create_app(settings, parts).test_client()
        for kind in FORMATS:
            yield _slowest(client, kind)
        yield _slowest_comparison(client)
        yield _growth(client)


def _slowest(client: FlaskClient, kind: str) -> str:
    took = {}
    statuses: dict[int, int] = {}
    for name, text in HOSTILE.items():
        began = time.perf_counter()
        status = client.post(URL, json={"text": text, "format": kind, "target": "easy"}).status_code
        took[name] = time.perf_counter() - began
        statuses[status] = statuses.get(status, 0) + 1
    return f"{kind}: {_told(took)}; answers by status: {statuses}"


def _slowest_comparison(client: FlaskClient) -> str:
    took = {}
    for name, text in HOSTILE.items():
        began = time.perf_counter()
        client.post(f"{URL}/compare", json={"harder": {"text": text}, "easier": {"text": text[::-1]}})
        took[name] = time.perf_counter() - began
    return f"compared with itself backwards: {_told(took)}"


def _told(took: dict[str, float]) -> str:
    slowest = sorted(took, key=lambda name: -took[name])[:3]
    return f"{len(took)} texts, the slowest {', '.join(f'{took[name]:.2f} s ({name})' for name in slowest)}"


def _growth(client: FlaskClient) -> str:
    """Each post's text is another, of words that nobody sent before."""
    rng = random.Random(5)  # noqa: S311  # texts, not secrets
    words = sorted(textstat_panel.lexicon().known)
    before = 0
    for number in range(POSTS + 20):
        if number == 20:  # what is loaded once is loaded
            before = _resident()
        some = [rng.choice(words) + ("x" if rng.random() < 0.1 else "") for _ in range(14_000)]
        text = " ".join(word + "." if rng.random() < 0.08 else word for word in some)[:100_000]
        client.post(URL, json={"text": text, "target": "plain"})
    gc.collect()
    return f"memory after {POSTS} posts: {(_resident() - before) / 1e6:+.1f} MB"


def _resident() -> int:
    gc.collect()
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmRSS:")[1].split()[0]) * 1024
