"""The arithmetic of the sliding window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.partners.window import WINDOW, Allowance, allow

limits = st.integers(1, 10_000)
seconds = st.floats(0, WINDOW, exclude_max=True)


@pytest.mark.parametrize(
    ("before", "now", "into", "wanted"),
    [
        (0, 0, 0.0, Allowance(True, 59, 60)),
        (0, 59, 18.5, Allowance(True, 0, 42)),
        # Full, and nothing slides out before the next minute does.
        (0, 60, 20.0, Allowance(False, 0, 41)),
        # Of 60 in the minute before, half still count: 30 more.
        (60, 0, 30.0, Allowance(True, 29, 30)),
        (60, 30, 30.0, Allowance(False, 0, 1)),
        (60, 30, 31.0, Allowance(True, 0, 29)),
    ],
)
def test_the_minute_before_counts_as_far_as_the_window_still_covers_it(
    before: int, now: int, into: float, wanted: Allowance
) -> None:
    assert allow(before, now, into, 60) == wanted


@given(st.data(), limits, seconds)
def test_what_is_said_to_remain_is_admitted_and_no_more(data: st.DataObject, limit: int, into: float) -> None:
    before, now = data.draw(st.integers(0, limit)), data.draw(st.integers(0, limit))
    allowance = allow(before, now, into, limit)
    assert allowance.admitted == (before * (1 - into / WINDOW) + now + 1 <= limit)
    if allowance.admitted:
        assert 0 <= allowance.remaining < limit
        assert 0 < allowance.seconds <= WINDOW
        last = now + 1 + allowance.remaining
        assert not allow(before, last, into, limit).admitted
        if allowance.remaining:
            assert allow(before, last - 1, into, limit).admitted


@given(st.data(), limits, seconds)
def test_who_waits_as_told_is_admitted(data: st.DataObject, limit: int, into: float) -> None:
    before, now = data.draw(st.integers(0, limit)), data.draw(st.integers(0, limit))
    allowance = allow(before, now, into, limit)
    if allowance.admitted:
        return
    assert 1 <= allowance.seconds <= 2 * WINDOW
    later = into + allowance.seconds
    if later >= 2 * WINDOW:
        before, now, later = 0, 0, later - 2 * WINDOW
    elif later >= WINDOW:
        before, now, later = now, 0, later - WINDOW
    assert allow(before, now, later, limit).admitted


@given(st.data(), seconds)
def test_a_limit_that_was_lowered_below_what_was_used_admits_nobody_and_breaks_nothing(
    data: st.DataObject, into: float
) -> None:
    before, now = data.draw(st.integers(0, 5000)), data.draw(st.integers(1, 5000))
    allowance = allow(before, now, into, 1)
    assert not allowance.admitted
    assert 1 <= allowance.seconds <= 2 * WINDOW
