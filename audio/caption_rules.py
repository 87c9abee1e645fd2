"""What captions may look like and where their text may be parted: policy, from `captions.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class CaptionRules:
    """Columns of a line, times in milliseconds, and words in lower case."""

    line_columns: int
    shortest_ms: int
    longest_ms: int
    linger_ms: int
    gap_ms: int
    clinging: frozenset[str]
    abbreviated: frozenset[str]
    leading: frozenset[str]


@cache
def rules() -> CaptionRules:
    """The shipped rules."""
    table = tomllib.loads(resources.files("audio").joinpath("captions.toml").read_text("utf-8"))
    parting = {name: frozenset(words) for name, words in table["parting"].items()}
    return CaptionRules(**{**table["limits"], **parting})
