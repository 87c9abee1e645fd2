"""Redis is gone, and comes back: nobody waits for it, nobody is let in without a limit."""

from __future__ import annotations

import json

import pytest

from service.partners.memory_limiter import MemoryLimiter
from service.partners.standby import PAUSE, StandbyLimiter
from service.partners.window import Allowance, LimiterUnavailable
from service.request_log import configure_logging
from tests.fakes.partners import Clock


class Failing:
    """A limiter that can be broken; counts how often it is asked."""

    def __init__(self) -> None:
        self.broken = False
        self.asked = 0
        self.closed = False

    def take(self, asker: str, limit: int) -> Allowance:
        self.asked += 1
        if self.broken:
            raise LimiterUnavailable("TimeoutError")
        return Allowance(True, 77, 60)

    def close(self) -> None:
        self.closed = True


def test_while_the_first_works_the_second_counts_nothing() -> None:
    first = Failing()
    limiter = StandbyLimiter(first, MemoryLimiter())
    assert [limiter.take("partner:a", 1).remaining for _ in range(3)] == [77] * 3


def test_while_the_first_fails_the_limit_holds_in_memory_and_it_is_left_alone_for_a_while() -> None:
    first, clock = Failing(), Clock()
    limiter = StandbyLimiter(first, MemoryLimiter(clock.seconds), clock.seconds)
    first.broken = True
    assert [limiter.take("partner:a", 2).admitted for _ in range(4)] == [True, True, False, False]
    assert first.asked == 1
    clock.move(seconds=PAUSE)
    limiter.take("partner:a", 2)
    assert first.asked == 2


def test_it_is_told_once_that_it_failed_and_once_that_it_is_back(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("info")
    first, clock = Failing(), Clock()
    limiter = StandbyLimiter(first, MemoryLimiter(clock.seconds), clock.seconds)
    first.broken = True
    for _ in range(20):
        limiter.take("partner:a", 2)
        clock.move(seconds=1)
    first.broken = False
    clock.move(seconds=PAUSE)
    assert [limiter.take("partner:a", 2).remaining for _ in range(2)] == [77, 77]
    told = [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()]
    assert told == [
        "Redis does not answer: each process counts limits for itself",
        "limits are counted by Redis again",
    ]


def test_closing_closes_both() -> None:
    first, second = Failing(), Failing()
    StandbyLimiter(first, second).close()
    assert (first.closed, second.closed) == (True, True)
