"""(e) A section that nobody heard yet, over HTTP from `plainspoken serve` on a fresh data folder."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from content.article import Level
from service.hearing import of_section
from tests.bench.bundled import SLUG, published, reading
from tests.bench.client import fetch, first_byte
from tests.bench.making import by_programs
from tests.bench.rounds import medians

NAME = "cold"
TITLE = "(e) seconds to the first byte of a section that has to be made, some two minutes long, over HTTP"
ROUNDS = 3


def lines() -> Iterator[str]:
    """First byte and last, in each format; the first one of all starts the speech worker too."""
    for name in ("mp3", "opus"):
        firsts, lasts, very_first = [], [], []
        for _ in range(ROUNDS):
            with fresh_server() as port:
                for number, level in enumerate(Level):
                    first, last = first_byte(port, f"/audio/{SLUG}/{level}/introduction.{name}")
                    (firsts if number else very_first).append(first)
                    lasts.append(last)
        yield (
            f"{name}: first byte after {median(firsts):.2f} s (the server's very first sound: "
            f"{median(very_first):.2f} s), the whole after {median(lasts):.2f} s"
        )
    if not (shutil.which("espeak-ng") and shutil.which("ffmpeg")):
        yield "no rival: the espeak-ng and ffmpeg programs are not installed"
        return
    with TemporaryDirectory() as folder:
        hearing = of_section(reading("introduction", Level.PLAIN))
        took = medians({"programs": partial(by_programs, hearing, Path(folder))}, ROUNDS)
    yield f"the espeak-ng and ffmpeg programs, which have a file when all is done: {took['programs']:.2f} s"


@contextmanager
def fresh_server() -> Iterator[int]:
    """`plainspoken serve` where the article is published and no sound was ever made; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with published() as (folder, _):
        env = os.environ | {"PLAINSPOKEN_DATA_DIR": str(folder), "PLAINSPOKEN_LOG_LEVEL": "error"}
        command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port)]
        process = subprocess.Popen(command, env=env, cwd=Path(__file__).parents[2], stdout=subprocess.DEVNULL)
        try:
            _wait_for(port)
            yield port
        finally:
            process.terminate()
            process.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            fetch(port, "/health/live")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")
