"""Shapes that several payloads share."""

from __future__ import annotations

from marshmallow import Schema, fields


class DisclaimerSchema(Schema):
    """Goes with every payload; must be shown with what it came with."""

    text = fields.String(required=True, metadata={"description": "At the level of the text it goes with."})
    url = fields.Url(required=True, metadata={"description": "Where the full disclaimer stands."})
    level = fields.String(required=True)


class ShownSchema(Schema):
    """What must be shown with a text."""

    disclaimer = fields.String(required=True)
    disclaimer_url = fields.Url(required=True)
    attribution = fields.String(required=True)
    link = fields.Url(required=True, metadata={"description": "The text's own page."})


class AttributionSchema(Schema):
    """What whoever takes a text over owes its readers."""

    show = fields.Nested(ShownSchema, required=True, metadata={"description": "All of it, with the text."})
    cache_days = fields.Integer(
        required=True, metadata={"description": "Days for which it may be shown without asking again."}
    )
    may_change = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Members of the payload that may be changed: empty, since none may."},
    )
    terms = fields.String(required=True, metadata={"description": "The same in words."})


class ReadabilitySchema(Schema):
    """Scores by textstat on prepared prose."""

    grade = fields.Float(
        required=True,
        allow_none=True,
        metadata={"description": "US school grade: the mean of Flesch-Kincaid and Coleman-Liau."},
    )
    level = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The easiest level whose limits the text keeps; null under 30 words."},
    )
    confidence = fields.String(required=True, metadata={"enum": ["low", "medium", "high"]})
    hard_words_percent = fields.Float(required=True, metadata={"minimum": 0, "maximum": 100})
    metrics = fields.Dict(keys=fields.String(), values=fields.Float(), required=True)
    basis = fields.String(
        required=True,
        metadata={
            "enum": ["all", "prose"],
            "description": "What the metrics are of: all prepared text, or its paragraphs if worse.",
        },
    )
    textstat = fields.String(required=True, metadata={"description": "textstat's version."})
    caveat = fields.String(required=True, metadata={"description": "Show it wherever a score is shown."})


class TermSchema(Schema):
    """A glossary entry."""

    term = fields.String(required=True)
    means = fields.String(required=True)
    expands = fields.String()
    show = fields.String(metadata={"description": "Pronunciation, for print."})
    audio_url = fields.Url(
        required=True, metadata={"description": "The term, its meaning and the disclaimer, as MP3."}
    )


class SourceSchema(Schema):
    """What is retold."""

    title = fields.String(required=True)
    author = fields.String(required=True)
    publisher = fields.String(required=True)
    published = fields.Date(required=True)
    url = fields.Url(required=True)
    about_author = fields.String()
    attribution = fields.String(required=True, metadata={"description": "Must be shown with the text."})


class ReviewSchema(Schema):
    """Who reviewed it, and when."""

    by = fields.String(required=True)
    on = fields.Date(required=True)


class ProblemSchema(Schema):
    """RFC 9457 problem details."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    request_id = fields.String(required=True)
    available = fields.List(fields.String(), metadata={"description": "What there is instead."})
    errors = fields.Dict(metadata={"description": "Which parameter was refused, and why."})
    disclaimer = fields.Nested(DisclaimerSchema, required=True)
