"""One server for the tests of this folder, with the article of `tests.test_promises`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.http.serving import NO_LIMIT, Server, serving
from tests.test_promises import ARTICLE


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("served"), ARTICLE, **NO_LIMIT) as started:
        yield started
