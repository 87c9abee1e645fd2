"""Numbers and units in a text, in one form however they are written.

`1,000` is 1000, `30 to 40 percent` is `30-40%`, `one and a half hours` is 90 minutes, `twice a day` is
`2 times daily`. The words for them are data: `quantities.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from content.number_words import number_words

_TOKEN = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:s\b)?|[^\W\d_]+|[%°/$€£+,;:.()-]")
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[a-z]+")
_MORE = {
    ("or", "more"),
    ("or", "less"),
    ("or", "fewer"),
    ("or", "older"),
    ("or", "over"),
    ("or", "under"),
    ("out", "of"),
}
_AT = {("at", "least"), ("at", "most"), ("more", "than"), ("less", "than"), ("fewer", "than")}
_ARTICLES = {"a", "an"}
_OTHERS = {"half", "once", "twice", *_ARTICLES}
_RATES = {"a", "an", "per", "each", "every", "/"}
_RATE_WORDS = {"daily": "day", "hourly": "hour", "weekly": "week", "monthly": "month", "yearly": "year"}
_MONEY = {"$": "dollar", "€": "euro", "£": "pound"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the smallest unit of its kind; `unit` is empty for a mere count or a year."""

    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Quantities:
    """What a text says in numbers.

    `exact` maps each quantity to the words that say it; `loose` holds every number in the text,
    spelled-out ones too that are no quantity by themselves ("two sides").
    """

    exact: dict[Quantity, str]
    loose: frozenset[str]

    def has(self, quantity: Quantity) -> bool:
        """Whether the text says this quantity, or its bare number in words."""
        if quantity in self.exact or (not quantity.unit and quantity.value in self.loose):
            return True
        # "each year at least once" and "at least once each year"
        base = quantity.unit.split("/")[0]
        return base == "time" and any(
            each.value == quantity.value and each.unit.split("/")[0] == base for each in self.exact
        )


def quantities(texts: Sequence[str]) -> Quantities:
    """Every quantity in `texts`, each a block or a sentence."""
    exact: dict[Quantity, str] = {}
    loose: set[str] = set()
    for text in texts:
        if not _may_count(text):
            continue
        scan = _Scan(text)
        for quantity, shown in scan.run():
            exact.setdefault(quantity, shown)
        loose.update(scan.loose)
    return Quantities(exact, frozenset(loose) | {each.value for each in exact})


def _may_count(text: str) -> bool:
    """Whether a sentence can hold a quantity at all; most do not, and need no walk."""
    if _DIGIT.search(text):
        return True
    return not number_words().signs.isdisjoint(_LETTERS.findall(text.lower()))


class _Scan:
    """One walk over the tokens of a text."""

    def __init__(self, text: str) -> None:
        text = text.replace("\u2013", "-").replace("\u2212", "-").replace("per cent", "percent")
        self._text = text
        matches = list(_TOKEN.finditer(text))
        self._spans = [match.span() for match in matches]
        self._tokens = [match.group().lower() for match in matches]
        self._data = number_words()
        self.loose: set[str] = set()

    def run(self) -> Iterator[tuple[Quantity, str]]:
        numbers = self._data.numbers
        done = 0
        for at, token in enumerate(self._tokens):
            if at < done or not (token in numbers or token in _OTHERS or token[0].isdecimal()):
                continue
            if token in _ARTICLES and not self._halves(at):
                continue
            found, end = self._quantity(at)
            shown = self._text[self._spans[at][0] : self._spans[end - 1][1]]
            for quantity in found:
                yield quantity, shown
            done = end

    def _halves(self, at: int) -> bool:
        """A third of …; an hour and a half."""
        return self._token(at + 1) in self._data.parts or self._token(at + 4) == "half"

    def _token(self, at: int) -> str:
        return self._tokens[at] if 0 <= at < len(self._tokens) else ""

    def _quantity(self, start: int) -> tuple[list[Quantity], int]:
        token = self._token(start)
        if token in {"once", "twice"}:
            return self._times(start)
        if token in {"a", "an", "half"}:
            return self._half(start)
        if token[0].isdecimal() and self._in_name(start):
            return [], start + 1
        values, at, spelled = self._numbers(start)
        self.loose.update(_plain(value) for value in values if isinstance(value, Fraction))
        unit, size, end = self._unit(at)
        if self._token(start - 1) in _MONEY and not unit:
            unit = _MONEY[self._token(start - 1)]
        if spelled and not (unit or self._counts(start, at)):
            return [], at
        if unit in {"day", "time"} and self._is_idiom(start):
            return [], end
        sized = [_plain(value * size) if isinstance(value, Fraction) else value for value in values]
        return [Quantity(value, unit) for value in sized], end

    def _numbers(self, start: int) -> tuple[list[Fraction | str], int, bool]:
        """One number or the two ends of a range, where they end, and whether they are words only."""
        first, at, spelled = self._number(start)
        values: list[Fraction | str] = [first]
        to = at
        while self._token(to) in {"-", "%", "percent"}:
            to += 1
        link = self._token(to)
        dash = link != "to" and self._token(to - 1) == "-" and to > at
        if link in {"to", "or"} or (link == "and" and self._token(start - 1) == "between"):
            to += 1
        elif not dash:
            return values, at, spelled
        following = self._token(to)
        if following and (following[0].isdecimal() or following in self._data.numbers):
            second, end, also_spelled = self._number(to)
            values.append(second)
            return values, end, spelled and also_spelled
        return values, at, spelled

    def _number(self, start: int) -> tuple[Fraction | str, int, bool]:
        token = self._token(start)
        spelled = not token[0].isdecimal()
        if not spelled and token.endswith("s"):
            return token, start + 1, False  # the 1960s
        value = self._data.numbers[token] if spelled else Fraction(token.replace(",", ""))
        at = start + 1
        if spelled and value >= 20:  # twenty-five
            ones = at + 1 if self._token(at) == "-" else at
            if 0 < self._data.numbers.get(self._token(ones), Fraction(0)) < 10:
                value, at = value + self._data.numbers[self._token(ones)], ones + 1
        fraction = at + 1 if self._token(at) == "-" else at
        if spelled and self._token(fraction) in self._data.parts and self._token(fraction + 1) == "of":
            return value / self._data.parts[self._token(fraction)], fraction + 1, False
        if [self._token(at + step) for step in range(3)] == ["and", "a", "half"]:
            value, at = value + Fraction(1, 2), at + 3
        while self._token(at) in self._data.multipliers:
            value, at, spelled = value * self._data.multipliers[self._token(at)], at + 1, False
        return value, at, spelled

    def _unit(self, at: int) -> tuple[str, Fraction, int]:
        if self._token(at) == "-" and self._token(at + 1) in self._data.units:
            at += 1  # a 4-week course
        if self._token(at) not in self._data.units:
            return "", Fraction(1), at
        name, size = self._data.units[self._token(at)]
        at += 1
        if self._token(at) in _RATE_WORDS:
            return f"{name}/{_RATE_WORDS[self._token(at)]}", size, at + 1
        if self._token(at) in _RATES and self._token(at + 1) in self._data.units:
            return f"{name}/{self._token(at + 1).removesuffix('s')}", size, at + 2
        return name, size, at

    def _times(self, start: int) -> tuple[list[Quantity], int]:
        value, at = ("1" if self._token(start) == "once" else "2"), start + 1
        if self._token(at) in _RATE_WORDS:
            return [Quantity(value, f"time/{_RATE_WORDS[self._token(at)]}")], at + 1
        if self._token(at) in _RATES and self._token(at + 1) in self._data.units:
            return [Quantity(value, f"time/{self._token(at + 1)}")], at + 2
        if value == "2" or (self._token(start - 2), self._token(start - 1)) in _AT:
            return [Quantity(value, "time")], at
        return [], at  # "once you have started"

    def _half(self, start: int) -> tuple[list[Quantity], int]:
        tokens = [self._token(start + step) for step in range(5)]
        units = self._data.units
        if tokens[0] == "half" and tokens[1] in {"a", "an"} and tokens[2] in units:
            unit, size = units[tokens[2]]
            return [Quantity(_plain(size / 2), unit)], start + 3
        if tokens[0] == "half" and tokens[1] in {"of", "the"}:
            return [Quantity("50", "%")], start + 1
        if tokens[1] in units and tokens[2:5] == ["and", "a", "half"]:
            unit, size = units[tokens[1]]
            return [Quantity(_plain(size * 3 / 2), unit)], start + 5
        if tokens[1] in self._data.parts and tokens[2] == "of" and tokens[1] != "half":
            return [Quantity(_plain(Fraction(1, self._data.parts[tokens[1]])), "")], start + 2
        return [], start + 1

    def _counts(self, start: int, at: int) -> bool:
        return (
            (self._token(at) in self._data.things and self._token(start) != "one")  # "one dose" is "a dose"
            or (self._token(at), self._token(at + 1)) in _MORE
            or self._bounded(start)
            or (self._token(at) == "in" and (self._token(at + 1) or " ")[0].isdecimal())
            or (self._token(at) == "in" and self._token(at + 1) in self._data.numbers)
            or (self._token(start - 1) == "in" and self._token(start - 2) in self._data.numbers)
        )

    def _is_idiom(self, start: int) -> bool:
        """One day you will; all at one time."""
        words = (self._token(start), self._token(start + 1))
        return (words == ("one", "day") and not self._bounded(start)) or (
            words == ("one", "time") and self._token(start - 1) == "at"
        )

    def _bounded(self, start: int) -> bool:
        return (self._token(start - 2), self._token(start - 1)) in _AT

    def _in_name(self, at: int) -> bool:
        """Whether a figure is part of a name: B12, COVID-19, 5-HT2A."""
        begin, end = self._spans[at]
        before, after = self._text[max(0, begin - 2) : begin], self._text[end : end + 2]
        return bool(re.search(r"[A-Za-z]$|[A-Z]-$", before) or re.match(r"-[A-Z]", after))


def _plain(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return str(value)
