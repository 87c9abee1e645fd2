"""What a Word document says once for all paragraphs: styles, numbering, addresses of links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from content.source.imports.docx_parts import walk

#: The namespace of nearly everything in a Word document, as `walk` writes it, blank included.
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_HEADING = re.compile(r"heading (\d)")
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style means. `heading` is 1-6, 0 for the title, None for other text.

    `list_id` is the numbering that the style itself brings, or empty.
    """

    heading: int | None = None
    list_id: str = ""
    name: str = ""


def read_styles(xml: bytes) -> Mapping[str, Style]:
    """Paragraph styles by id. Ids are in the writer's language, names are not."""
    styles: dict[str, Style] = {}
    bases: dict[str, str] = {}
    current = {"id": "", "name": "", "level": "", "list": "", "base": ""}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get(f"{WORD}val", "")
        if name == f"{WORD}style":
            current.update(id=attributes.get(f"{WORD}styleId", ""), name="", level="", list="", base="")
        elif name == f"{WORD}name":
            current["name"] = value.lower()
        elif name == f"{WORD}outlineLvl":
            current["level"] = value
        elif name == f"{WORD}numId":
            current["list"] = value
        elif name == f"{WORD}basedOn":
            current["base"] = value

    def end(name: str) -> None:
        if name == f"{WORD}style" and current["id"]:
            styles[current["id"]] = Style(
                _heading(current["name"], current["level"]), current["list"], current["name"]
            )
            bases[current["id"]] = current["base"]

    walk(xml, start, end, _nothing)
    return {each: _inherited(each, styles, bases) for each in styles}


def _heading(name: str, level: str) -> int | None:
    if name == "title":
        return 0
    if found := _HEADING.fullmatch(name):
        return min(6, max(1, int(found[1])))
    if level.isdecimal() and int(level) < _BODY_LEVEL:
        return min(6, int(level) + 1)
    return None


def _inherited(name: str, styles: Mapping[str, Style], bases: Mapping[str, str]) -> Style:
    """A style with what it takes from the one it is based on, and so on; a circle ends."""
    style, base = styles[name], bases[name]
    for _ in range(10):
        if base not in styles:
            break
        parent = styles[base]
        style = Style(
            parent.heading if style.heading is None else style.heading,
            style.list_id or parent.list_id,
            style.name,
        )
        base = bases[base]
    return style


def read_numbering(xml: bytes) -> Mapping[tuple[str, int], str]:
    """The sign of each list (`bullet`, `decimal`, `none` and so on), by list id and depth from 0."""
    abstract: dict[tuple[str, int], str] = {}
    lists: dict[str, str] = {}
    current = {"abstract": "", "level": "0", "list": ""}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get(f"{WORD}val", "")
        if name == f"{WORD}abstractNum":
            current["abstract"] = attributes.get(f"{WORD}abstractNumId", "")
        elif name == f"{WORD}lvl":
            current["level"] = attributes.get(f"{WORD}ilvl", "0")
        elif name == f"{WORD}numFmt":
            abstract[current["abstract"], depth_of(current["level"])] = value
        elif name == f"{WORD}num":
            current["list"] = attributes.get(f"{WORD}numId", "")
        elif name == f"{WORD}abstractNumId" and current["list"]:
            lists[current["list"]] = value

    walk(xml, start, _nothing, _nothing)
    return {
        (each, depth): sign
        for each, kind in lists.items()
        for (owner, depth), sign in abstract.items()
        if owner == kind
    }


def read_links(xml: bytes) -> Mapping[str, str]:
    """Addresses outside the document, by relationship id."""
    links: dict[str, str] = {}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name.endswith(" Relationship") and attributes.get("TargetMode") == "External":
            links[attributes.get("Id", "")] = attributes.get("Target", "")

    walk(xml, start, _nothing, _nothing)
    return links


def depth_of(value: str) -> int:
    """A list's depth from 0 to 8, as Word has them; 0 for what is no number."""
    return min(8, int(value)) if value.isdecimal() and len(value) < 4 else 0


def _nothing(_text: str) -> None:
    """Words that nobody reads here."""
