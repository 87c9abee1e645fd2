"""The list of pages is whole: held against the routes of the application, not against a list of ours."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from content.article import Level
from service.app import create_app
from service.explaining import explain, groups
from service.settings import PREFIX, Settings
from tests.browser.every_page import VISITS, Visit
from tests.browser.holdings import Holding, services_with
from tests.test_promises import addresses, ask


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    data: Path = tmp_path_factory.mktemp("data")
    env = {f"{PREFIX}DATA_DIR": str(data), f"{PREFIX}LOG_LEVEL": "error"}
    return create_app(Settings.from_environment(env), services_with(Holding.MANY))


def endpoint(app: Flask, visit: Visit, method: str) -> str:
    """The route that answers, or "" where none does."""
    try:
        return str(app.url_map.bind("localhost").match(urlsplit(visit.path).path, method=method)[0])
    except HTTPException:
        return ""


def test_every_route_that_answers_a_page_is_visited_with_every_method(app: Flask) -> None:
    got = {endpoint(app, visit, visit.method) for visit in VISITS}
    sent = {endpoint(app, visit, "POST") for visit in VISITS if visit.typed}
    client = app.test_client()
    for rule, path in addresses(app):
        if rule.endpoint not in got and "html" in ask(client, rule, path).mimetype:
            pytest.fail(f"no visit to {path}: add one to every_page.py")
        if "POST" in (rule.methods or ()) and "html" in client.post(path).mimetype:
            assert rule.endpoint in sent, f"nothing is sent to {path}: add a visit to every_page.py"


def test_every_level_and_every_kind_of_code_is_visited() -> None:
    paths = [visit.path for visit in VISITS]
    for level in Level:
        assert any(f"/{level}/" in path for path in paths), level
    codes = [path.split("/")[2] for path in paths if path.startswith("/advice/") and path[8:9].isupper()]
    assert {explain(code).group for code in codes} == set(groups())


def test_the_names_of_visits_tell_them_apart() -> None:
    assert len({visit.name for visit in VISITS}) == len(VISITS)
