"""From a page's events to its pieces: which words belong together, as what, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from content.source.imports.furniture import holds_article, is_block, why_furniture
from content.source.imports.inline import Inline, pieces_of
from content.source.imports.manuscript import Piece, Span
from content.source.imports.page_tables import Tables
from content.source.imports.refusal import SourceRefused

_UNREAD = frozenset({"script", "style"})
#: Pieces a page may have; a saved article has hundreds.
MOST_PIECES = 50_000


@dataclass(slots=True)
class Mark:
    """A part of the page worth remembering. `rank` is of `holds_article`; `parent` an index, or -1."""

    parent: int
    why: str = ""
    sure: bool = False
    rank: int | None = None
    words: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece, and the index of the innermost mark around it."""

    piece: Piece
    mark: int


@dataclass(slots=True)
class Head:
    """What a page says of itself where no reader sees it."""

    meta: list[tuple[str, str]] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    title: str = ""
    canonical: str = ""
    base: str = ""
    language: str = ""
    times: list[str] = field(default_factory=list)


class PageListener:
    """Hears a page; `placed`, `marks` and `head` are complete once `finish` was called."""

    def __init__(self) -> None:
        self.placed: list[Placed] = []
        self.marks: list[Mark] = [Mark(-1)]
        self.head = Head()
        self.had_tables = False
        self._open: list[tuple[str, int]] = []
        self._mark = 0
        self._inside = 0
        self._inline = Inline()
        self._lists: list[int | None] = []
        self._items: list[bool] = []
        self._heading = 0
        self._raw: list[str] | None = None
        self._linked = False
        self._title = False
        self._tables = Tables(self._place)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element starts."""
        if is_block(tag):
            self._flush()
        self._open.append((tag, self._mark))
        self._remember(tag, attributes)
        if tag in _UNREAD:
            self._raw = []
            self._linked = "ld+json" in attributes.get("type", "").lower()
        elif tag == "title" and not any(each == "svg" for each, _ in self._open[-4:]):
            self._title = True
        elif tag in {"meta", "link", "base", "html", "time"}:
            self._hear_head(tag, attributes)
        elif tag == "img":
            self._picture(attributes.get("alt", ""))
        elif tag in {"ul", "ol", "menu"}:
            start = attributes.get("start", "")
            number = int(start) if tag == "ol" and re.fullmatch(r"\d{1,6}", start) else 1
            self._lists.append(number if tag == "ol" else None)
        elif tag == "li":
            self._items.append(True)
        elif re.fullmatch("h[1-6]", tag):
            self._heading = int(tag[1])
        else:
            self._tables.start(tag)
            self._inline.start(tag, attributes)

    def end(self, tag: str) -> None:
        """The element that started last ends."""
        if is_block(tag):
            self._flush()
        while self._open:
            opened, mark = self._open.pop()
            self._close(opened)
            self._mark = mark
            if opened == tag:
                break

    def _close(self, tag: str) -> None:
        if tag in _UNREAD:
            if self._raw and self._linked and len(self.head.linked) < 20:
                self.head.linked.append("".join(self._raw))
            self._raw = None
        elif tag == "title":
            self._title = False
        elif tag in {"ul", "ol", "menu"}:
            if self._lists:
                self._lists.pop()
        elif tag == "li":
            if self._items:
                self._items.pop()
            if self._lists and self._lists[-1] is not None:
                self._lists[-1] += 1
        elif re.fullmatch("h[1-6]", tag):
            self._heading = 0
        else:
            self._tables.end(tag)
            self._inline.end(tag)

    def data(self, words: str) -> None:
        """Words."""
        if self._raw is not None:
            if self._linked:
                self._raw.append(words)
        elif self._title:
            self.head.title += words
        else:
            self._inline.words(words)

    def finish(self) -> None:
        """The page is over: whatever is still open ends."""
        self._flush()
        self._tables.finish()
        # Parents stand before their parts.
        for mark in reversed(self.marks[1:]):
            self.marks[mark.parent].words += mark.words

    def _remember(self, tag: str, attributes: Mapping[str, str]) -> None:
        rank = holds_article(tag, attributes)
        why, sure = why_furniture(tag, attributes, inside=self._in_article())
        if rank is not None or why:
            self.marks.append(Mark(self._mark, why, sure, rank))
            self._mark = len(self.marks) - 1

    def _in_article(self) -> bool:
        index, steps = self._mark, 0
        # A page nests a few of them; one made to be slow does not get far.
        while index > 0 and steps < 200:
            if self.marks[index].rank in {0, 1}:
                return True
            index, steps = self.marks[index].parent, steps + 1
        return False

    def _flush(self) -> None:
        item = bool(self._items) and not self._heading
        depth = self._heading or (max(1, len(self._lists)) if item else 0)
        number = self._lists[-1] if item and self._lists else None
        for piece in pieces_of(
            self._inline.take(), "heading" if self._heading else "item" if item else "paragraph"
        ):
            if piece.kind != "item" or not item:
                made = Piece(piece.kind, piece.spans, depth or piece.depth, piece.number)
            else:
                made = Piece("item", piece.spans, depth, number, continues=not self._items[-1])
                self._items[-1] = False
            if not self._tables.take(made):
                self._place(made)

    def _place(self, piece: Piece) -> None:
        if len(self.placed) >= MOST_PIECES:
            raise SourceRefused(
                f"The page has over {MOST_PIECES:,} paragraphs", "Save only the article, or a part of it."
            )
        self.placed.append(Placed(piece, self._mark))
        self.marks[self._mark].words += piece.words
        self.had_tables = self.had_tables or self._tables.made

    def _picture(self, words: str) -> None:
        if words.strip():
            self.marks.append(Mark(self._mark, "what a picture shows", sure=True))
            self.placed.append(Placed(Piece("paragraph", (Span(words),)), len(self.marks) - 1))

    def _hear_head(self, tag: str, attributes: Mapping[str, str]) -> None:
        head = self.head
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            if name and attributes.get("content") and len(head.meta) < 500:
                head.meta.append((name.lower(), attributes["content"]))
        elif tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            head.canonical = head.canonical or attributes.get("href", "")
        elif tag == "base":
            head.base = head.base or attributes.get("href", "")
        elif tag == "html":
            head.language = head.language or attributes.get("lang", "")
        elif tag == "time" and attributes.get("datetime") and self._in_article() and len(head.times) < 20:
            head.times.append(attributes["datetime"])
