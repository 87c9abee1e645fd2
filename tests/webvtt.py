"""A strict reader of WebVTT: it refuses whatever the syntax at https://www.w3.org/TR/webvtt1/#syntax forbids.

Stricter than a player, which skips what it does not understand. Regions and style sheets are not
read: nothing here writes them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5

TIMESTAMP = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMINGS = re.compile(rf"{TIMESTAMP}[ \t]+-->[ \t]+{TIMESTAMP}(?:[ \t]+(.*))?", re.ASCII)
PERCENTAGE = r"(?:100(?:\.0+)?|\d{1,2}(?:\.\d+)?)%"
SETTINGS = {
    "vertical": re.compile(r"rl|lr"),
    "line": re.compile(rf"(?:{PERCENTAGE}|-?\d+)(?:,(?:start|center|end))?", re.ASCII),
    "position": re.compile(rf"{PERCENTAGE}(?:,(?:line-left|center|line-right))?", re.ASCII),
    "size": re.compile(PERCENTAGE, re.ASCII),
    "align": re.compile(r"start|center|end|left|right"),
}
TAG = re.compile(r"<(/?)([a-z]+)((?:\.[^\t\n\r &<>.]+)*)(?:[ \t]([^\n\r&>]*))?>")
ANNOTATED = {"v", "lang"}
PLAIN = {"c", "i", "b", "u", "ruby", "rt"}
REFERENCE = re.compile(r"&(#\d+|#[xX][0-9a-fA-F]+|[0-9A-Za-z]+);", re.ASCII)


class Invalid(Exception):
    """A line of a file breaks the syntax."""

    def __init__(self, line: int, fault: str) -> None:
        super().__init__(f"line {line}: {fault}")


@dataclass(frozen=True, slots=True)
class Cue:
    """Times in milliseconds, and the lines as a reader sees them."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]
    name: str = ""
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class WebVtt:
    cues: tuple[Cue, ...]
    comments: tuple[str, ...]


def read(data: str | bytes, kind: str = "captions") -> WebVtt:
    """Read a file of captions or "chapters". Raises Invalid, naming the line."""
    lines = _decoded(data)
    _header(lines)
    cues: list[Cue] = []
    comments: list[str] = []
    for at, block in _blocks(lines):
        if re.match(r"NOTE(?:[ \t]|$)", block[0]):
            comments.append(_comment(at, block))
        elif block[0].strip(" \t") in ("STYLE", "REGION"):
            raise Invalid(at, "style sheets and regions are not expected here")
        else:
            cues.append(_cue(at, block, kind, cues))
    return WebVtt(tuple(cues), tuple(comments))


def _decoded(data: str | bytes) -> list[str]:
    try:
        text = data.encode().decode("utf-8-sig") if isinstance(data, str) else data.decode("utf-8-sig")
    except UnicodeError as error:
        raise Invalid(1, "not UTF-8") from error
    lines = re.split(r"\r\n|\n|\r", text)
    for at, line in enumerate(lines, start=1):
        if "\0" in line:
            raise Invalid(at, "a NUL")
    return lines


def _header(lines: list[str]) -> None:
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]) or "-->" in lines[0]:
        raise Invalid(1, "no signature")
    if len(lines) > 1 and lines[1]:
        raise Invalid(2, "no empty line behind the signature")


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Stretches of lines between empty ones, with the number of their first."""
    block: list[str] = []
    for at, line in enumerate([*lines[1:], ""], start=2):
        if line:
            block.append(line)
        elif block:
            if at > len(lines):
                raise Invalid(len(lines), "no end of line at the end")
            yield at - len(block), block
            block = []


def _comment(at: int, block: list[str]) -> str:
    for number, line in enumerate(block, start=at):
        if "-->" in line:
            raise Invalid(number, "an arrow in a comment")
    return "\n".join(block)[len("NOTE") :].strip()


def _cue(at: int, block: list[str], kind: str, before: list[Cue]) -> Cue:
    name = ""
    if "-->" not in block[0]:
        name, *block = block
        at += 1
        if not block or name in {cue.name for cue in before}:
            raise Invalid(at - 1, "neither a cue nor a comment" if not block else "a name given twice")
    match = TIMINGS.fullmatch(block[0])
    if not match:
        raise Invalid(at, f"no times of a cue: {block[0]!r}")
    start, end = _ms(match.groups()[:4]), _ms(match.groups()[4:8])
    if end <= start:
        raise Invalid(at, "a cue ends before it begins")
    if before and start < before[-1].start_ms:
        raise Invalid(at, "cues out of order")
    settings = _settings(at, match[9] or "")
    for number, line in enumerate(block[1:], start=at + 1):
        if "-->" in line:
            raise Invalid(number, "an arrow in a cue's text")
    if len(block) == 1:
        raise Invalid(at, "a cue without text")
    return Cue(start, end, tuple(_text(at + 1, "\n".join(block[1:]), kind)), name, settings)


def _ms(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, ms = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def _settings(at: int, text: str) -> dict[str, str]:
    settings: dict[str, str] = {}
    for each in text.split():
        name, colon, value = each.partition(":")
        shape = SETTINGS.get(name)
        if not colon or shape is None or not shape.fullmatch(value) or name in settings:
            raise Invalid(at, f"no setting: {each!r}")
        settings[name] = value
    return settings


def _text(at: int, text: str, kind: str) -> Iterator[str]:
    """The lines that a reader sees: tags checked and left out, references resolved."""
    seen: list[str] = []
    opened: list[str] = []
    position = 0
    for match in re.finditer(r"[&<]", text):
        if match.start() < position:
            continue
        line = at + text.count("\n", 0, match.start())
        seen.append(text[position : match.start()])
        if match[0] == "&":
            reference = REFERENCE.match(text, match.start())
            if not reference or not (reference[1][0] == "#" or f"{reference[1]};" in html5):
                raise Invalid(line, "an ampersand that is no reference")
            seen.append(html.unescape(reference[0]))
            position = reference.end()
        else:
            position = _tag(line, text, match.start(), opened, kind)
    if opened and opened != ["v"]:
        raise Invalid(at, f"<{opened[-1]}> is not closed")
    return iter("".join([*seen, text[position:]]).split("\n"))


def _tag(line: int, text: str, at: int, opened: list[str], kind: str) -> int:
    tag = TAG.match(text, at)
    if not tag or kind == "chapters":
        raise Invalid(line, "a less-than sign that is no tag" if not tag else "a tag in a chapter's title")
    closing, name, classes, annotation = tag.groups()
    if closing:
        if classes or annotation is not None or not opened or opened.pop() != name:
            raise Invalid(line, f"no such end: {tag[0]}")
    elif name not in PLAIN | ANNOTATED or (name in ANNOTATED) != bool((annotation or "").strip()):
        raise Invalid(line, f"no such tag: {tag[0]}")
    else:
        opened.append(name)
    return tag.end()
