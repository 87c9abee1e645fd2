"""A bounded memory."""

from __future__ import annotations

from audio.recent import Recent


def test_what_was_used_longest_ago_is_forgotten_first() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.remember("a", 1)
    recent.remember("b", 2)
    assert recent.get("a") == 1
    recent.remember("c", 3)
    assert (recent.get("a"), recent.get("b"), recent.get("c")) == (1, None, 3)


def test_the_latest_value_counts() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.remember("a", 1)
    recent.remember("b", 2)
    recent.remember("a", 3)
    recent.remember("c", 4)
    assert (recent.get("a"), recent.get("b")) == (3, None)


def test_what_is_forgotten_is_not_known() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.remember("a", 1)
    recent.forget("a")
    recent.forget("a")
    assert recent.get("a") is None
