"""How the library is searched and shown: `policy.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

#: Reading times are told, and so grouped, to the nearest half minute.
_HALF_MINUTE_S = 30


@dataclass(frozen=True, slots=True)
class Length:
    """Reading times over `over` and up to `up_to` minutes; `up_to` is None for the longest."""

    id: str
    over: float
    up_to: float | None

    def takes(self, seconds: float) -> bool:
        """Whether a reading time belongs here, as it is told."""
        minutes = max(1, round(seconds / _HALF_MINUTE_S)) / 2
        return self.over < minutes and (self.up_to is None or minutes <= self.up_to)


@dataclass(frozen=True, slots=True)
class LibraryPolicy:
    """The values of `policy.toml`, where each stands beside its reason."""

    page_size: int
    longest_query: int
    most_words: int
    most_parts: int
    most_near: int
    most_topics: int
    typo_letters: int
    small_words: frozenset[str]
    weights: Mapping[str, float]
    lengths: tuple[Length, ...]


@cache
def policy() -> LibraryPolicy:
    """The shipped policy."""
    table = tomllib.loads(resources.files("service.library").joinpath("policy.toml").read_text("utf-8"))
    lengths: list[Length] = []
    for each in table.pop("lengths"):
        over = (lengths[-1].up_to or 0) if lengths else 0
        lengths.append(Length(each["id"], over, each.get("up_to")))
    return LibraryPolicy(
        **table | {"small_words": frozenset(table["small_words"]), "lengths": tuple(lengths)}
    )
