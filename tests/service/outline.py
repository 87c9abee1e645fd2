"""A page as a screen reader would go through it: headings, landmarks, links and plain reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "source", "track", "br", "img", "hr", "input"}
LANDMARKS = {"header", "nav", "main", "footer"}
SILENT = {"script", "style", "title"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Outline(HTMLParser):
    """`elements` in order, each with the text inside it; `words` is all text in reading order."""

    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)
    words: str = ""
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1].tag if self.open else 'nothing'}")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if any(element.tag in SILENT for element in self.open):
            self.open[-1].text += data  # its own, and nobody else's
            return
        self.words += data
        for element in self.open:
            element.text += data

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    def scripts(self) -> list[Element]:
        """Those that run: a block of data does not."""
        return [each for each in self.all("script") if each.attributes.get("type") != "application/ld+json"]

    def headings(self) -> list[tuple[int, str]]:
        return [
            (int(e.tag[1]), " ".join(e.text.split()))
            for e in self.elements
            if len(e.tag) == 2 and e.tag[0] == "h" and e.tag[1].isdigit()
        ]


def outline(html: str) -> Outline:
    parser = Outline()
    parser.feed(html)
    parser.close()
    if parser.open:
        parser.faults.append(f"never closed: {[element.tag for element in parser.open]}")
    parser.words = " ".join(parser.words.split())
    return parser


def main_outline(html: str) -> Outline:
    """The page without what is the same on each: what stands in its `main`."""
    found = re.search(r"<main.*</main>", html, flags=re.DOTALL)
    assert found
    return outline(found[0])
