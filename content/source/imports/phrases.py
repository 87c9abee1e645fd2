"""Lines and phrases by which the parts of an article that are about the article are known: phrases.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

_READING_TIME = re.compile(
    r"\d{1,3}(?:\s*-\s*\d{1,3})?\s*[- ]?min(?:ute)?s?\s+read(?:ing time)?", re.IGNORECASE
)
#: Words that a line of furniture has at most.
_MOST_WORDS = 12


@cache
def _phrases() -> dict[str, Any]:
    return tomllib.loads(
        resources.files("content.source.imports").joinpath("phrases.toml").read_text("utf-8")
    )


def bare(text: str) -> str:
    """Lower case, straight apostrophes, single blanks, no stop or colon at the end."""
    return " ".join(text.lower().replace("\u2019", "'").split()).rstrip(" .:!")


def is_furniture(text: str) -> bool:
    """Whether a short line is set about an article rather than being part of it."""
    if len(text.split()) > _MOST_WORDS:
        return False
    line = bare(text)
    if _READING_TIME.fullmatch(line):
        return True
    return any(
        line.startswith(each[:-1]) if each.endswith("…") else line == each
        for each in _phrases()["furniture"]["lines"]
    )


def disclaims(text: str) -> tuple[int, int]:
    """How many phrases of a disclaimer a text has: those that little else says, and all."""
    line = bare(text)
    known = _phrases()["disclaimer"]
    core = sum(each in line for each in known["core"])
    return core, core + sum(each in line for each in known["more"])


def heads_disclaimer(text: str) -> bool:
    """Whether a heading is that of a disclaimer."""
    return bare(text) in _phrases()["disclaimer"]["headings"]


def heads_author(text: str, author: str) -> bool:
    """Whether a heading is that of a note on the author."""
    line = bare(text)
    return line in _phrases()["about"]["headings"] or (bool(author) and line == f"about {bare(author)}")


def is_particle(word: str) -> bool:
    """Whether a word can stand in a person's name without a capital, as "van" or "de"."""
    return word.lower().rstrip(".") in _phrases()["names"]["particles"]
