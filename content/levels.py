"""The level policy: thresholds read from `levels.toml`, where each stands beside its reason."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import resources
from typing import Any, Literal

from content.article import Confidence, Level
from content.errors import PolicyError

Scope = Literal["section", "page"]


@dataclass(frozen=True, slots=True)
class LevelPolicy:
    """What a text at `level` has to keep; None where there is no limit.

    Grades are G (US school grades), `hard_words_percent` is 0-100, the rest are words a sentence: at
    most on average, more is a warning, more is an error.
    """

    level: Level
    purpose: str
    mean_sentence_words: float
    warn_sentence_words: float
    page_grade: float | None = None
    section_grade: float | None = None
    hard_words_percent: float | None = None
    max_sentence_words: float | None = None

    def grade(self, scope: Scope) -> float | None:
        """The highest G at this scope."""
        return self.page_grade if scope == "page" else self.section_grade


@dataclass(frozen=True, slots=True)
class ScopePolicy:
    """From how many words which rule holds; `sibling_gap` is in G. See `levels.toml`."""

    level_words: int
    section_words: int
    sibling_words: int
    page_words: int
    sibling_gap: float
    prose_words: int
    confidence_words: tuple[int, int]


#: What a package's `[policy.<level>]` may set: every limit.
LIMITS = tuple(field.name for field in fields(LevelPolicy) if field.name not in {"level", "purpose"})


@dataclass(frozen=True, slots=True)
class Policy:
    """Every level's limits, hardest level first."""

    scope: ScopePolicy
    levels: tuple[LevelPolicy, ...]

    def of(self, level: Level) -> LevelPolicy:
        """The limits of one level."""
        return self.levels[level.rank]

    def confidence(self, words: int) -> Confidence:
        """How sure a score of so many words is."""
        low, medium = self.scope.confidence_words
        return "low" if words < low else "medium" if words < medium else "high"

    def scope_of(self, words: int, scope: Scope) -> Scope:
        """A page too short to be held to a page's grade is held to a section's."""
        return "page" if scope == "page" and words >= self.scope.page_words else "section"

    def tightened(self, limits: Mapping[Level, Mapping[str, float]]) -> Policy:
        """This policy with these limits where they are the stricter; looser ones change nothing."""
        return replace(
            self, levels=tuple(_tightened(each, limits.get(each.level, {})) for each in self.levels)
        )


def loosens(policy: LevelPolicy, limit: str, value: float) -> bool:
    """Whether `value` would allow more than the policy's own `limit` does."""
    own = getattr(policy, limit)
    return own is not None and value > own


@cache
def policy() -> Policy:
    """The shipped policy. Raises `PolicyError`."""
    return read_policy(resources.files("content").joinpath("levels.toml").read_text("utf-8"))


def read_policy(text: str) -> Policy:
    """A policy from TOML. Raises `PolicyError` where a value is missing, odd or out of order."""
    try:
        table = tomllib.loads(text)
        scope = table["scope"]
        scopes = ScopePolicy(**scope | {"confidence_words": tuple(scope["confidence_words"])})
        read = Policy(scopes, tuple(LevelPolicy(level=level, **table[level.value]) for level in Level))
        _check(read)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise PolicyError(f"The level policy can't be used: {error}.") from error
    return read


def _check(read: Policy) -> None:
    if len(read.scope.confidence_words) != 2:
        raise ValueError("confidence_words needs two numbers")
    for each in read.levels:
        for limit in LIMITS:
            value = getattr(each, limit)
            if value is not None and not is_limit(value):
                raise ValueError(f"{each.level}.{limit} must be a number above 0, not {value!r}")
    for harder, easier in zip(read.levels, read.levels[1:], strict=False):
        for limit in LIMITS:
            upper, lower = getattr(harder, limit), getattr(easier, limit)
            if upper is not None and (lower is None or lower >= upper):
                raise ValueError(f"{easier.level}.{limit} must be below {harder.level}'s {upper:g}")


def is_limit(value: Any) -> bool:
    """Whether a value from a TOML file can be a limit: a number above 0."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < math.inf


def _tightened(each: LevelPolicy, limits: Mapping[str, float]) -> LevelPolicy:
    stricter = {name: value for name, value in limits.items() if not loosens(each, name, value)}
    return replace(each, **stricter)  # type: ignore[arg-type]
