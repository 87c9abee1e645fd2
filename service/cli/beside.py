"""A process beside the web server: it delivers webhooks, ends with the server, and is replaced if it dies."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

#: Seconds between the end of one and the start of the next.
PAUSE_S = 5.0
#: Seconds that one gets to end what is under way: no request of it takes longer, with its name.
END_S = 11.0
_LOOK_S = 0.5


@contextmanager
def delivering() -> Iterator[None]:
    """Deliver webhooks in a process of its own for as long as this lasts."""
    stop, begun = threading.Event(), threading.Event()
    keeper = threading.Thread(target=_keep, args=(stop, begun), name="keeper", daemon=True)
    keeper.start()
    # The server forks: not while another thread of this process is about to start something.
    begun.wait()
    try:
        yield
    finally:
        stop.set()
        keeper.join(END_S + _LOOK_S + 1)


def _keep(stop: threading.Event, begun: threading.Event) -> None:
    command = [sys.executable, "-m", "service.delivering", str(os.getpid())]
    while not stop.is_set():
        try:
            process = _started(command)
        finally:
            begun.set()
        if process is None:
            stop.wait(PAUSE_S)
            continue
        while process.poll() is None and not stop.wait(_LOOK_S):
            pass
        if stop.is_set():
            _end(process)
        else:
            structlog.get_logger().error("the deliverer of webhooks ended; it is started anew")
            stop.wait(PAUSE_S)


def _started(command: list[str]) -> subprocess.Popen[bytes] | None:
    try:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - nothing of others is in it
    except OSError as error:  # no memory or no process is left: there may be later
        structlog.get_logger().error(
            "the deliverer of webhooks can't be started; it is tried again", problem=str(error)
        )
        return None


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
