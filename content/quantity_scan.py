"""One walk over the tokens of a sentence, to find its quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from content.number_words import number_words
from content.quantity import Amount, Quantity, value_of, written

_TOKEN = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:s\b)?|[^\W\d_]+|[%°/$€£+,;:.()-]")
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
_MORE_STARTS = {"or", "out"}
_ONE = Fraction(1)
# So many tokens on either side of a quantity may bound it.
_NEAR = 12
# "Million million million million": nobody reads more.
_MOST_MULTIPLIERS = 4
_ARTICLES = {"a", "an"}
_OTHERS = {"half", "once", "twice", *_ARTICLES}
_RATES = {"a", "an", "per", "each", "every", "/"}
_RATE_WORDS = {
    "daily": "day",
    "nightly": "day",
    "hourly": "hour",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
}
# "Half a tablet", "a couple of days".
_PARTS = {"half": Quantity("50", "%"), "couple": Quantity("2", "")}
_NAMES = {
    ("minute", Fraction(1)): "minute",
    ("minute", Fraction(60)): "hour",
    ("minute", Fraction(1440)): "day",
    ("minute", Fraction(10080)): "week",
    ("month", Fraction(1)): "month",
    ("month", Fraction(12)): "year",
}
_TO = {"-", "%", "percent"}
_OF_ALL = {"in", "out"}
_ORDINALS = {"st", "nd", "rd", "th"}
_MULTIPLES = {"double": "2", "doubles": "2", "doubled": "2", "doubling": "2", "triple": "3", "triples": "3"}
_MONEY = {"$": "dollar", "€": "euro", "£": "pound"}


class Scan:
    """One walk over the tokens of a text."""

    def __init__(self, text: str) -> None:
        text = text.replace("\u2013", "-").replace("\u2212", "-").replace("per cent", "percent")
        self._text = text
        matches = list(_TOKEN.finditer(text))
        self._spans = [match.span() for match in matches]
        self._tokens = [match.group().lower() for match in matches]
        self._count = len(self._tokens)
        self._data = number_words()
        self.loose: set[str] = set()

    def run(self) -> Iterator[Amount]:
        """Each quantity where it stands."""
        numbers = self._data.numbers
        done = 0
        for at, token in enumerate(self._tokens):
            if at < done or not (token in numbers or token in _OTHERS or token[0].isdecimal()):
                continue
            if token in _ARTICLES and not self._halves(at):
                continue
            found, end = self._quantity(at)
            shown = self._text[self._spans[at][0] : self._spans[end - 1][1]]
            sizes = [self._data.units[each][1] for each in self._tokens[at:end] if each in self._data.units]
            before, after = self._tokens[max(0, at - _NEAR) : at], self._tokens[end : end + _NEAR]
            size = next(iter(sizes), Fraction(0))
            for quantity in found:
                sized = quantity.unit and size not in {0, 1}
                figure = written(Fraction(quantity.value) / size) if sized else quantity.value
                yield Amount(quantity, shown, size, figure, tuple(before), tuple(after))
            done = end

    def soft(self) -> Iterator[Quantity]:
        """What is said without a number: "a week" is one week, "daily" and "every day" once a day."""
        units = self._data.units
        for token, following in zip(self._tokens, [*self._tokens[1:], ""], strict=True):
            if token in _RATE_WORDS:
                yield Quantity("1", f"time/{_RATE_WORDS[token]}")
            elif token in _PARTS:
                yield _PARTS[token]
            elif token.isdecimal() and following in _ORDINALS:
                yield Quantity(token, "")
            elif token in _MULTIPLES:
                yield Quantity(_MULTIPLES[token], "time")
            elif token.removesuffix("fold") in self._data.numbers:
                yield Quantity(written(self._data.numbers[token.removesuffix("fold")]), "time")
            elif token in _RATES and following in units:
                yield Quantity("1", f"time/{_NAMES.get(units[following], following)}")
                if token in _ARTICLES:
                    unit, size = units[following]
                    yield Quantity(written(size), unit)

    def _halves(self, at: int) -> bool:
        """A third of …; an hour and a half."""
        return self._token(at + 1) in self._data.parts or self._token(at + 4) == "half"

    def _token(self, at: int) -> str:
        return self._tokens[at] if 0 <= at < self._count else ""

    def _quantity(self, start: int) -> tuple[list[Quantity], int]:
        token = self._token(start)
        if token in _OTHERS:
            return self._times(start) if token in {"once", "twice"} else self._half(start)
        if token[0].isdecimal() and (self._in_name(start) or self._token(start + 1) in _ORDINALS):
            return [], start + 1
        values, at, spelled = self._numbers(start)
        numbers = [value for value in values if isinstance(value, Fraction)]
        self.loose.update(map(written, numbers))
        parts, end = self._parts(values, start, at)
        if parts:
            return parts, end
        if any(isinstance(value, str) for value in values):
            return [Quantity(written(value), "") for value in values], at  # "the 1960s years" count no years
        unit, size, end = self._unit(at)
        if self._token(start - 1) in _MONEY and not unit:
            unit = _MONEY[self._token(start - 1)]
        counts = not spelled or unit or self._counts(start, at)
        if not counts or (unit in {"minute", "time"} and self._is_idiom(start)):
            return [], end if counts else at
        return [Quantity(written(value if size == 1 else value * size), unit) for value in numbers], end

    def _parts(self, values: list[Fraction | str], start: int, at: int) -> tuple[list[Quantity], int]:
        """Numbers from `start` to `at` as parts of a whole, in percent: two thirds of, 1 in 4."""
        numbers = [value for value in values if isinstance(value, Fraction)]
        if self._token(at - 1) in self._data.parts and (
            self._token(at) == "of" or self._token(start - 1) == "by"
        ):
            return [Quantity(written(value * 100), "%") for value in numbers], at
        whole, end = self._whole(at)
        if whole and len(numbers) == len(values) and all(value <= whole for value in numbers):
            return [Quantity(written(value * 100 / whole), "%") for value in numbers], end
        return [], at

    def _whole(self, at: int) -> tuple[Fraction, int]:
        """What a number is a part of ("1 in 4", "6 people out of every 100"), and where that ends; or 0."""
        link = self._token(at)
        if link.isalpha() and link not in _OF_ALL and link not in self._data.units:
            at += 1
            link = self._token(at)
        if link == "in" or (link == "out" and self._token(at + 1) == "of"):
            at += 1 if link == "in" else 2
            at += self._token(at) in {"every", "each"}
            token = self._token(at)
            if token in self._data.numbers or (token[:1].isdecimal() and not token.endswith("s")):
                value, end, _ = self._number(at)
                # "5 in 1990" is no part of anything, nor is "1 in 2 days".
                is_year = 1900 <= Fraction(value) <= 2100
                if value and not is_year and self._token(end) not in self._data.units:
                    return Fraction(value), end
        return Fraction(0), at

    def _numbers(self, start: int) -> tuple[list[Fraction | str], int, bool]:
        """One number or the two ends of a range, where they end, and whether they are words only."""
        first, at, spelled = self._number(start)
        values: list[Fraction | str] = [first]
        to = at
        while (link := self._token(to)) in _TO:
            to += 1
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
        value = self._data.numbers[token] if spelled else value_of(token)
        at = start + 1
        if spelled and value >= 20:  # twenty-five
            ones = at + 1 if self._token(at) == "-" else at
            if 0 < self._data.numbers.get(self._token(ones), Fraction(0)) < 10:
                value, at = value + self._data.numbers[self._token(ones)], ones + 1
        if spelled:
            fraction = at + 1 if self._token(at) == "-" else at
            told = self._token(fraction + 1) == "of" or self._token(start - 1) == "by"
            if self._token(fraction) in self._data.parts and told:
                return value / self._data.parts[self._token(fraction)], fraction + 1, False
        if self._tokens[at : at + 3] == ["and", "a", "half"]:
            value, at = value + Fraction(1, 2), at + 3
        most = at + _MOST_MULTIPLIERS
        while at < most and self._token(at) in self._data.multipliers:
            value, at, spelled = value * self._data.multipliers[self._token(at)], at + 1, False
        return value, at, spelled

    def _unit(self, at: int) -> tuple[str, Fraction, int]:
        if self._token(at) == "-" and self._token(at + 1) in self._data.units:
            at += 1  # a 4-week course
        token = self._token(at)
        more = token in _MORE_STARTS and (token, self._token(at + 1)) in _MORE
        if more and self._token(at + 2) in self._data.units:
            at += 2  # 10 or more days
            token = self._token(at)
        if token not in self._data.units:
            return "", _ONE, at
        name, size = self._data.units[token]
        at += 1
        if self._token(at) in _RATE_WORDS:
            return f"{name}/{_RATE_WORDS[self._token(at)]}", size, at + 1
        if (
            self._token(at) in _RATES
            and self._token(at + 1) in self._data.units
            and self._token(at + 1) != "time"
        ):
            return f"{name}/{self._per(at + 1)}", size, at + 2
        return name, size, at

    def _per(self, at: int) -> str:
        """The unit at a place after a "per", by one name however it is written."""
        token = self._token(at)
        unit, size = self._data.units[token]
        return _NAMES.get((unit, size), f"{unit} {size}")

    def _times(self, start: int) -> tuple[list[Quantity], int]:
        value, at = ("1" if self._token(start) == "once" else "2"), start + 1
        if self._token(at) in _RATE_WORDS:
            return [Quantity(value, f"time/{_RATE_WORDS[self._token(at)]}")], at + 1
        if self._token(at) in _RATES and self._token(at + 1) in self._data.units:
            return [Quantity(value, f"time/{self._per(at + 1)}")], at + 2
        if value == "2" or (self._token(start - 2), self._token(start - 1)) in _AT:
            return [Quantity(value, "time")], at
        return [], at  # "once you have started"

    def _half(self, start: int) -> tuple[list[Quantity], int]:
        tokens = [self._token(start + step) for step in range(5)]
        units = self._data.units
        if tokens[0] == "half" and tokens[1] in {"a", "an"} and tokens[2] in units:
            unit, size = units[tokens[2]]
            return [Quantity(written(size / 2), unit)], start + 3
        if tokens[0] == "half" and tokens[1] in {"of", "the"}:
            return [Quantity("50", "%")], start + 1
        if tokens[1] in units and tokens[2:5] == ["and", "a", "half"]:
            unit, size = units[tokens[1]]
            return [Quantity(written(size * 3 / 2), unit)], start + 5
        if (
            tokens[1] in self._data.parts
            and (tokens[2] == "of" or self._token(start - 1) == "by")
            and tokens[1] != "half"
        ):
            return [Quantity(written(Fraction(100, self._data.parts[tokens[1]])), "%")], start + 2
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
