"""What each kind of problem means, and what to do about it: for the pages that its `type` leads to."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class ProblemWords:
    """A problem in words. `status` is set where HTTP itself defines the problem, 0 elsewhere.

    Backquotes mark what stands in code.
    """

    means: str
    todo: str
    status: int = 0


@cache
def problem_words() -> Mapping[str, ProblemWords]:
    """The words of `problems.toml`, by the problem's slug."""
    text = resources.files("service").joinpath("problems.toml").read_text("utf-8")
    return {slug: ProblemWords(**table) for slug, table in tomllib.loads(text).items()}
