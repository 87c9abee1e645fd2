"""A process beside the web server: it delivers webhooks, ends with the server, and is replaced if it dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from audio.lifetime import die_with

#: Seconds between the end of one and the start of the next.
PAUSE_S = 5.0
#: Seconds that one gets to end what is under way: no request of it takes longer.
END_S = 11.0
_LOOK_S = 0.5


@contextmanager
def delivering() -> Iterator[None]:
    """Deliver webhooks in a process of its own for as long as this lasts."""
    stop, begun = threading.Event(), threading.Event()
    keeper = threading.Thread(target=_keep, args=(stop, begun), name="keeper", daemon=True)
    keeper.start()
    # The server forks: not while another thread of this process is amid an import.
    begun.wait()
    try:
        yield
    finally:
        stop.set()
        keeper.join(END_S + 2)


def _keep(stop: threading.Event, begun: threading.Event) -> None:
    # Spawned, not forked: nothing of the server's state or connections comes along.
    context = multiprocessing.get_context("spawn")
    while not stop.is_set():
        process = context.Process(target=_deliver, args=(os.getpid(),), name="webhooks", daemon=True)
        try:
            process.start()
        finally:
            begun.set()
        while process.is_alive() and not stop.wait(_LOOK_S):
            pass
        if stop.is_set():
            process.terminate()
            process.join(END_S)
            process.kill()
        else:
            structlog.get_logger().error("the deliverer of webhooks ended; it is started anew")
            stop.wait(PAUSE_S)


def _deliver(server: int) -> None:
    die_with(server)
    # A Ctrl-C reaches all processes of a terminal; the server passes it on as SIGTERM, after its own end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from service.cli.webhook import deliver_until_told

    deliver_until_told(signal.SIGTERM)
