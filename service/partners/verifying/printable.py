"""Words of others as they may be printed: without the signs that a terminal heeds instead of showing them."""

from __future__ import annotations

import re

# Controls, ends of lines among them, and what turns the direction of all that follows.
_HEEDED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text in one line, without them."""
    return _HEEDED.sub("", text)
