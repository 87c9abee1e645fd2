"""The keeper of the deliverer's process, with another program in its place."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import Any

import pytest
from structlog.testing import capture_logs

from service.cli import beside
from service.request_log import configure_logging

#: Seconds for what is to happen at once, on a busy machine.
PATIENCE = 30


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    configure_logging("error")
    monkeypatch.setattr(beside, "PAUSE_S", 0.01)
    monkeypatch.setattr(beside, "_LOOK_S", 0.01)


def running(monkeypatch: pytest.MonkeyPatch, program: str, enough: int) -> tuple[list[Any], threading.Event]:
    """Have this program run instead; what was started, and an event once there were so many."""
    began, there, real = [], threading.Event(), subprocess.Popen

    def start(command: list[str], **options: Any) -> Any:
        assert command[1:3] == ["-m", "service.delivering"]
        began.append(real([sys.executable, "-c", program], stdout=subprocess.PIPE, **options))
        if len(began) >= enough:
            there.set()
        return began[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    return began, there


def test_a_deliverer_that_died_is_replaced_and_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    began, there = running(monkeypatch, "pass", 3)
    with capture_logs() as logs, beside.delivering():
        assert there.wait(PATIENCE)
    assert logs[0]["event"] == "the deliverer of webhooks ended; it is started anew"
    assert all(each.poll() is not None for each in began)
    for each in began:
        each.stdout.close()


def test_a_deliverer_that_can_not_be_started_is_tried_again_and_that_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (began, there) = running(monkeypatch, "import signal; signal.pause()", 1)
    refusals, real = (
        [BlockingIOError("no process is left"), OSError("no memory")],
        subprocess.Popen,
    )

    def start(command: list[str], **options: Any) -> Any:
        if refusals:
            raise refusals.pop()
        return real(command, **options)

    monkeypatch.setattr(subprocess, "Popen", start)
    with capture_logs() as logs, beside.delivering():
        assert there.wait(PATIENCE)
    told = [each["problem"] for each in logs if "can't be started" in each["event"]]
    assert told == ["no memory", "no process is left"]
    began[0].stdout.close()


@pytest.mark.parametrize("stubborn", [False, True])
def test_the_deliverer_is_told_to_end_and_made_to_where_it_does_not(
    monkeypatch: pytest.MonkeyPatch, stubborn: bool
) -> None:
    monkeypatch.setattr(beside, "END_S", 0.2 if stubborn else PATIENCE)
    what = "signal.SIG_IGN" if stubborn else "lambda *_: sys.exit(7)"
    program = f"import signal, sys; signal.signal(signal.SIGTERM, {what}); print(flush=True); signal.pause(); signal.pause()"
    (began, _) = running(monkeypatch, program, 1)
    with beside.delivering():
        began[0].stdout.readline()
    assert began[0].returncode == (-9 if stubborn else 7)
    began[0].stdout.close()
