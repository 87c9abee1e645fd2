"""Small things that templates need: times in words."""

from __future__ import annotations


def words_of_time(seconds: float) -> str:
    """A length of time as a person says it, to the nearest half minute: "about 2 and a half minutes"."""
    halves = max(1, round(seconds / 30))
    if halves == 1:
        return "half a minute"
    minutes, half = divmod(halves, 2)
    if half:
        return f"about {minutes} and a half minutes"
    return f"about {minutes} minute{'s' if minutes > 1 else ''}"
