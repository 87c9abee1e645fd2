"""What a rule finds in a sentence, before it is put into words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from content.advice.reading import Seen, Whole


class Mark(NamedTuple):
    """Code points `start` to `end` (exclusive) of the shown sentence; the rest is for the message."""

    start: int
    end: int
    counted: int = 0
    allowed: float = 0
    plainer: tuple[str, ...] = ()
    unless: str = ""
    inflected: bool = False


#: A rule made ready: it finds its marks in one sentence of a text.
Finder = Callable[[Seen, Whole], Iterable[Mark]]


def over(found: Seen, first: int, last: int, **more: object) -> Mark:
    """A mark over the words `first` to `last`, both included."""
    return Mark(found.starts[first], found.ends[last], **more)  # type: ignore[arg-type]
