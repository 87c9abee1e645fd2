"""The shapes of what is posted to webhooks."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from service.schemas.changes import ChangeSchema
from service.schemas.parts import DisclaimerSchema

CHANGED, PING = "articles.changed", "ping"


class ChangedDataSchema(Schema):
    """One publication, change or removal."""

    changes = fields.List(
        fields.Nested(ChangeSchema),
        required=True,
        metadata={"description": "An entry for each level of one article, as in the change feed."},
    )
    cursor = fields.String(
        required=True,
        metadata={"description": "What comes after this in the change feed: send it as `since`."},
    )
    disclaimer = fields.Nested(DisclaimerSchema, required=True)


class ChangedEventSchema(Schema):
    """An article was published, changed or removed."""

    type = fields.String(required=True, validate=validate.OneOf([CHANGED]))
    timestamp = fields.AwareDateTime(
        required=True, format="iso", metadata={"description": "When it happened, not when it was sent."}
    )
    data = fields.Nested(ChangedDataSchema, required=True)


class PingDataSchema(Schema):
    """Nothing to act on."""

    disclaimer = fields.Nested(DisclaimerSchema, required=True)


class PingEventSchema(Schema):
    """A trial: `plainspoken partner webhook test` sends it."""

    type = fields.String(required=True, validate=validate.OneOf([PING]))
    timestamp = fields.AwareDateTime(required=True, format="iso")
    data = fields.Nested(PingDataSchema, required=True)
