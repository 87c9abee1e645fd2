from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from service.partners.verifying.addresses import Service
from service.partners.verifying.page import Page
from service.partners.verifying.report import Report
from service.partners.verifying.sounds import CurrentSounds
from service.partners.verifying.verifying import verify
from service.wiring import Services
from tests.service.partners.verifying.pages import HERE, PARTNER, article

Look = Callable[..., Report]
TODAY = datetime.now(UTC).date()


@pytest.fixture
def parts(services: Services) -> Services:
    """Services whose one article is that of `pages`."""
    services.store.publish(article())
    return services


@pytest.fixture
def look(parts: Services) -> Look:
    """Looks at HTML as if it were a partner's page."""

    def looked(
        html: str | bytes, service: str | None = HERE, today: date = TODAY, url: str = PARTNER, **headers: str
    ) -> Report:
        told = {"content-type": "text/html"} | {
            name.replace("_", "-"): text for name, text in headers.items()
        }
        page = Page(200, url, told, html.encode() if isinstance(html, str) else html)
        return verify(
            page,
            parts.store,
            CurrentSounds(parts.reader, parts.listener),
            service=Service(service, url),
            today=today,
        )

    return looked
