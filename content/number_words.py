"""The words for numbers and units, from `quantities.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources

# A span of time may be told without a number.
_SPANS = {"minute", "month"}


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Numbers, multipliers and parts by word; units with their family and size in it; counted things.

    `signs` are the words without which no quantity is written in letters, `spans` those that may say one
    without a number ("daily", "a week").
    """

    numbers: dict[str, Fraction]
    multipliers: dict[str, Fraction]
    parts: dict[str, int]
    units: dict[str, tuple[str, Fraction]]
    things: frozenset[str]
    signs: frozenset[str]
    spans: frozenset[str]


@cache
def number_words() -> NumberWords:
    """The words that are shipped."""
    data = tomllib.loads(resources.files("content").joinpath("quantities.toml").read_text("utf-8"))
    units = {name: (unit, Fraction(size)) for name, (unit, size) in data["units"].items()}
    parts = {name + end: size for name, size in data["parts"].items() for end in ("", "s")}
    things = data["things"]["counted"]
    return NumberWords(
        {name: Fraction(value) for name, value in data["numbers"].items()},
        {name: Fraction(value) for name, value in data["multipliers"].items()},
        parts,
        units | {f"{name}s": unit for name, unit in units.items() if name.isalpha()},
        frozenset((*things, *(f"{thing}s" for thing in things))),
        frozenset((*data["numbers"], *parts, "once", "twice")),
        frozenset(data["spans"]["alone"])
        | {f"{name}fold" for name in data["numbers"]}
        | {name for name, (unit, _) in units.items() if unit in _SPANS},
    )
