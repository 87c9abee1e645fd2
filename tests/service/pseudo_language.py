"""English as a language of its own, each text in ⟦brackets⟧: whatever stands outside of them is untranslated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from service.translations.extraction import catalogue

#: Attributes that are words for who reads or hears the page.
_TOLD = {
    "aria-label",
    "alt",
    "title",
    "placeholder",
    "label",
    "data-label",
    "aria-description",
    "aria-roledescription",
}
#: Elements of a page that hold no words of ours, by tag: scripts, styles, code that is shown, names of keys, quotations.
_OTHERS_TAGS = {"script", "style", "code", "pre", "kbd", "q"}
#: And by class: the article's words, and a text that somebody sent.
_OTHERS_CLASSES = {"words", "marked"}
_VOID = {"meta", "link", "source", "track", "br", "img", "hr", "input"}
_LETTER = re.compile(r"[^\W\d_]")
#: Signs and figures around a text.
_ASIDE = " \n\t,.;:·•\u2013\u2014-/()“”\"'!?…+#0123456789"
_ADDRESS = re.compile(r"https?://\S+")


def write_pseudo(folder: Path, language: str = "en") -> None:
    """Write such a translation of every text as a translator's file."""
    translated = Catalog(locale=language)
    for message in catalogue():
        if message.id:
            forms = message.id if isinstance(message.id, tuple | list) else (message.id,)
            told = tuple(f"⟦{form}⟧" for form in forms)
            translated.add(message.id, told if len(told) > 1 else told[0], context=message.context)
    file = folder / language / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    with file.open("wb") as out:
        write_po(out, translated)


def untranslated(html: str, known: set[str]) -> list[str]:
    """What is shown or told outside of brackets and is not among `known` texts, which are data."""
    page = _Page({tidy(each) for each in known})
    page.feed(html)
    return page.found


@dataclass
class _Page(HTMLParser):
    known: set[str]
    found: list[str] = field(default_factory=list)
    _open: list[tuple[str, bool]] = field(default_factory=list)
    _depth: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        others = tag in _OTHERS_TAGS or bool(_OTHERS_CLASSES & set(attributes.get("class", "").split()))
        for name, value in attributes.items():
            if (
                name in _TOLD
                or (tag == "meta" and attributes.get("name") == "description" and name == "content")
                or (name.startswith("data-") and re.match("[A-Z].*[a-z]|.*[a-z] [a-z]", value))
            ):
                self._look(value, 0)
        if tag not in _VOID:
            self._open.append((tag, others))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(others for _, others in self._open):
            self._depth = self._look(data, self._depth)

    def _look(self, text: str, depth: int) -> int:
        for piece, outside in _pieces(text, depth):
            if outside and _LETTER.search(piece) and not self._is_known(piece):
                self.found.append(" ".join(piece.split()))
        return max(0, depth + text.count("⟦") - text.count("⟧"))

    def _is_known(self, piece: str) -> bool:
        # A title names the part, the page and the site.
        return all(tidy(each) in self.known for each in _ADDRESS.sub("", piece).split(" \u2013 "))


def tidy(text: str) -> str:
    """A text without the signs around it."""
    return " ".join(text.split()).strip(_ASIDE)


def _pieces(text: str, depth: int) -> Iterator[tuple[str, bool]]:
    for piece in re.split("([⟦⟧])", text):
        if piece == "⟦":
            depth += 1
        elif piece == "⟧":
            depth -= 1
        else:
            yield piece, depth <= 0
