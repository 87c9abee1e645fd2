"""Numbers and units in a text, in one form however they are written.

`1,000` is 1000, `30 to 40 percent` is `30-40%`, `one and a half hours` is 90 minutes, `twice a day` is
`2 times daily`, `1 in 4` is 25 %. The words for them are data: `quantities.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from content.number_words import number_words
from content.quantity import Amount, Quantities, Quantity
from content.quantity_scan import Scan

__all__ = ["Amount", "Counted", "Quantities", "Quantity", "counted", "gathered", "quantities"]

_DIGIT = re.compile(r"\d")
_GO_ON = frozenset({"or", "and", "to", "per", "a", "c", "f"})
_LETTERS = re.compile(r"[a-z]+")


class Counted(NamedTuple):
    """What one sentence says in numbers: its quantities, in order, each time that they are said.

    `loose` and `soft` are as in `Quantities`.
    """

    amounts: tuple[Amount, ...] = ()
    loose: frozenset[str] = frozenset()
    soft: frozenset[Quantity] = frozenset()


def quantities(texts: Sequence[str]) -> Quantities:
    """Every quantity in `texts`, each a block or a sentence."""
    return gathered(map(counted, texts))


def counted(text: str) -> Counted:
    """What one sentence or block says in numbers."""
    if not _may_count(text):
        return Counted()
    scan = Scan(text)
    amounts = tuple(scan.run())
    return Counted(amounts, frozenset(scan.loose), frozenset(scan.soft()))


def gathered(each: Iterable[Counted]) -> Quantities:
    """The quantities of some sentences as those of one text."""
    exact: dict[Quantity, str] = {}
    loose: set[str] = set()
    soft: set[Quantity] = set()
    figures: dict[Quantity, str] = {}
    alone: list[str] = []
    for one in each:
        for amount in one.amounts:
            exact.setdefault(amount.quantity, amount.shown)
            figures.setdefault(amount.quantity, amount.figure)
        alone += (amount.quantity.value for amount in one.amounts if _is_alone(amount))
        loose.update(one.loose)
        soft.update(one.soft)
    bare = frozenset((*alone, *(quantity.value for quantity in soft if not quantity.unit)))
    every = frozenset(loose) | {quantity.value for quantity in exact}
    return Quantities(exact, every, frozenset(soft), bare, figures)


def _is_alone(amount: Amount) -> bool:
    """Whether a number has neither a unit nor anything that it counts: "after 20 to 30, and …"."""
    following = amount.after[0] if amount.after else ""
    return not amount.quantity.unit and (not following.isalpha() or following in _GO_ON)


def _may_count(text: str) -> bool:
    """Whether a sentence can hold a quantity at all; most do not, and need no walk."""
    if _DIGIT.search(text):
        return True
    words = _LETTERS.findall(text.lower())
    return not (number_words().signs.isdisjoint(words) and number_words().spans.isdisjoint(words))
