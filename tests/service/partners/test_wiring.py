"""The parts that the settings choose."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace

import pytest

from service.partners.limits import Limits
from service.partners.memory_limiter import MemoryLimiter
from service.partners.partner import Usage
from service.partners.standby import StandbyLimiter
from service.partners.usage import UsageCounter
from service.settings import SettingError, Settings
from service.wiring import wire
from tests.fakes.partner_store import FakePartnerStore
from tests.fakes.partners import Clock
from tests.service.command import BUNDLED, Run


def test_without_redis_each_process_counts_for_itself(settings: Settings) -> None:
    parts = wire(replace(settings, partner_limits=Limits(7)))
    assert parts.partners is not None
    assert isinstance(parts.partners.limiter, MemoryLimiter)
    assert (parts.partners.anonymous, parts.partners.keyed) == (Limits(60), Limits(7))
    parts.close()


def test_a_redis_that_is_not_there_does_not_keep_the_service_from_starting(settings: Settings) -> None:
    pytest.importorskip("redis", reason="redis-py is not installed: pip install '.[redis]'")
    parts = wire(replace(settings, redis_url="redis://127.0.0.1:1/0"))
    assert parts.partners is not None
    assert isinstance(parts.partners.limiter, StandbyLimiter)
    visits = [parts.partners.receive(None, "203.0.113.9", "/api/v1/levels") for _ in range(2)]
    assert [visit.allowance.remaining for visit in visits] == [59, 58]
    parts.close()


@pytest.mark.parametrize(
    "url", ["redis://me:hunter2@host:port", "redis://me:hunter2@host/?health_check_interval=often"]
)
def test_a_redis_address_that_can_not_be_used_is_not_told_back(settings: Settings, url: str) -> None:
    pytest.importorskip("redis", reason="redis-py is not installed: pip install '.[redis]'")
    with pytest.raises(SettingError, match="PLAINSPOKEN_REDIS_URL") as error:
        wire(replace(settings, redis_url=url))
    assert "hunter2" not in str(error.value)


def test_without_its_package_redis_is_refused_with_the_remedy(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    monkeypatch.delitem(sys.modules, "service.partners.redis_limiter", raising=False)
    with pytest.raises(SettingError, match=r"pip install '\.\[redis\]'"):
        wire(replace(settings, redis_url="redis://localhost"))


def test_usage_is_written_by_itself() -> None:
    class Telling(FakePartnerStore):
        written = threading.Event()

        def count(self, counted) -> None:  # type: ignore[no-untyped-def]
            super().count(counted)
            self.written.set()

    store, clock = Telling(), Clock()
    UsageCounter(store, clock).count("clinic", "sleep")
    assert store.written.wait(60)
    day = clock().date()
    assert store.usage("clinic", day, day) == (Usage("clinic", day, "sleep", 1),)


def test_a_database_without_partners_tables_is_told_before_the_server_starts(run: Run) -> None:
    from content.store import migrations

    migrations.upgrade(Settings.from_environment().database_url)
    assert run("publish", "--no-render", BUNDLED).exit_code == 0
    result = run("serve")
    assert result.exit_code == 2
    assert "plainspoken db upgrade" in result.output
