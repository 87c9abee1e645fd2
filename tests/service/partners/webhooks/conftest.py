from __future__ import annotations

import pytest

from service.request_log import configure_logging


@pytest.fixture(autouse=True)
def _logging() -> None:
    # All that is told of deliveries, for `capture_logs`.
    configure_logging("info")
