"""Payloads about how much a partner asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import Schema, fields, post_load

from service.partners.clock import utc_now
from service.schemas.parts import DisclaimerSchema

#: Days that one answer tells of, at most, and as many as it does when nobody says which.
MOST_DAYS, DAYS = 366, 30


class UsageQuerySchema(Schema):
    """Which days."""

    first = fields.Date(
        data_key="from",
        metadata={
            "description": f"First day (UTC); without it, {DAYS} days up to `to`. At most {MOST_DAYS} are "
            "told of, the last ones: the answer's `from` says from when."
        },
    )
    last = fields.Date(data_key="to", metadata={"description": "Last day (UTC); without it, today."})

    @post_load
    def _both(self, data: dict[str, date], **_: Any) -> dict[str, date]:
        last = data.get("last") or utc_now().date()
        first = data.get("first") or _before(last, DAYS)
        # The days between two are the same, whichever is named first.
        first, last = min(first, last), max(first, last)
        return {"first": max(first, _before(last, MOST_DAYS)), "last": last}


def _before(last: date, days: int) -> date:
    """The first of so many days up to a last one."""
    return date.fromordinal(max(1, last.toordinal() - days + 1))


class ArticleUsageSchema(Schema):
    """Requests for an article."""

    article = fields.String(required=True, metadata={"description": "Its slug."})
    requests = fields.Integer(required=True)


class DayUsageSchema(Schema):
    """Requests on a day."""

    day = fields.Date(required=True)
    requests = fields.Integer(required=True, metadata={"description": "All, those of no article too."})
    articles = fields.List(fields.Nested(ArticleUsageSchema), required=True)


class UsageSchema(Schema):
    """What was answered to a partner's keys. Nothing is kept of who read it."""

    partner = fields.String(required=True)
    first = fields.Date(required=True, data_key="from")
    last = fields.Date(required=True, data_key="to")
    requests = fields.Integer(required=True)
    days = fields.List(
        fields.Nested(DayUsageSchema), required=True, metadata={"description": "Those with requests."}
    )
    disclaimer = fields.Nested(DisclaimerSchema, required=True)
