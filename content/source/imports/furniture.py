"""What on a web page is furniture, and what holds the article, by tag, role and class: furniture.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_PARTS = re.compile(r"[a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: Names a class or id may have before it is not worth reading.
_LONGEST_NAMES = 2000
#: The whole page wears classes that tell of its parts: "has-sidebar".
_NEVER = frozenset({"html", "body", "main", "article"})


@dataclass(frozen=True, slots=True)
class Furniture:
    """Reasons by tag, role and word of a class; names of what holds an article; tags of blocks."""

    tags: Mapping[str, str]
    outside_tags: Mapping[str, str]
    roles: Mapping[str, str]
    words: Mapping[str, str]
    bodies: frozenset[str]
    blocks: frozenset[str]


@cache
def _furniture() -> Furniture:
    data = resources.files("content.source.imports").joinpath("furniture.toml").read_text("utf-8")
    table = tomllib.loads(data)
    words = {word: why for why, names in table["words"].items() for word in names}
    return Furniture(
        table["tags"],
        table["outside_tags"],
        table["roles"],
        words,
        frozenset(table["bodies"]["names"]),
        frozenset(table["blocks"]["tags"]),
    )


def is_block(tag: str) -> bool:
    """Whether an element parts paragraphs."""
    return tag in _furniture().blocks


def why_furniture(tag: str, attributes: Mapping[str, str], *, inside: bool) -> tuple[str, bool]:
    """Why an element is not the article, or an empty text; and whether that is sure.

    Sure is what the page itself says (a tag, a role, hidden); a class is a guess, which does not hold
    where most of the page is inside. `inside` is whether an article has started around it.
    """
    sure = _said_by_page(tag, attributes, inside=inside)
    return (sure, True) if sure else (_guessed(tag, attributes), False)


def _said_by_page(tag: str, attributes: Mapping[str, str], *, inside: bool) -> str:
    known = _furniture()
    role = attributes.get("role", "").lower().strip()
    if tag in known.tags:
        return known.tags[tag]
    if role in known.roles and tag not in _NEVER:
        return known.roles[role]
    if not inside and tag in known.outside_tags:
        return known.outside_tags[tag]
    hidden = "hidden" in attributes or _NO_DISPLAY.search(attributes.get("style", "")[:_LONGEST_NAMES])
    return "not shown on the page" if hidden else ""


def _guessed(tag: str, attributes: Mapping[str, str]) -> str:
    known = _furniture()
    names = _names(attributes)
    if tag in _NEVER or tag in {"a", "img"} or any(name.lower() in known.bodies for name in names):
        return ""
    for name in names:
        split = _CAMEL.sub("-", name).lower()
        for word in (split, *_PARTS.findall(split)):
            if word in known.words:
                return known.words[word]
    return ""


def holds_article(tag: str, attributes: Mapping[str, str]) -> int | None:
    """How closely an element holds the article: 0 its very body, 1 article, 2 main; None otherwise."""
    if attributes.get("itemprop", "").lower() == "articlebody":
        return 0
    if tag in {"div", "section", "article"} and any(
        name.lower() in _furniture().bodies for name in _names(attributes)
    ):
        return 0
    role = attributes.get("role", "").lower().strip()
    if tag == "article" or role == "article":
        return 1
    if (
        tag == "main"
        or role == "main"
        or attributes.get("id", "").lower() in {"main", "content", "main-content"}
    ):
        return 2
    return None


def _names(attributes: Mapping[str, str]) -> list[str]:
    return f"{attributes.get('class', '')} {attributes.get('id', '')}"[:_LONGEST_NAMES].split()
