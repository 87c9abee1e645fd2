from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.service.command import BUNDLED, Run


def test_serve_answers_over_http_and_stops_when_told(run: Run, tmp_path: Path) -> None:
    run("db", "upgrade")
    run("publish", "--no-render", BUNDLED)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        assert status(f"http://127.0.0.1:{port}/health/ready") == 200
        assert status(f"http://127.0.0.1:{port}/articles/how-ketamine-works/plain/") == 200
        assert status(f"http://127.0.0.1:{port}/nothing") == 404
    finally:
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=30)
    assert f"Plainspoken serves 1 article at http://127.0.0.1:{port}/" in output
    assert "Traceback" not in output


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        (
            "VOICE",
            "nobody",
            "PLAINSPOKEN_VOICE must be the name of a voice, not 'nobody'. English ones are en",
        ),
        ("AUDIO_URL", "ftp://me:hunter2@host", "PLAINSPOKEN_AUDIO_URL can't be used"),
        ("DATABASE_URL", "mysql://me:hunter2@host/x", "PLAINSPOKEN_DATABASE_URL names a kind of database"),
    ],
)
def test_a_start_that_can_not_succeed_names_the_setting(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    run("db", "upgrade")
    monkeypatch.setenv(f"PLAINSPOKEN_{name}", value)
    result = run("serve")
    assert result.exit_code == 2
    assert told in result.output
    assert "hunter2" not in result.output


def test_a_port_that_is_taken_is_named(run: Run) -> None:
    run("db", "upgrade")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run("serve", "--port", port)
    assert result.exit_code == 2
    assert f"Can't listen on 127.0.0.1 port {port}" in result.output
    assert "--port" in result.output


def status(url: str) -> int:
    """The status of an answer, once there is one."""
    for _ in range(150):
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {url}")
