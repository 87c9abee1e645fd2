"""The Redis server of the tests, if there is one: `TEST_REDIS_URL`, or the one on this machine."""

from __future__ import annotations

import os
import uuid

import pytest

URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/0")


def reason_to_skip() -> str:
    """Why no test can use it; empty where they can."""
    try:
        import redis
    except ModuleNotFoundError:
        return "redis-py is not installed: pip install '.[redis]'"
    try:
        with redis.Redis.from_url(URL, socket_timeout=2, socket_connect_timeout=2) as server:
            server.ping()
    except redis.RedisError:
        return "no Redis answers at TEST_REDIS_URL or 127.0.0.1:6379"
    return ""


def require() -> None:
    reason = reason_to_skip()
    if reason:
        pytest.skip(reason)


def unlike_any_other() -> str:
    """An asker of this test alone: the server may be another's, and is not to be emptied."""
    return f"test-{uuid.uuid4().hex}"
