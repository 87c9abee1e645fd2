"""The shape of the change feed."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from content.article import Level
from content.store.protocol import ChangeKind, Reason
from service.schemas.parts import DisclaimerSchema

#: Changes in one answer: at most, and where nothing is asked.
MOST = 1000
USUAL = 100


class ChangesQuerySchema(Schema):
    """Where to go on from."""

    since = fields.String(
        load_default="",
        validate=validate.Length(max=40),
        metadata={"description": "The `cursor` of the answer before; leave it out to begin at the start."},
    )
    limit = fields.Integer(
        load_default=USUAL,
        validate=validate.Range(1, MOST),
        metadata={"description": "Publications in one answer. Each has an entry for every level."},
    )


class ChangeLinksSchema(Schema):
    """Where to get what there is now."""

    sections = fields.Url(required=True, metadata={"description": "All sections at this level."})
    page = fields.Url(required=True)


class ChangeSchema(Schema):
    """What happened to one level of an article."""

    article = fields.String(required=True)
    level = fields.String(required=True, validate=validate.OneOf([each.value for each in Level]))
    revision = fields.Integer(required=True)
    kind = fields.String(
        required=True,
        validate=validate.OneOf([each.value for each in ChangeKind]),
        metadata={"description": "What happened to the article."},
    )
    reason = fields.String(
        required=True,
        validate=validate.OneOf([each.value for each in Reason]),
        metadata={
            "description": "What it means for this level, the gravest where several hold. `removed`: take it "
            "down. `clinical`: what could mislead a patient was mended. `level`: it was not offered before. "
            "`disclaimer`, `wording`, `audio`: that is another now. `revision`: only the number is."
        },
    )
    note = fields.String(metadata={"description": "What the editor says of it."})
    refresh_by = fields.Date(
        metadata={"description": "The last day (UTC) on which an earlier text may still be shown."}
    )
    at = fields.AwareDateTime(required=True, format="iso")
    links = fields.Nested(
        ChangeLinksSchema, required=True, allow_none=True, metadata={"description": "Null once removed."}
    )


class ChangeListSchema(Schema):
    """Changes, oldest first."""

    changes = fields.List(fields.Nested(ChangeSchema), required=True)
    cursor = fields.String(
        required=True, metadata={"description": "Keep it with what you took in, and send it as `since`."}
    )
    more = fields.Boolean(required=True, metadata={"description": "Whether there are further changes now."})
    disclaimer = fields.Nested(DisclaimerSchema, required=True)
