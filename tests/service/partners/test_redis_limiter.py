"""One count for many processes, and nobody's address in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from service.partners.window import LimiterUnavailable
from tests.fakes.partners import SECRET
from tests.service.partners.redis_server import URL, require, unlike_any_other

ROOT = Path(__file__).parents[3]
LIMIT, PROCESSES, TRIES = 1000, 20, 100
#: Prints how many of its tries were admitted. The clock stands, so that no minute ends
#: meanwhile; the patience is for a busy machine.
ASKING = """
import sys
from service.partners.redis_limiter import RedisLimiter
limiter = RedisLimiter(sys.argv[1], lambda asker: sys.argv[2] + asker, lambda: 1_800_000_030.5, 60)
print(sum(limiter.take("partner:a", int(sys.argv[3])).admitted for _ in range(int(sys.argv[4]))))
"""


@pytest.fixture(autouse=True)
def _redis() -> None:
    require()


def test_twenty_processes_share_one_limit_to_the_very_request() -> None:
    mark = unlike_any_other()
    command = [sys.executable, "-c", ASKING, URL, mark, str(LIMIT), str(TRIES)]
    asking = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)
    ]
    admitted = [int(process.communicate(timeout=100)[0]) for process in asking]
    assert sum(admitted) == LIMIT < PROCESSES * TRIES
    assert len([each for each in admitted if each]) > 1, "they took turns"


def test_neither_addresses_nor_names_are_kept_and_all_goes_by_itself() -> None:
    import redis

    from service.partners.redis_limiter import RedisLimiter

    mine = unlike_any_other()
    address = f"address:203.0.113.9:{mine}"
    limiter = RedisLimiter(URL, SECRET.digest, patience=60)
    limiter.take(address, 5)
    limiter.close()
    with redis.Redis.from_url(URL, decode_responses=True) as server:
        key = f"plainspoken:limit:{SECRET.digest(address)}"
        kept = server.hgetall(key)
        assert set(kept) == {"minute", "count", "before"}
        assert 0 < server.ttl(key) <= 120
        assert not [each for each in server.scan_iter("plainspoken:*") if mine in each]


def test_a_server_that_is_not_there_is_told_without_its_address() -> None:
    from service.partners.redis_limiter import RedisLimiter

    limiter = RedisLimiter("redis://me:hunter2@127.0.0.1:1/0", SECRET.digest)
    with pytest.raises(LimiterUnavailable) as error:
        limiter.take("partner:a", 5)
    assert "hunter2" not in repr(error.value)
    assert error.value.__cause__ is None
    assert "hunter2" not in repr(limiter)
