"""Asks this service, made of the bundled article, for what the contract shows as examples."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask

from audio.engines.silence import SilenceEngine
from content.gate import check
from content.source.folder import read
from service.app import create_app
from service.current import EXTENSION
from service.partners.limits import Limits
from service.partners.partner import Usage
from service.schemas.readability import EXAMPLE, PAIR
from service.settings import PREFIX, Settings
from service.webhook_events import WebhookEvents
from service.wiring import Services, assemble
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import sample_article
from tests.fakes.audio_store import FakeAudioStore
from tests.fakes.partners import Desk

_ARTICLE = "how-ketamine-works"
_BUNDLED = Path(__file__).parents[2] / "content" / "articles" / _ARTICLE
_WHEN = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
_WITHDRAWN = "blood-pressure"
_ROOT = f"/api/v1/articles/{_ARTICLE}"

#: What is asked for each address of the contract: where, and what is posted.
ASKED: dict[str, tuple[str, Any]] = {
    "GET /api/v1/articles": ("/api/v1/articles", None),
    "GET /api/v1/articles/{slug}": (f"{_ROOT}?max_grade=4", None),
    "GET /api/v1/articles/{slug}/sections": (
        f"{_ROOT}/sections?level=easy&fields=section,title,text",
        None,
    ),
    "GET /api/v1/articles/{slug}/sections/{section}": (
        f"{_ROOT}/sections/depression-treatment?level=easy",
        None,
    ),
    "GET /api/v1/levels": ("/api/v1/levels", None),
    "GET /api/v1/changes": ("/api/v1/changes?limit=1", None),
    "GET /api/v1/voices": ("/api/v1/voices", None),
    "GET /api/v1/usage": ("/api/v1/usage?from=2026-01-04&to=2026-01-05", None),
    "POST /api/v1/readability": ("/api/v1/readability", EXAMPLE),
    "POST /api/v1/readability/batch": ("/api/v1/readability/batch", {"texts": [{"id": "a"} | EXAMPLE]}),
    "POST /api/v1/readability/compare": ("/api/v1/readability/compare", PAIR),
}


#: What is asked for each problem that a client can bring about: method, where, and what goes with it.
REFUSED: dict[str, tuple[str, str, dict[str, Any]]] = {
    "article-withdrawn": ("GET", f"/api/v1/articles/{_WITHDRAWN}", {}),
    "article-not-found": ("GET", "/api/v1/articles/how-vaccines-work", {}),
    "section-not-found": ("GET", f"{_ROOT}/sections/side-effects", {}),
    "language-not-offered": ("GET", f"{_ROOT}?language=es", {}),
    "level-not-offered": ("GET", f"{_ROOT}?level=simple", {}),
    "no-level-easy-enough": ("GET", f"{_ROOT}/sections/introduction?max_grade=1", {}),
    "cursor-not-known": ("GET", "/api/v1/changes?since=9-00000000", {}),
    "page-not-known": ("GET", "/api/v1/articles?cursor=WyJ1cGRhdGVkIl0=", {}),
    "form-not-offered": ("GET", _ROOT, {"headers": {"Accept": "application/pdf"}}),
    "names-not-known": ("GET", f"{_ROOT}/sections/introduction?fields=title,body", {}),
    "word-not-found": ("GET", f"/audio/{_ARTICLE}/easy/words/aspirin.mp3", {}),
    "format-not-offered": ("GET", f"/audio/{_ARTICLE}/easy/introduction.flac", {}),
    "address-not-embedded": ("GET", "/oembed?url=https%3A%2F%2Fexample.org%2F", {}),
    "oembed-format-not-made": (
        "GET",
        f"/oembed?url=https%3A%2F%2Fhealth.example%2Farticles%2F{_ARTICLE}%2F&format=pdf",
        {},
    ),
    "voice-not-offered": ("GET", f"/audio/{_ARTICLE}/easy/introduction.mp3?voice=anna", {}),
    "rate-not-offered": ("GET", f"/audio/{_ARTICLE}/easy/introduction.mp3?rate=1000", {}),
    "text-too-long": (
        "POST",
        "/api/v1/readability",
        {"data": "Go home now. " * 10_000, "content_type": "text/plain"},
    ),
    "media-type-not-taken": (
        "POST",
        "/api/v1/readability",
        {"data": b"%PDF-1.7", "content_type": "application/pdf"},
    ),
    "texts-refused": ("POST", "/api/v1/readability", {"json": {"text": "Go home.", "target": "simple"}}),
    "key-needed": ("GET", "/api/v1/usage", {}),
    "key-unreadable": ("GET", "/api/v1/usage", {"headers": {"Authorization": "Bearer psk_half"}}),
    "not-found": ("GET", "/api/v2/articles", {}),
    "method-not-allowed": ("DELETE", _ROOT, {}),
    "unprocessable-entity": ("GET", f"{_ROOT}?max_grade=six", {}),
}
#: Where the application of `application` has a partner's key.
KEY = "EXAMPLE_KEY"
_REQUEST_ID = "6d0c1c0e5f7a4f6f9b1d7a3e2c4b8f90"


@contextmanager
def application() -> Iterator[Flask]:
    """The application with the bundled article, published at a fixed time, another withdrawn, and no voice."""
    article = check(read(_BUNDLED)).article
    assert article is not None
    store = FakeArticleStore(article, clock=lambda: _WHEN)
    store.publish(sample_article(_WITHDRAWN))
    store.unpublish(_WITHDRAWN, "Its advice is out of date.")
    parts = assemble(store, SilenceEngine(), FakeAudioStore(), voice="en-us", closing=(store,))
    with tempfile.TemporaryDirectory() as folder:
        env = {
            f"{PREFIX}DATA_DIR": folder,
            f"{PREFIX}LOG_LEVEL": "error",
            f"{PREFIX}PUBLIC_URL": "https://health.example",
        }
        desk = Desk(anonymous=Limits(1_000_000), keyed=Limits(1_000_000))
        app = create_app(Settings.from_environment(env), replace(parts, partners=desk.desk))
        app.config[KEY] = desk.add().text
        desk.store.count([Usage("clinic", _WHEN.date(), _ARTICLE, 12), Usage("clinic", _WHEN.date(), "", 3)])
        yield app
    parts.close()


def answers(app: Flask) -> dict[str, Any]:
    """Each request of `ASKED`, and its answer."""
    client, found = app.test_client(), {}
    for operation, (path, posted) in ASKED.items():
        method = operation.split()[0]
        keyed = {"Authorization": f"Bearer {app.config[KEY]}"} if "/usage" in path else {}
        response = client.open(path, method=method, json=posted, headers=keyed)
        assert response.status_code == 200, path
        found[operation] = {"request": f"{method} {path}", "answer": response.get_json()}
    return found


def webhooks(app: Flask) -> dict[str, Any]:
    """What is posted to webhooks, by its type."""
    events = WebhookEvents(app.config["PUBLIC_URL"])
    change = services_of(app).store.changes(limit=1)[0]
    bodies = (events.changed(change), events.ping(_WHEN))
    return {event["type"]: event for event in map(json.loads, bodies)}


def services_of(app: Flask) -> Services:
    """The parts that an application is made of."""
    found: Services = app.extensions[EXTENSION]
    return found


def problems(app: Flask) -> dict[str, Any]:
    """Each request of `REFUSED`, and its answer; the id of the request is always the same one."""
    client, found = app.test_client(), {}
    for slug, (method, path, sent) in REFUSED.items():
        answer = client.open(path, method=method, **sent).get_json(force=True)
        found[slug] = {"request": f"{method} {path}", "answer": answer | {"request_id": _REQUEST_ID}}
    return found
