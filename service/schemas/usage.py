"""Payloads about how much a partner asked for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from service.partners.clock import utc_now
from service.schemas.parts import DisclaimerSchema

#: Days that one answer tells of, at most, and as many as it does when nobody says which.
MOST_DAYS, DAYS = 366, 30

_SANE = validate.Range(min=date(2020, 1, 1), max=date(2999, 12, 31))


class UsageQuerySchema(Schema):
    """Which days."""

    first = fields.Date(
        data_key="from",
        validate=_SANE,
        metadata={"description": f"First day (UTC); without it, {DAYS} days up to `to`."},
    )
    last = fields.Date(
        data_key="to", validate=_SANE, metadata={"description": "Last day (UTC); without it, today."}
    )

    @post_load
    def _both(self, data: dict[str, date], **_: Any) -> dict[str, date]:
        last = data.get("last") or utc_now().date()
        first = data.get("first") or last - timedelta(days=DAYS - 1)
        if not 0 <= (last - first).days < MOST_DAYS:
            raise ValidationError(f"must not be after `to`, nor {MOST_DAYS} days or more before it", "from")
        return {"first": first, "last": last}


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
