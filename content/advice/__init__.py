"""Advice: where a text is hard to read, why, and what stands between it and a reading level.

Rules, their reasons and their examples are data (`rules.toml`), and so is the list of plain words
(`plain_words.toml`). Advice never rewrites: it marks and suggests.
"""

from content.advice.advising import advise
from content.advice.model import (
    Advice,
    Example,
    Gap,
    Place,
    PlainWord,
    Remark,
    Rule,
    SentenceAdvice,
    Step,
)
from content.advice.plain_words import plain_words
from content.advice.rules import rules

__all__ = [
    "Advice",
    "Example",
    "Gap",
    "Place",
    "PlainWord",
    "Remark",
    "Rule",
    "SentenceAdvice",
    "Step",
    "advise",
    "plain_words",
    "rules",
]
