"""The worker as a process: how it starts, from where, and that nothing of it is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from audio.errors import SpeechUnavailable
from audio.pool import SpeechPool, TimeLimit
from tests.audio.conftest import TEXT, children, eventually, runs, say, workers_of


@pytest.mark.parametrize(
    ("loader", "message"),
    [
        ("", "data is missing"),
        ("raise ImportError('half a wheel')", "Speech can't start: half a wheel"),
        ("import os; os.abort()", "did not start.*SIGABRT"),
        ("import os; os._exit(7)", "did not start.*exit code 7"),
        ("import time; time.sleep(60)", "did not start in 2 s"),
    ],
)
def test_what_keeps_the_engine_from_starting_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loader: str, message: str
) -> None:
    (tmp_path / "espeakng_loader.py").write_text(loader)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with (
        SpeechPool(1, time_limit=TimeLimit(start_s=2)) as pool,
        pytest.raises(SpeechUnavailable, match=message),
    ):
        pool.speak(say(TEXT), "en-us")


def python(code: str, cwd: Path) -> subprocess.Popen[str]:
    project = str(Path(__file__).parents[2])
    return subprocess.Popen(
        [sys.executable, "-P", "-W", "error", "-c", code],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": project},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_it_works_from_any_folder_whatever_lies_there_and_leaves_quietly_when_never_closed(
    tmp_path: Path,
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('a trap')")
    code = """
from audio.pool import SpeechPool
from audio.script import Script, Utterance
pool = SpeechPool(2)
print(pool.speak(Script("en", (Utterance("Hi", "Hi", "body"),)), "en-us").duration_ms > 0)
"""
    with python(code, tmp_path) as process:
        out, err = process.communicate(timeout=60)
    assert (out, err, process.returncode) == ("True\n", "", 0)


def test_no_process_is_left_when_the_server_is_killed(tmp_path: Path) -> None:
    code = """
from audio.pool import SpeechPool
from audio.script import Script, Utterance
text = "Many words. " * 40_000
SpeechPool(1).speak(Script("en", (Utterance(text, text, "body"),)), "en-us")
"""
    with python(code, tmp_path) as process:
        eventually(lambda: any(children(worker) for worker in workers_of(process.pid)))
        (worker,) = workers_of(process.pid)
        (child,) = children(worker)
        process.kill()
        eventually(lambda: not runs(worker) and not runs(child))


def test_ctrl_c_ends_the_server_and_prints_no_traceback_of_a_worker(tmp_path: Path) -> None:
    code = """
import time
from audio.pool import SpeechPool
from audio.script import Script, Utterance
with SpeechPool(1) as pool:
    pool.speak(Script("en", (Utterance("Hi", "Hi", "body"),)), "en-us")
    try:
        print("ready", flush=True)
        time.sleep(60)
    except KeyboardInterrupt:
        pass
"""
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        (worker,) = workers_of(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert err == ""
    assert not runs(worker)
