"""A partner's usage as `/api/v1/usage` gives it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from service.partners.partner import Usage
from service.presenting import general_view


def usage_view(partner: str, first: date, last: date, used: Sequence[Usage]) -> dict[str, Any]:
    """Days with requests, each with its articles; `used` is in the order of days."""
    return {
        "partner": partner,
        "first": first,
        "last": last,
        "requests": sum(each.requests for each in used),
        "days": [_day(day, list(each)) for day, each in groupby(used, key=lambda each: each.day)],
        "disclaimer": general_view(),
    }


def _day(day: date, used: Sequence[Usage]) -> dict[str, Any]:
    return {
        "day": day,
        "requests": sum(each.requests for each in used),
        "articles": [{"article": each.article, "requests": each.requests} for each in used if each.article],
    }
