"""(g) All of the bundled article's sound made by two workers, against one."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from service.jobs.render import hearings, render_all
from tests.bench.bundled import SLUG, published

NAME = "rendering"
TITLE = (
    "(g) the bundled article's sound, every section and whole article at every level: two workers against one"
)
ROUNDS = 3


def lines() -> Iterator[str]:
    """The ratio. Each run is a process of its own, in a folder of its own."""
    times: dict[int, list[float]] = {1: [], 2: []}
    length = 0.0
    for _ in range(ROUNDS):
        for workers, taken in times.items():
            done = subprocess.run(
                [sys.executable, "-m", "tests.bench.rendering", str(workers)],
                check=True, capture_output=True, cwd=Path(__file__).parents[2],
            )  # fmt: skip
            seconds, length = json.loads(done.stdout)
            taken.append(seconds)
    one, two = median(times[1]), median(times[2])
    yield f"{one / two:.2f} ({one:.1f} s against {two:.1f} s; {length / one:.0f} and {length / two:.0f} times real time)"


def main(workers: int) -> None:
    """Make it all; print the seconds that it took, and the seconds that it lasts."""
    with published(workers) as (_, services):
        wanted = hearings(services, SLUG)
        began = time.perf_counter()
        for done in render_all(services, wanted, workers=workers):
            if done.error:
                raise SystemExit(done.error)
        took = time.perf_counter() - began
        made = [services.listener.sound(hearing, "mp3").duration_ms or 0 for hearing in wanted]
    print(json.dumps([took, sum(made) / 1000]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
