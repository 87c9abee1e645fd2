"""Payloads about texts that somebody sent to be judged, and the requests that hold them."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validate, validates

from content.article import Level
from content.intake import FORMATS
from service.judging import LANGUAGE, MOST_BYTES, MOST_TEXTS, ONLY_ENGLISH, is_judged
from service.schemas.parts import DisclaimerSchema, ReadabilitySchema

_OFFSETS = "Code points from the start of the text as it was sent; `end` is exclusive."
_LEVELS = [level.value for level in Level]
EXAMPLE = {
    "text": "You may experience drowsiness following administration. Do not drive for 24 hours.",
    "target": "plain",
}

PAIR = {
    "harder": {"text": "Take at most 15 mg a day. It may cause drowsiness."},
    "easier": {"text": "Take no more than 15 mg each day. It makes you sleepy."},
}


#: A text has a sign that is no blank, at least. For who reads the contract: what is refused is told in words.
A_WORD = r"\S"
#: BCP 47's tags of English.
_ENGLISH = "^[Ee][Nn]([-_].*)?$"

#: What may be said in the query of a text that is sent as it is.
BESIDE_A_TEXT: dict[str, dict[str, Any]] = {
    "target": {"enum": _LEVELS},
    "language": {"pattern": _ENGLISH, "maxLength": 40},
}


def _writable(name: str) -> None:
    try:
        name.encode()
    except UnicodeEncodeError:  # half a surrogate pair, which could not be given back
        raise ValidationError("Must be of whole signs: it has half of a surrogate pair.") from None


class AboutTextSchema(Schema):
    """What is asked of a text, beside the text itself."""

    language = fields.String(
        load_default=LANGUAGE,
        validate=validate.Length(max=40),
        metadata={
            "description": "Its language (BCP 47): only English is judged.",
            "example": "en",
            "pattern": _ENGLISH,
        },
    )
    target = fields.Enum(
        Level,
        by_value=True,
        load_default=None,
        metadata={"description": "The level that it is meant for: what stands in its way is told."},
    )


class BesideTextSchema(AboutTextSchema):
    """What is said beside a text that says it itself: refused where it is wrong, though it decides little."""

    @validates("language")
    def _english(self, language: str, **_: Any) -> None:
        if not is_judged(language):
            raise ValidationError(ONLY_ENGLISH)


class SentTextSchema(AboutTextSchema):
    """A text to judge."""

    text = fields.String(
        required=True,
        metadata={
            "description": f"At most {MOST_BYTES:,} bytes in UTF-8.",
            "example": EXAMPLE["text"],
            "pattern": A_WORD,
        },
    )
    format = fields.String(
        load_default="plain",
        validate=validate.OneOf(FORMATS),
        metadata={"description": "How it is written. Markup is not measured, and offsets count it."},
    )


class BatchTextSchema(SentTextSchema):
    """One text of several."""

    id = fields.String(
        load_default=None,
        validate=[validate.Length(max=200), _writable],
        metadata={"description": "Yours, to know it by; given back as it is."},
    )


class BatchSchema(Schema):
    """Several texts to judge."""

    texts = fields.List(
        fields.Nested(BatchTextSchema), required=True, validate=validate.Length(min=1, max=MOST_TEXTS)
    )

    @pre_load
    def not_too_many(self, data: Any, **_: object) -> Any:
        """Refuse a long list before each of its texts is looked at."""
        if isinstance(data, dict) and isinstance(data.get("texts"), list) and len(data["texts"]) > MOST_TEXTS:
            raise ValidationError(
                f"Has {len(data['texts']):,} texts; at most {MOST_TEXTS} are judged.", "texts"
            )
        return data


class ComparedTextSchema(Schema):
    """One of two texts that say the same."""

    text = fields.String(
        required=True,
        metadata={"description": f"At most {MOST_BYTES:,} bytes in UTF-8.", "pattern": A_WORD},
    )
    format = fields.String(load_default="plain", validate=validate.OneOf(FORMATS))


class CompareSchema(Schema):
    """A text and an easier version of it."""

    harder = fields.Nested(ComparedTextSchema, required=True)
    easier = fields.Nested(ComparedTextSchema, required=True)
    language = fields.String(
        load_default=LANGUAGE, validate=validate.Length(max=40), metadata={"pattern": _ENGLISH}
    )


class PlaceSchema(Schema):
    """A part of the text as it was sent."""

    start = fields.Integer(required=True, metadata={"description": _OFFSETS, "minimum": 0})
    end = fields.Integer(required=True, metadata={"minimum": 0})


class QuoteSchema(PlaceSchema):
    """A part of the text, and what readers see of it."""

    text = fields.String(required=True, metadata={"description": "As shown: without markup."})


class RemarkSchema(QuoteSchema):
    """What could be easier in a sentence, and why. A person decides."""

    code = fields.String(required=True, metadata={"description": "Never changes its meaning."})
    rule = fields.String(required=True)
    message = fields.String(required=True)
    plainer = fields.List(fields.String(), required=True, metadata={"description": "In their base form."})
    unless = fields.String(required=True, metadata={"description": "When not to replace it; may be empty."})
    more = fields.Url(required=True, metadata={"description": "Where the rule is explained."})


class SentenceSchema(QuoteSchema):
    """A sentence, and what makes it hard."""

    kind = fields.String(required=True, validate=validate.OneOf(["paragraph", "heading", "item"]))
    words = fields.Integer(required=True)
    grade = fields.Float(required=True, metadata={"description": "Its own difficulty, a school grade."})
    difficulty = fields.String(required=True, validate=validate.OneOf(["easy", "fair", "hard", "very hard"]))
    remarks = fields.List(fields.Nested(RemarkSchema), required=True)


class LimitSchema(Schema):
    """A limit of a level, and what the text has now."""

    measure = fields.String(
        required=True,
        validate=validate.OneOf(
            ["grade", "hard_words_percent", "longest_sentence_words", "mean_sentence_words"]
        ),
    )
    now = fields.Float(required=True)
    allowed = fields.Float(required=True)


class GapSchema(LimitSchema):
    """A limit that the text does not keep."""

    after = fields.Float(required=True, metadata={"description": "With every step done, as estimated."})


class StepSchema(LimitSchema):
    """One change on the way to a level."""

    code = fields.String(required=True)
    change = fields.String(required=True, validate=validate.OneOf(["split", "replace", "reword"]))
    message = fields.String(required=True)
    gain = fields.Float(
        required=True, metadata={"description": "By how much `measure` would fall with this change alone."}
    )
    places = fields.List(fields.Nested(PlaceSchema), required=True)
    more = fields.Url(required=True)


class TargetSchema(Schema):
    """Whether a text keeps the level that it is meant for, and else what to change first."""

    level = fields.String(required=True, validate=validate.OneOf(_LEVELS))
    kept = fields.Boolean(required=True)
    gaps = fields.List(fields.Nested(GapSchema), required=True)
    steps = fields.List(
        fields.Nested(StepSchema), required=True, metadata={"description": "The most useful change first."}
    )


class MeasuredSchema(ReadabilitySchema):
    """How hard a text is as a whole."""

    word_count = fields.Integer(required=True)
    sentence_count = fields.Integer(required=True)
    mean_sentence_words = fields.Float(required=True)
    longest_sentence_words = fields.Integer(required=True)


class ResultSchema(MeasuredSchema):
    """How hard a text is, and where to change it."""

    class Meta:
        """The caveat stands once beside all results."""

        exclude = ("caveat",)

    id = fields.String(required=True, allow_none=True)
    language = fields.String(required=True)
    format = fields.String(required=True, validate=validate.OneOf(FORMATS))
    prepared = fields.String(
        required=True,
        metadata={"description": "What the metrics are of: give it to textstat to get the same numbers."},
    )
    sentences = fields.List(fields.Nested(SentenceSchema), required=True)
    target = fields.Nested(TargetSchema, required=True, allow_none=True)


class JudgementSchema(ResultSchema):
    """How hard a text is, and where to change it, with what must be shown beside it."""

    class Meta:
        """One text needs no name."""

        exclude = ("id",)

    caveat = fields.String(required=True, metadata={"description": "Show it wherever a score is shown."})
    disclaimer = fields.Nested(DisclaimerSchema, required=True)


class ResultListSchema(Schema):
    """The judgements of several texts, in the order in which they were sent."""

    results = fields.List(fields.Nested(ResultSchema), required=True)
    caveat = fields.String(required=True)
    disclaimer = fields.Nested(DisclaimerSchema, required=True)


class DifferenceSchema(Schema):
    """What one text may say otherwise than the other. A person decides."""

    code = fields.String(required=True, metadata={"description": "Never changes its meaning."})
    kind = fields.String(required=True)
    severity = fields.String(required=True, validate=validate.OneOf(["error", "warning"]))
    message = fields.String(required=True)
    remedy = fields.String(required=True)
    harder = fields.Nested(QuoteSchema, required=True, allow_none=True)
    easier = fields.Nested(QuoteSchema, required=True, allow_none=True)
    changed = fields.String(
        required=True,
        validate=validate.OneOf(["harder", "easier"]),
        metadata={"description": "Which of the two seems to be the one to mend."},
    )
    more = fields.Url(required=True, metadata={"description": "Where the finding is explained."})


class ComparisonSchema(Schema):
    """What may have changed between two texts, and how hard each is."""

    findings = fields.List(fields.Nested(DifferenceSchema), required=True)
    harder = fields.Nested(MeasuredSchema(exclude=("caveat",)), required=True)
    easier = fields.Nested(MeasuredSchema(exclude=("caveat",)), required=True)
    caveat = fields.String(required=True)
    disclaimer = fields.Nested(DisclaimerSchema, required=True)
