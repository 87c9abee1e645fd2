from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.service.command import BUNDLED, Run
from tests.service.partners.receiver import receiving


def test_serve_answers_over_http_and_stops_when_told(run: Run, tmp_path: Path) -> None:
    run("db", "upgrade")
    run("publish", "--no-render", BUNDLED)
    port = free_port()
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


def test_what_partners_asked_for_is_written_when_the_server_is_told_to_end(run: Run) -> None:
    run("db", "upgrade")
    key = run("partner", "add", "clinic").stdout.strip()
    port = free_port()
    command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        assert status(f"http://127.0.0.1:{port}/health/ready") == 200
        asking = urllib.request.Request(
            f"http://127.0.0.1:{port}/api/v1/levels", headers={"Authorization": f"Bearer {key}"}
        )
        for _ in range(50):
            urllib.request.urlopen(asking, timeout=10).close()  # noqa: S310
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert process.returncode == 0
    (listed,) = json.loads(run("partner", "list", "--json").stdout)
    assert listed["requests_in_30_days"] == 50


# The server lets go of threads that rest; here after seconds, not half a minute.
IMPATIENT = """
import functools, granian
granian.Granian = functools.partial(granian.Granian, blocking_threads_idle_timeout=5)
from service.cli import main
main()
"""


def test_a_server_process_outlives_its_threads(run: Run) -> None:
    run("db", "upgrade")
    port = free_port()
    command = [sys.executable, "-c", IMPATIENT, "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        address = f"http://127.0.0.1:{port}/api/v1/articles"
        assert status(address) == 200
        with ThreadPoolExecutor(20) as threads:
            assert set(threads.map(lambda _: status(address), range(40))) == {200}
        time.sleep(8)
        assert status(address) == 200
    finally:
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=30)
    assert "Unexpected exit" not in output


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


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_serve_delivers_webhooks_beside_itself_and_takes_the_deliverer_along(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    monkeypatch.setenv("PLAINSPOKEN_PUBLIC_URL", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("PLAINSPOKEN_WEBHOOK_NETWORKS", "127.0.0.0/8")
    run("db", "upgrade")
    run("partner", "add", "clinic")
    with receiving() as receiver:
        run("partner", "webhook", "add", "clinic", f"http://127.0.0.1:{receiver.port}/")
        command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port)]
        process = subprocess.Popen(command, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            assert status(f"http://127.0.0.1:{port}/health/ready") == 200
            run("publish", "--no-render", BUNDLED)
            until(lambda: len(receiver.requests) == 1)
            assert b'"type":"articles.changed"' in receiver.requests[0][2]
            (deliverer,) = deliverers(process.pid)
        finally:
            process.kill()
            process.communicate(timeout=30)
        # Killed outright: nobody had the time to end anything.
        until(lambda: not Path(f"/proc/{deliverer}").exists())


def test_serve_says_that_webhooks_wait_for_a_public_address(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("db", "upgrade")
    run("partner", "add", "clinic")
    monkeypatch.setenv("PLAINSPOKEN_PUBLIC_URL", "https://health.example")
    monkeypatch.setenv("PLAINSPOKEN_WEBHOOK_NETWORKS", "127.0.0.0/8")
    assert run("partner", "webhook", "add", "clinic", "http://127.0.0.1/").exit_code == 0
    monkeypatch.delenv("PLAINSPOKEN_PUBLIC_URL")
    with socket.create_server(("127.0.0.1", 0)) as other:
        result = run("serve", "--port", other.getsockname()[1])
    assert "PLAINSPOKEN_PUBLIC_URL is not set, so that nothing is sent to webhooks" in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_a_server_process_that_does_not_end_is_ended(run: Run) -> None:
    port = free_port()
    run("db", "upgrade")
    command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert status(f"http://127.0.0.1:{port}/health/ready") == 200
        (worker,) = children(process.pid)
        os.kill(worker, signal.SIGSTOP)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
        assert not Path(f"/proc/{worker}").exists()
    finally:
        process.kill()
        process.wait()


def children(parent: int) -> list[int]:
    """The processes that a process has begun."""
    told = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(pid) for each in told for pid in each.read_text().split()]


def deliverers(parent: int) -> list[int]:
    """The processes of a server that deliver webhooks."""
    found = children(parent)
    return [pid for pid in found if b"service.delivering" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def until(there: Callable[[], bool]) -> None:
    """Wait for it; on a busy machine, long."""
    for _ in range(600):
        if there():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come about")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status(url: str) -> int:
    """The status of an answer, once there is one."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {url}")
