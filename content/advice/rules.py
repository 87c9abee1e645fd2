"""The rules, read from `rules.toml`, where each stands with its reasons, its data and its examples."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from content.advice.model import Example, Rule
from content.errors import PolicyError


@dataclass(frozen=True, slots=True)
class DifficultyPolicy:
    """How one sentence is graded; see `rules.toml` and `difficulty.py`."""

    prior_words: float
    prior_syllables: float
    prior_letters: float
    grades: tuple[float, float, float]


@cache
def rules() -> tuple[Rule, ...]:
    """The shipped rules in the order of their codes. Raises `PolicyError`."""
    return read_rules(shipped("rules.toml"))


@cache
def difficulty_policy() -> DifficultyPolicy:
    """How sentences are graded. Raises `PolicyError`."""
    try:
        table = tomllib.loads(shipped("rules.toml"))["difficulty"]
        return DifficultyPolicy(**table | {"grades": tuple(table["grades"])})
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise PolicyError(f"The difficulty of sentences can't be read from rules.toml: {error}.") from error


def shipped(name: str) -> str:
    """The text of one of this package's data files."""
    return resources.files("content.advice").joinpath(name).read_text("utf-8")


def read_rules(text: str) -> tuple[Rule, ...]:
    """Rules from TOML. Raises `PolicyError` where a stanza lacks something or a code stands twice."""
    try:
        found = tuple(sorted(map(_rule, tomllib.loads(text)["rule"]), key=lambda rule: rule.code))
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise PolicyError(f"The rules of advice can't be used: {error}.") from error
    for field in ("code", "name"):
        if len({getattr(rule, field) for rule in found}) != len(found):
            raise PolicyError(f"The rules of advice can't be used: two have the same {field}.")
    return found


def words(data: Mapping[str, object], name: str) -> frozenset[str]:
    """A word list of a rule: words parted by blanks. Raises `PolicyError` where it is missing."""
    listed = data.get(name)
    if not isinstance(listed, str):
        raise PolicyError(f"A rule of advice needs the word list {name!r} in its data.")
    return frozenset(listed.split())


def number(data: Mapping[str, object], name: str) -> int:
    """A whole number of a rule. Raises `PolicyError` where it is missing."""
    value = data.get(name)
    if not isinstance(value, int):
        raise PolicyError(f"A rule of advice needs the whole number {name!r} in its data.")
    return value


def table(data: Mapping[str, object], name: str) -> Mapping[str, Any]:
    """A table of a rule. Raises `PolicyError` where it is missing."""
    value = data.get(name)
    if not isinstance(value, dict):
        raise PolicyError(f"A rule of advice needs the table {name!r} in its data.")
    return value


def _rule(stanza: dict[str, Any]) -> Rule:
    return Rule(
        **stanza
        | {
            "sources": tuple(stanza["sources"]),
            "misses": tuple(stanza["misses"]),
            "hits": tuple(Example(**each) for each in stanza["hits"]),
            "data": stanza.get("data", {}),
        }
    )
