"""Timing in turn: each rival once a round, so that a busy machine slows them alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from statistics import median


def medians(rivals: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median seconds of one call of each, after one call each to warm up."""
    for call in rivals.values():
        call()
    times: dict[str, list[float]] = {name: [] for name in rivals}
    for _ in range(rounds):
        for name, call in rivals.items():
            began = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - began)
    return {name: median(taken) for name, taken in times.items()}
