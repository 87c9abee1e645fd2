"""Lengths of time and dates, as they are typed on the command line."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import click

from service.partners.clock import utc_now

_SPAN = re.compile(r"([0-9]{1,5})([dhm])|0")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


class Span(click.ParamType[timedelta]):
    """`7d`, `12h`, `30m`, or `0`."""

    name = "span"

    def convert(
        self, value: str | timedelta, param: click.Parameter | None, ctx: click.Context | None
    ) -> timedelta:
        """Read it."""
        if isinstance(value, timedelta):
            return value
        found = _SPAN.fullmatch(value)
        if found is None:
            self.fail(f"{value!r} is no length of time; write 7d, 12h, 30m or 0", param, ctx)
        return timedelta(**{_UNITS[found[2]]: int(found[1])}) if found[1] else timedelta()


class Until(click.ParamType[datetime]):
    """A date (its first moment, UTC), or a length of time from now. What is past already is refused."""

    name = "until"

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read it."""
        if isinstance(value, datetime):
            return value
        now = utc_now()
        if _SPAN.fullmatch(value):
            until = now + Span().convert(value, param, ctx)
        else:
            try:
                until = datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC)
            except ValueError:
                self.fail(f"{value!r} is no date and no length of time; write 2030-01-31 or 90d", param, ctx)
        if until <= now:
            self.fail(f"{value!r} is past already", param, ctx)
        return until
