"""Payloads about articles and their sections."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from service.schemas.parts import (
    AttributionSchema,
    DisclaimerSchema,
    ReadabilitySchema,
    ReviewSchema,
    SourceSchema,
    TermSchema,
)

#: What can decide on the level of an answer.
CHOSEN_BY = ("level", "max_grade", "default")


def _chosen_by() -> fields.String:
    return fields.String(
        required=True,
        validate=validate.OneOf(CHOSEN_BY),
        metadata={
            "description": "What decided on the level: `level` or `max_grade`, as asked, or else `default`."
        },
    )


def _languages() -> fields.Dict:
    return fields.Dict(
        keys=fields.String(),
        values=fields.Url(),
        required=True,
        metadata={"description": "The same in each language that there is (BCP 47), this one too."},
    )


class SoundSchema(Schema):
    """A sound in one format."""

    format = fields.String(required=True)
    media_type = fields.String(required=True)
    url = fields.Url(required=True)
    duration_s = fields.Float(required=True, allow_none=True, metadata={"description": "Null until known."})
    size_bytes = fields.Integer(required=True, allow_none=True)


class SectionLinksSchema(Schema):
    """Where else to go from a section."""

    self = fields.Url(required=True)
    page = fields.Url(required=True)
    article = fields.Url(required=True)
    levels = fields.Dict(keys=fields.String(), values=fields.Url(), required=True)
    languages = _languages()


class SectionSchema(Schema):
    """A section at a level, with all that must go with it."""

    article = fields.String(required=True)
    section = fields.String(required=True)
    title = fields.String(required=True)
    level = fields.String(required=True)
    chosen_by = _chosen_by()
    language = fields.String(required=True)
    text = fields.String(required=True)
    html = fields.String(required=True, metadata={"description": "Sanitised; headings start at h3."})
    word_count = fields.Integer(required=True)
    reading_time_s = fields.Integer(required=True)
    readability = fields.Nested(ReadabilitySchema, required=True)
    audio = fields.List(fields.Nested(SoundSchema), required=True)
    captions_url = fields.Url(required=True)
    chapters_url = fields.Url(required=True)
    marks_url = fields.Url(required=True)
    glossary = fields.List(fields.Nested(TermSchema), required=True)
    disclaimer = fields.Nested(DisclaimerSchema, required=True)
    attribution = fields.Nested(AttributionSchema, required=True)
    source = fields.Nested(SourceSchema, required=True)
    reviewed = fields.Nested(ReviewSchema, required=True)
    revision = fields.Integer(required=True)
    updated = fields.AwareDateTime(required=True, format="iso")
    links = fields.Nested(SectionLinksSchema, required=True)


class SectionListSchema(Schema):
    """Every section of an article at a level."""

    article = fields.String(required=True)
    level = fields.String(required=True)
    chosen_by = _chosen_by()
    disclaimer = fields.Nested(DisclaimerSchema, required=True)
    attribution = fields.Nested(AttributionSchema, required=True)
    sections = fields.List(fields.Nested(SectionSchema), required=True)


class LevelEntrySchema(Schema):
    """A level of an article, with the scores of all its sections joined."""

    level = fields.String(required=True)
    readability = fields.Nested(ReadabilitySchema, required=True)


class SectionEntrySchema(Schema):
    """A section's line in its article."""

    section = fields.String(required=True)
    title = fields.String(required=True)
    url = fields.Url(required=True)


class OmissionSchema(Schema):
    """What some levels leave out on purpose."""

    levels = fields.List(fields.String(), required=True)
    section = fields.String(required=True)
    what = fields.String(required=True)
    reason = fields.String(required=True)


class ArticleLinksSchema(Schema):
    """Where to go from an article."""

    self = fields.Url(required=True)
    page = fields.Url(required=True)
    sections = fields.Url(required=True)
    levels = fields.Dict(keys=fields.String(), values=fields.Url(), required=True)
    languages = _languages()


class ArticleSchema(Schema):
    """An article: what it is, its levels and its sections."""

    slug = fields.String(required=True)
    title = fields.String(required=True)
    level = fields.String(required=True)
    chosen_by = _chosen_by()
    language = fields.String(required=True)
    topics = fields.List(fields.String(), required=True)
    levels = fields.List(fields.Nested(LevelEntrySchema), required=True)
    sections = fields.List(fields.Nested(SectionEntrySchema), required=True)
    audio = fields.List(
        fields.Nested(SoundSchema), required=True, metadata={"description": "All sections as one sound."}
    )
    captions_url = fields.Url(required=True)
    chapters_url = fields.Url(required=True)
    glossary = fields.List(fields.Nested(TermSchema), required=True)
    omissions = fields.List(fields.Nested(OmissionSchema), required=True)
    disclaimer = fields.Nested(DisclaimerSchema, required=True)
    attribution = fields.Nested(AttributionSchema, required=True)
    source = fields.Nested(SourceSchema, required=True)
    reviewed = fields.Nested(ReviewSchema, required=True)
    revision = fields.Integer(required=True)
    updated = fields.AwareDateTime(required=True, format="iso")
    links = fields.Nested(ArticleLinksSchema, required=True)


class WithArticleSchema(Schema):
    """What a section includes where it is asked to."""

    article = fields.Nested(ArticleSchema, required=True)


class SectionAnswerSchema(SectionSchema):
    """A section at a level, with all that must go with it."""

    included = fields.Nested(WithArticleSchema)


class WithSectionsSchema(Schema):
    """What an article includes where it is asked to."""

    sections = fields.List(fields.Nested(SectionSchema), required=True)


class ArticleAnswerSchema(ArticleSchema):
    """An article: what it is, its levels and its sections."""

    included = fields.Nested(WithSectionsSchema)


class SummaryLinksSchema(Schema):
    """Where to go from a line of the list."""

    self = fields.Url(required=True)
    page = fields.Url(required=True)


class SummarySchema(Schema):
    """An article's line in the list."""

    slug = fields.String(required=True)
    title = fields.String(required=True)
    language = fields.String(required=True)
    topics = fields.List(fields.String(), required=True)
    levels = fields.List(fields.String(), required=True)
    revision = fields.Integer(required=True)
    updated = fields.AwareDateTime(required=True, format="iso")
    links = fields.Nested(SummaryLinksSchema, required=True)


class ArticleListSchema(Schema):
    """What is published, a page at a time."""

    articles = fields.List(fields.Nested(SummarySchema), required=True)
    total = fields.Integer(required=True, metadata={"description": "Articles on all pages together."})
    next = fields.Url(
        required=True, allow_none=True, metadata={"description": "The next page; null on the last."}
    )
    disclaimer = fields.Nested(DisclaimerSchema, required=True)


class LevelPolicySchema(Schema):
    """What a reading level promises."""

    level = fields.String(required=True)
    purpose = fields.String(required=True)
    page_grade = fields.Float(required=True, allow_none=True)
    section_grade = fields.Float(required=True, allow_none=True)
    hard_words_percent = fields.Float(required=True, allow_none=True)
    mean_sentence_words = fields.Float(required=True, allow_none=True)
    longest_sentence_words = fields.Float(required=True, allow_none=True)


class LevelListSchema(Schema):
    """The reading levels, hardest first."""

    levels = fields.List(fields.Nested(LevelPolicySchema), required=True)
    caveat = fields.String(required=True)
    disclaimer = fields.Nested(DisclaimerSchema, required=True)


class HealthSchema(Schema):
    """Whether the service works."""

    status = fields.String(required=True)
    detail = fields.String()
    disclaimer = fields.Nested(DisclaimerSchema, required=True)
