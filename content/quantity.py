"""A number with its unit, and all that a text says in numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

_DAY = 1440
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31
# Nobody reads longer numbers, and Python writes none of over 4,300 digits.
_MOST_DIGITS = 100
_PER = ("day", "hour", "week", "month", "year")


class Quantity(NamedTuple):
    """A number in the smallest unit of its kind; `unit` is empty for a mere count or a year."""

    value: str
    unit: str


def value_of(figures: str) -> Fraction:
    """The value of digits, which may have commas and a decimal point; of too many, that of the first 100."""
    if figures.isdecimal():
        return Fraction(int(figures[:_MOST_DIGITS]))
    whole, _, part = figures.replace(",", "").partition(".")
    return Fraction(f"{whole[:_MOST_DIGITS]}.{part[:_MOST_DIGITS]}")


def written(value: Fraction | str) -> str:
    """A value as a `Quantity` has it: 1/2 for a half; what is no number ("1960s") as it is."""
    if isinstance(value, str) or value.denominator == 1:
        return str(value)
    return f"{value.numerator}/{value.denominator}"


class Spans:
    """Times among some quantities, in minutes or months, to be found by how long they are."""

    def __init__(self, each: Iterable[Quantity]) -> None:
        self._of: dict[str, list[tuple[Fraction, Quantity]]] = {"minute": [], "month": []}
        for quantity in each:
            # "The 1960s months" has no number of months.
            if quantity.unit in self._of and not quantity.value.endswith("s"):
                self._of[quantity.unit].append((Fraction(quantity.value), quantity))
        for found in self._of.values():
            found.sort(key=_length)

    def near(self, quantity: Quantity) -> Quantity | None:
        """The shortest that is about as long in the other unit, as 12 weeks and three months are; or None."""
        if quantity.unit not in self._of or quantity.value.endswith("s"):
            return None
        value = Fraction(quantity.value)
        if quantity.unit == "month":
            others, least, most = "minute", value * _DAY * _SHORTEST_MONTH, value * _DAY * _LONGEST_MONTH
        else:
            others, least, most = "month", value / _DAY / _LONGEST_MONTH, value / _DAY / _SHORTEST_MONTH
        found = self._of[others]
        at = bisect_left(found, least, key=_length)
        return found[at][1] if value and at < len(found) and found[at][0] <= most else None


def _length(span: tuple[Fraction, Quantity]) -> Fraction:
    return span[0]


class Amount(NamedTuple):
    """A quantity where it stands: the words that say it, and the tokens just before and after them.

    `size` is that of the unit as it is written, in the smallest of its kind: 60 (minutes) for hours; 0
    without one. `figure` is the number as it is written.
    """

    quantity: Quantity
    shown: str
    size: Fraction
    figure: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Quantities:
    """What a text says in numbers.

    `exact` maps each quantity to the words that say it; `loose` holds every number in the text,
    spelled-out ones too that are no quantity by themselves ("two sides"); `soft` what is said without a
    number ("a week", "daily"). `bare` are the figures that stand alone, `figures` those of each
    quantity, as written.
    """

    exact: dict[Quantity, str]
    loose: frozenset[str]
    soft: frozenset[Quantity] = frozenset()
    bare: frozenset[str] = frozenset()
    figures: Mapping[Quantity, str] = field(default_factory=dict)

    def lacks(self, other: Quantities) -> dict[Quantity, str]:
        """The quantities of `other` that are not here, with the words that say them."""
        units = {each.unit for each in self.exact}
        return {
            each: shown
            for each, shown in other.exact.items()
            # "after 20 to 30" may leave a unit out that stands before it.
            # "One tablet" is "a tablet".
            if not self.has(each)
            and not (each.unit in units and each.unit and other.figures.get(each) in self.bare)
            and each != Quantity("1", "")
            and self.spans.near(each) is None
        }

    def has(self, quantity: Quantity) -> bool:
        """Whether the text says this quantity, or its bare number in words."""
        if quantity in self.exact or quantity in self.soft:
            return True
        if not quantity.unit and quantity.value in self.loose:
            return True
        base, _, per = quantity.unit.partition("/")
        # "40 mg daily" and "40 mg. Take it once a day."
        if per in _PER and (Quantity(quantity.value, base) in self.exact) and base != "time":
            return Quantity("1", f"time/{per}") in self.soft | self.exact.keys()
        if not per and (quantity.value, base) in self._rated:
            return True
        # "each year at least once" and "at least once each year"
        return base == "time" and quantity.value in self._times

    @cached_property
    def spans(self) -> Spans:
        """Its times, to be found by how long they are."""
        return Spans(self.exact)

    @cached_property
    def _rated(self) -> frozenset[tuple[str, str]]:
        """Values and units of what has a rate: so much a day or a week."""
        parted = ((each.value, each.unit.partition("/")) for each in self.exact)
        return frozenset((value, base) for value, (base, _, per) in parted if per in _PER)

    @cached_property
    def _times(self) -> frozenset[str]:
        """How many times anything is, at whatever rate."""
        return frozenset(each.value for each in self.exact if each.unit.split("/")[0] == "time")
