"""Payloads about how much a partner asked for."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from service.schemas.parts import DisclaimerSchema

#: Days that one answer tells of, at most.
MOST_DAYS = 366


class UsageQuerySchema(Schema):
    """Which days."""

    first = fields.Date(
        data_key="from", metadata={"description": "First day (UTC); without it, 29 days before `to`."}
    )
    last = fields.Date(data_key="to", metadata={"description": "Last day (UTC); without it, today."})

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        if "first" in data and "last" in data and not 0 <= (data["last"] - data["first"]).days < MOST_DAYS:
            raise ValidationError(f"not after `to`, and {MOST_DAYS} days in all at most", "from")


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
