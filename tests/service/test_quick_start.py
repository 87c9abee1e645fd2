"""The documentation's programs, taken from its page, run against this service."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from werkzeug.serving import make_server

from service.partners.webhooks.signing import Signer
from service.partners.webhooks.webhook import Webhook
from tests.contract.answers import application
from tests.fakes.partners import SECRET, START


@pytest.fixture(scope="module")
def programs() -> Iterator[dict[str, str]]:
    """Each program of the page, by its language. The service runs as long as they are needed."""
    with application() as app:
        app.config["PUBLIC_URL"] = None
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        docs = app.test_client().get("/api/docs", base_url=f"http://127.0.0.1:{server.port}").text
        blocks = re.findall(r"<h3>(\w+)</h3>\s*<pre><code>(.*?)</code></pre>", docs, flags=re.DOTALL)
        blocks += re.findall(
            r'<h2 id="(webhooks|copy)">.*?<pre><code>(.*?)</code></pre>', docs, flags=re.DOTALL
        )
        yield {name: html.unescape(text) for name, text in blocks}
        server.shutdown()
        thread.join()
        server.server_close()


def run(program: str, words: list[str], folder: Path) -> str:
    done = subprocess.run(
        words, input=program, capture_output=True, text=True, timeout=60, cwd=folder, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def assert_shows_the_section(output: str) -> None:
    assert "<p>You may know ketamine only as a party drug." in output
    assert "/disclaimer" in output
    assert "David Tobin" in output
    assert "/articles/how-ketamine-works/plain/introduction/" in output


def test_the_page_has_a_program_in_each_language(programs: dict[str, str]) -> None:
    assert set(programs) == {"curl", "Python", "JavaScript", "webhooks", "copy"}
    assert not any("127.0.0.1:8000" in program for program in programs.values())


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
def test_the_program_in_curl_gets_the_section_and_then_nothing_new(
    programs: dict[str, str], tmp_path: Path
) -> None:
    assert run(programs["curl"], ["sh", "-e"], tmp_path).strip() == "304"
    assert '"title"' in (tmp_path / "section.json").read_text("utf-8")


def test_the_program_in_python_shows_the_section(programs: dict[str, str], tmp_path: Path) -> None:
    assert_shows_the_section(run(programs["Python"], [sys.executable, "-"], tmp_path))


def test_the_program_in_python_tells_of_a_problem(programs: dict[str, str], tmp_path: Path) -> None:
    wrong = programs["Python"].replace("level=plain", "level=simple")
    done = subprocess.run(
        [sys.executable, "-"], input=wrong, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert "is not offered at level 'simple'. ['full', 'standard', 'plain', 'easy']" in done.stderr


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no node here")
def test_the_program_in_javascript_shows_the_section(programs: dict[str, str], tmp_path: Path) -> None:
    assert_shows_the_section(run(programs["JavaScript"], ["node", "--input-type=module"], tmp_path))


def event_of(programs: dict[str, str]) -> Any:
    """The function of the documentation that checks a webhook."""
    names: dict[str, Any] = {}
    exec(compile(programs["webhooks"], "webhook.txt", "exec"), names)  # noqa: S102
    return names["event_of"]


def test_the_program_for_webhooks_takes_what_is_signed_also_while_a_secret_changes(
    programs: dict[str, str],
) -> None:
    signer, now, body = Signer(SECRET), datetime.now(UTC), b'{"type":"ping"}'
    webhook = Webhook("wh_AAAAAAAAAA", "clinic", "https://partner.example/", START, 0)
    rotated = webhook.rotated(now + timedelta(days=1))
    for secret in (signer.secret_of(webhook), signer.secret_of(rotated)):
        headers = signer.headers(rotated, "msg_1", body, now)
        assert event_of(programs)(headers, body, secret) == {"type": "ping"}


def test_the_program_for_webhooks_refuses_what_was_altered_and_what_is_old(programs: dict[str, str]) -> None:
    signer, now, body = Signer(SECRET), datetime.now(UTC), b'{"type":"ping"}'
    webhook = Webhook("wh_AAAAAAAAAA", "clinic", "https://partner.example/", START, 0)
    secret = signer.secret_of(webhook)
    good = signer.headers(webhook, "msg_1", body, now)
    old = signer.headers(webhook, "msg_1", body, now - timedelta(minutes=6))
    for headers, sent, told in (
        (good, b'{"type":"pong"}', "not signed"),
        ({**good, "webhook-id": "msg_2"}, body, "not signed"),
        ({**good, "webhook-signature": "v1,\xfc"}, body, "not signed"),
        (old, body, "five minutes"),
        ({**old, "webhook-timestamp": good["webhook-timestamp"]}, body, "not signed"),
    ):
        with pytest.raises(ValueError, match=told):
            event_of(programs)(headers, sent, secret)


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
def test_the_client_that_is_fetched_makes_a_copy_of_all_texts(
    programs: dict[str, str], tmp_path: Path
) -> None:
    run(programs["copy"].replace("python3", sys.executable), ["sh", "-e"], tmp_path)
    text = json.loads((tmp_path / "articles/how-ketamine-works/plain.json").read_text("utf-8"))
    assert text["sections"][0]["html"].startswith("<p>You may know ketamine only as a party drug.")
    assert len(list(tmp_path.glob("articles/*/*.json"))) == 4
