"""What every `Limiter` does: in memory, and in Redis where a server answers."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from service.partners.memory_limiter import MemoryLimiter
from service.partners.window import Limiter
from tests.fakes.partners import Clock
from tests.service.partners.redis_server import URL, require, unlike_any_other


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "redis"])
def limiter(request: pytest.FixtureRequest, clock: Clock) -> Iterator[Limiter]:
    made = MemoryLimiter(clock.seconds) if request.param == "memory" else in_redis(clock)
    yield made
    made.close()
    made.close()


def in_redis(clock: Clock) -> Limiter:
    require()
    from service.partners.redis_limiter import RedisLimiter

    mark = unlike_any_other()
    return RedisLimiter(URL, lambda asker: f"{mark}:{asker}", clock.seconds, patience=60)


def test_the_limit_is_admitted_and_then_nothing_until_the_window_slid_on(
    limiter: Limiter, clock: Clock
) -> None:
    clock.move(seconds=20)
    taken = [limiter.take("partner:a", 5) for _ in range(7)]
    assert [each.admitted for each in taken] == [True] * 5 + [False] * 2
    assert [each.remaining for each in taken] == [4, 3, 2, 1, 0, 0, 0]
    assert {each.seconds for each in taken[:5]} == {40}
    clock.move(seconds=taken[-1].seconds - 1)
    assert not limiter.take("partner:a", 5).admitted
    clock.move(seconds=1)
    assert limiter.take("partner:a", 5).admitted


def test_askers_do_not_share(limiter: Limiter) -> None:
    assert limiter.take("partner:a", 1).admitted
    assert not limiter.take("partner:a", 1).admitted
    assert limiter.take("partner:b", 1).admitted
    assert limiter.take("address:a", 1).admitted


def test_who_is_refused_is_not_counted(limiter: Limiter, clock: Clock) -> None:
    for _ in range(100):
        limiter.take("partner:a", 3)
    clock.move(minutes=1, seconds=40)
    assert limiter.take("partner:a", 3).admitted


def test_after_two_quiet_minutes_all_is_forgotten(limiter: Limiter, clock: Clock) -> None:
    for _ in range(5):
        limiter.take("partner:a", 5)
    clock.move(minutes=2)
    assert limiter.take("partner:a", 5).remaining == 4


def test_another_limit_holds_at_once(limiter: Limiter) -> None:
    assert limiter.take("partner:a", 1).admitted
    assert not limiter.take("partner:a", 1).admitted
    assert limiter.take("partner:a", 3).remaining == 1
    assert not limiter.take("partner:a", 1).admitted


def test_eight_threads_get_the_limit_together_and_no_more(limiter: Limiter) -> None:
    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(lambda _: limiter.take("partner:a", 300), range(800)))
    assert sum(each.admitted for each in taken) == 300


@hypothesis_settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.tuples(st.floats(0, 90), st.integers(1, 12), st.integers(1, 12)), max_size=12))
def test_redis_and_memory_come_to_the_same_judgement(steps: list[tuple[float, int, int]]) -> None:
    clock = Clock()
    memory, shared = MemoryLimiter(clock.seconds), in_redis(clock)
    for wait, times, limit in steps:
        clock.move(seconds=wait)
        for _ in range(times):
            assert memory.take("partner:a", limit) == shared.take("partner:a", limit)
    shared.close()


def test_so_many_askers_of_a_kind_are_remembered_and_no_flood_makes_us_forget_partners(clock: Clock) -> None:
    limiter = MemoryLimiter(clock.seconds, most=3)
    limiter.take("partner:a", 1)
    for address in "abcd":
        limiter.take(f"address:{address}", 1)
    assert limiter.take("address:a", 1).admitted, "the one that asked first was forgotten"
    assert not limiter.take("address:d", 1).admitted
    assert not limiter.take("partner:a", 1).admitted


def test_who_asked_in_this_minute_is_remembered_longest(clock: Clock) -> None:
    limiter = MemoryLimiter(clock.seconds, most=2)
    limiter.take("address:a", 2)
    limiter.take("address:b", 2)
    clock.move(minutes=1)
    limiter.take("address:a", 9)
    limiter.take("address:c", 9)
    assert limiter.take("address:a", 9).remaining < 8
    assert limiter.take("address:b", 9).remaining == 8


def test_a_clock_that_goes_back_gives_nobody_a_second_minute_for_ever(clock: Clock) -> None:
    limiter = MemoryLimiter(clock.seconds)
    for _ in range(5):
        limiter.take("partner:a", 5)
    clock.move(minutes=-10)
    assert limiter.take("partner:a", 5).remaining == 4
