"""Signs that start a list item where the format itself has no lists."""

from __future__ import annotations

import re
from typing import NamedTuple

_BULLET = re.compile(r"\s*(?:(?P<sign>[-*+•‣▪▫◦·●○■□➢➤✓✔\u2013])|(?P<number>\d{1,3})[.)])[\s\u00a0]+(?=\S)")
# The private letters that Word's symbol fonts print as bullets.
_SYMBOL = re.compile("\\s*[\uf0a7\uf0b7\uf0d8\uf0fc]\\s*(?=\\S)")


class Bullet(NamedTuple):
    """Where the words start, how far the sign is indented, and its number if it has one."""

    end: int
    indent: int
    number: int | None


def bullet(line: str) -> Bullet | None:
    """The sign of a list item at the start of `line`, or None."""
    found = _BULLET.match(line)
    symbol = None if found else _SYMBOL.match(line)
    if found is None and symbol is None:
        return None
    indent = len(line) - len(line.lstrip())
    if symbol is not None:
        return Bullet(symbol.end(), indent, None)
    assert found is not None  # noqa: S101  # one of the two was found
    return Bullet(found.end(), indent, int(found["number"]) if found["number"] else None)
