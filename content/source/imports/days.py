"""Dates as people write them: 3 January 2022, January 3rd, 2022, 2022-01-03T10:00:00Z."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?:T|\b)",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_YEAR},?\s+{_MONTH}\s+{_DAY}\b",
    )
)
_NUMBERS = re.compile(r"\b(?P<one>\d{1,2})[/.](?P<two>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b")


def find_day(text: str) -> date | None:
    """The first date in `text`, or None.

    01/02/2022 is two dates, by country, and so none; 25/02/2022 can only be one.
    """
    found = [match for pattern in _WRITTEN for match in (pattern.search(text),) if match]
    for match in sorted(found, key=lambda each: each.start()):
        parts = match.groupdict()
        month = int(parts["number"]) if parts.get("number") else 1 + _MONTHS.index(parts["month"][:3].lower())
        if day := _day(int(parts["year"]), month, int(parts["day"])):
            return day
    numbers = _NUMBERS.search(text)
    if numbers is None:
        return None
    year, one, two = int(numbers["year"]), int(numbers["one"]), int(numbers["two"])
    if one == two or two > 12:
        return _day(year, one, two)
    return _day(year, two, one) if one > 12 else None


def is_only_a_day(text: str) -> bool:
    """Whether `text` is a date and hardly a word more."""
    return bool(find_day(text)) and len(text.split()) <= 4


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
