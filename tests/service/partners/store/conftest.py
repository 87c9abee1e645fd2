"""The databases of the article store's tests, with the partners' tables in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from service.partners.store import migrations
from service.partners.store.sql_store import SqlPartnerStore
from tests.content.store.conftest import KINDS, empty_url, new_database, sqlite_url

__all__ = ["KINDS", "empty_url", "new_database", "sqlite_url"]


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> str:
    """A database of each kind, with the partners' tables."""
    found = new_database(request.param)
    migrations.upgrade(found)
    return found


@pytest.fixture
def sql_store(url: str) -> Iterator[SqlPartnerStore]:
    store = SqlPartnerStore(url)
    yield store
    store.close()
