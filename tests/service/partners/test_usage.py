from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from service.partners.partner import Usage
from service.partners.usage import UsageCounter
from service.request_log import configure_logging
from tests.fakes.partner_store import FakePartnerStore
from tests.fakes.partners import Desk

DAY = date(2026, 3, 1)


def written(desk: Desk) -> tuple[Usage, ...]:
    return desk.store.usage("clinic", date(2026, 1, 1), date(2026, 12, 31))


def test_requests_are_counted_in_memory_and_written_once_a_moment_later() -> None:
    desk = Desk()
    for article in ("sleep", "", "sleep"):
        desk.desk.usage.count("clinic", article)
    assert (written(desk), len(desk.waiting)) == ((), 1)
    desk.write()
    assert written(desk) == (Usage("clinic", DAY, "", 1), Usage("clinic", DAY, "sleep", 2))
    desk.desk.usage.count("clinic", "sleep")
    desk.write()
    assert written(desk)[1].requests == 3


def test_a_request_after_midnight_utc_belongs_to_the_next_day() -> None:
    desk = Desk()
    desk.desk.usage.count("clinic", "sleep")
    desk.clock.move(hours=12)
    desk.desk.usage.count("clinic", "sleep")
    desk.write()
    assert [each.day.day for each in written(desk)] == [1, 2]


def test_what_could_not_be_written_is_kept_and_tried_again(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("error")
    desk = Desk()
    assert isinstance(desk.store, FakePartnerStore)
    desk.desk.usage.count("clinic", "sleep")
    desk.store.broken = "gone"
    desk.waiting.pop()()
    assert len(desk.waiting) == 1
    assert "usage could not be written" in capsys.readouterr().err
    desk.desk.usage.count("clinic", "sleep")
    desk.store.broken = ""
    desk.write()
    assert written(desk) == (Usage("clinic", DAY, "sleep", 2),)


def test_a_store_that_is_gone_is_left_alone_for_longer_than_one_that_is_there() -> None:
    desk, delays = Desk(), list[float]()
    assert isinstance(desk.store, FakePartnerStore)
    counter = UsageCounter(desk.store, desk.clock, lambda seconds, _: delays.append(seconds))
    desk.store.broken = "gone"
    counter.count("clinic", "sleep")
    counter.flush()
    assert delays == [0.2, 2.0]


def test_what_is_held_is_bounded() -> None:
    desk = Desk()
    for number in range(10_050):
        desk.desk.usage.count("clinic", f"article-{number}")
    desk.desk.usage.count("clinic", "article-1")
    desk.write()
    assert sum(each.requests for each in written(desk)) == 10_001


def test_eight_threads_lose_nothing_even_while_it_is_written() -> None:
    desk = Desk()

    def count(number: int) -> None:
        desk.desk.usage.count("clinic", "sleep")
        if number % 7 == 0:
            desk.desk.usage.flush()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(count, range(2000)))
    desk.desk.close()
    assert sum(each.requests for each in written(desk)) == 2000
