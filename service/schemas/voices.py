"""Payloads about the voices that speak."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from audio.engine import MAX_RATE, MIN_RATE
from service.schemas.parts import DisclaimerSchema


class VoiceQuerySchema(Schema):
    """Which voices."""

    language = fields.String(
        load_default="",
        validate=validate.Length(max=40),
        metadata={"description": "Only voices of this language (BCP 47; the region does not count)."},
    )


class VoiceSchema(Schema):
    """A voice that is installed here."""

    id = fields.String(required=True, metadata={"description": "What `?voice=` takes."})
    name = fields.String(required=True)
    language = fields.String(required=True, metadata={"description": "BCP 47, in lower case."})
    gender = fields.String(
        required=True,
        metadata={"enum": ["female", "male", ""], "description": "Empty where the engine does not say."},
    )
    engine = fields.String(required=True)
    default = fields.Boolean(required=True, metadata={"description": "Whether it speaks when none is named."})


class RateRangeSchema(Schema):
    """How fast speech may be asked for, in words a minute."""

    min = fields.Integer(required=True, metadata={"description": f"{MIN_RATE}: below it the engine clips."})
    max = fields.Integer(required=True, metadata={"description": f"{MAX_RATE}: the engine's fastest."})
    default = fields.Integer(required=True)


class VoiceListSchema(Schema):
    """The voices on offer, and the rates at which they speak."""

    voices = fields.List(fields.Nested(VoiceSchema), required=True)
    rate = fields.Nested(RateRangeSchema, required=True)
    disclaimer = fields.Nested(DisclaimerSchema, required=True)
