"""What may be asked of the addresses of articles: level, members, order, and where to go on."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from content.article import Level
from service.paging import SORTS
from service.schemas import article as shapes
from service.selecting import names_pattern, selectable

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
        metadata={
            "description": "The richest level whose grade is at most this; with `level`, that one if it is."
        },
    )


def _names(description: str, known: tuple[str, ...], **options: Any) -> fields.String:
    # The pattern is for who reads the contract. What is not in it is refused with the names that there are.
    return fields.String(
        validate=validate.Length(max=400),
        metadata={"description": description, "pattern": names_pattern(known)},
        **options,
    )


def _members(schema: type[Schema]) -> fields.String:
    told = "Only these members, with commas between; what must be shown always comes."
    # `fields` itself is marshmallow's own.
    return _names(told, selectable(schema), data_key="fields", attribute="fields")


class TextQuerySchema(LevelQuerySchema):
    """At which level, and in which language."""

    language = fields.String(
        validate=validate.Length(max=40),
        metadata={
            "description": "The same in another language (BCP 47; `en` takes in `en-GB`), where it is told "
            "in that; `Content-Location` says where it stands. `auto` leads to the one that "
            "`Accept-Language` likes best, else to its own."
        },
    )


class SectionsQuerySchema(TextQuerySchema):
    """At which level, in which language, and which members of each section."""

    fields_ = _members(shapes.SectionSchema)


class SectionQuerySchema(TextQuerySchema):
    """At which level, in which language, which members, and what else."""

    fields_ = _members(shapes.SectionAnswerSchema)
    include = _names("`article`: the article too, under `included`.", ("article",))


class ArticleQuerySchema(TextQuerySchema):
    """At which level, in which language, which members, and what else."""

    fields_ = _members(shapes.ArticleAnswerSchema)
    include = _names("`sections`: all sections in full too, under `included`.", ("sections",))


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
        validate=[validate.Length(max=1000), validate.Regexp("^[A-Za-z0-9_=-]*$", error="Is no cursor.")],
        metadata={"description": "Where to go on: from the `Link` or the `next` of the answer before."},
    )
