"""What may be asked of the addresses of articles: level, members, order, and where to go on."""

from __future__ import annotations

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from content.article import Level
from service.paging import SORTS, CursorUnreadable, read_cursor

#: Articles in one answer: at most, and where nothing is asked.
MOST = 1000
USUAL = 100


class LevelQuerySchema(Schema):
    """At which level: by its name, or by the highest school grade."""

    level = fields.String(
        validate=validate.Length(max=40),
        metadata={"description": "A reading level: full, standard, plain or easy."},
    )
    max_grade = fields.Float(
        validate=validate.Range(min=-5, max=30),
        metadata={"description": "The richest level whose grade is at most this."},
    )

    @validates_schema
    def one_of_both(self, data: dict[str, object], **_: object) -> None:
        """Two wishes could contradict each other."""
        if "level" in data and "max_grade" in data:
            raise ValidationError("Give level or max_grade, not both.", "max_grade")


class SectionsQuerySchema(LevelQuerySchema):
    """At which level, and which members of each section."""

    # `fields` itself is marshmallow's own.
    fields_ = fields.String(
        data_key="fields",
        attribute="fields",
        validate=validate.Length(max=400),
        metadata={"description": "Only these members, with commas between; what must be shown always comes."},
    )


class SectionQuerySchema(SectionsQuerySchema):
    """At which level, which members, and what else."""

    include = fields.String(
        validate=validate.Length(max=400),
        metadata={"description": "`article`: the article too, under `included`."},
    )


class ArticleQuerySchema(SectionsQuerySchema):
    """At which level, which members, and what else."""

    include = fields.String(
        validate=validate.Length(max=400),
        metadata={"description": "`sections`: all sections in full too, under `included`."},
    )


class ListQuerySchema(Schema):
    """Which articles, in which order, and where to go on."""

    sort = fields.String(
        load_default=SORTS[0],
        validate=validate.OneOf(SORTS),
        metadata={"description": "The order; a minus turns it around."},
    )
    topic = fields.String(
        load_default="",
        validate=validate.Length(max=100),
        metadata={"description": "Only articles on this topic."},
    )
    language = fields.String(
        load_default="",
        validate=validate.Length(max=40),
        metadata={"description": "Only articles in this language (BCP 47); `en` takes in `en-GB`."},
    )
    level = fields.String(
        validate=validate.OneOf([each.value for each in Level]),
        metadata={"description": "Only articles that are offered at this level."},
    )
    limit = fields.Integer(
        load_default=USUAL,
        validate=validate.Range(1, MOST),
        metadata={"description": "Articles in one answer."},
    )
    cursor = fields.String(
        load_default="",
        validate=validate.Length(max=1000),
        metadata={"description": "Where to go on: from the `Link` or the `next` of the answer before."},
    )

    @validates_schema(skip_on_field_errors=True)
    def cursor_fits(self, data: dict[str, str], **_: object) -> None:
        """A cursor belongs to one order."""
        try:
            if data["cursor"]:
                read_cursor(data["cursor"], data["sort"])
        except CursorUnreadable as error:
            raise ValidationError(str(error), "cursor") from error
