"""`plainspoken partner verify`, over real HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from content.store.sql_store import SqlArticleStore
from service.settings import Settings
from tests.service.client.scripted import Answer, Scripted, scripted_server
from tests.service.command import Run
from tests.service.partners.verifying.pages import HERE, article
from tests.service.partners.verifying.test_embedded import ELEMENT, SCRIPT


@pytest.fixture
def server(run: Run) -> Iterator[Scripted]:
    """A partner's server; the article is published here."""
    run("db", "upgrade")
    store = SqlArticleStore(Settings.from_environment().database_url)
    store.publish(article())
    store.close()
    with scripted_server() as server:
        yield server


def page(html: str) -> Answer:
    return Answer(200, html.encode(), {"Content-Type": "text/html; charset=utf-8"})


def test_a_good_page_is_told_line_by_line(run: Run, server: Scripted) -> None:
    server.answers = [page(SCRIPT + ELEMENT)]
    result = run("partner", "verify", server.address, "--service", HERE)
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert f"{server.address} blood-pressure/introduction/plain: script: ok" in lines
    assert lines[-1] == "All 10 checks are as they should be."


def test_a_bad_page_is_told_with_exit_code_1_and_for_scripts(run: Run, server: Scripted) -> None:
    server.answers = [page(ELEMENT)]
    result = run("partner", "verify", server.address, "--service", HERE, "--json")
    assert result.exit_code == 1
    report = json.loads(result.output)
    assert (report["good"], report["url"]) == (False, server.address)
    assert {"article": "blood-pressure", "section": "introduction", "level": "plain", "check": "script",
            "verdict": "missing", "told": "No <script> of this page leads to embed.js here."} in report["checks"]  # fmt: skip


def test_a_page_without_anything_of_ours_is_a_finding(run: Run, server: Scripted) -> None:
    server.answers = [page("<p>Hello")]
    result = run("partner", "verify", server.address)
    assert result.exit_code == 1
    assert "Nothing of this service was found" in result.output
    assert "give --service" in result.output


def test_the_public_address_is_the_services(
    run: Run, server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAINSPOKEN_PUBLIC_URL", HERE)
    server.answers = [page(SCRIPT + ELEMENT)]
    result = run("partner", "verify", server.address)
    assert result.exit_code == 0
    assert "--service" not in result.output


def test_a_page_that_can_not_be_read_is_exit_code_2(run: Run, server: Scripted) -> None:
    server.answers = [Answer(404, b"")]
    for words in ([server.address], ["file:///etc/passwd"], [server.address, "--service", "nonsense"]):
        result = run("partner", "verify", *words)
        assert result.exit_code == 2
        assert "Traceback" not in result.output
    server.answers = [page("<p>x")]
    refused = run("partner", "verify", server.address, "--service", "nonsense")
    assert (refused.exit_code, "--service" in refused.output) == (2, True)


def test_what_a_page_says_of_itself_is_no_fault_of_how_it_was_asked_for(run: Run, server: Scripted) -> None:
    policy = f"script-src {HERE}:{'4' * 5000}"
    headers = {"Content-Type": "text/html; charset=undefined", "Content-Security-Policy": policy}
    server.answers = [Answer(200, (SCRIPT + ELEMENT).encode(), headers)]
    result = run("partner", "verify", server.address, "--service", HERE)
    assert result.exit_code == 1
    assert "policy: missing" in result.output
