"""The text of a Word document's part: paragraphs become headings, items and paragraphs."""

from __future__ import annotations

from collections.abc import Mapping

from content.source.imports.addresses import address_of
from content.source.imports.docx_styles import WORD, Style, depth_of
from content.source.imports.inline import pieces_of
from content.source.imports.manuscript import Piece, Span
from content.source.imports.page_tables import Tables
from content.source.imports.refusal import SourceRefused

_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships "
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_TABLE_TAGS = {"tbl": "table", "tr": "tr", "tc": "td"}
_BLANKS = {"tab": " ", "noBreakHyphen": "\u2011", "cr": "\n"}
_OFF = frozenset({"0", "false", "off", "none"})
_MOST_PIECES = 50_000


class _Paragraph:
    """A paragraph that is being read."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.deleted: list[Span] = []
        self.style = Style()
        self.list_id = ""
        self.depth = 0
        self.outline = ""


class Story:
    """Hears a part: `pieces`, and `deleted` of tracked changes; `title` is in style Title."""

    def __init__(
        self, styles: Mapping[str, Style], numbering: Mapping[tuple[str, int], str], links: Mapping[str, str]
    ) -> None:
        self.pieces: list[Piece] = []
        self.deleted: list[Piece] = []
        self.title = ""
        self.pictures = 0
        self._styles, self._numbering, self._links = styles, numbering, links
        # Text boxes stand inside a paragraph and have paragraphs of their own.
        self._paragraphs: list[_Paragraph] = []
        self._tables = Tables(self._place)
        self._counts: dict[tuple[str, int], int] = {}
        self._href = ""
        self._look = {"b": False, "i": False}
        self._in_run_style = False
        self._in_words = ""
        self._skipped = 0

    @property
    def tables(self) -> bool:
        """Whether a table's row became an item."""
        return self._tables.made

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element starts."""
        # Word writes a text box twice, the second time for old programs.
        if self._skipped or name == _FALLBACK:
            self._skipped += 1
            return
        if name.endswith(" blip"):
            self.pictures += 1
        if not name.startswith(WORD):
            return
        tag, value = name.removeprefix(WORD), attributes.get(f"{WORD}val", "")
        if tag == "p":
            self._paragraphs.append(_Paragraph())
        elif tag in _TABLE_TAGS:
            self._tables.start(_TABLE_TAGS[tag])
        elif tag == "hyperlink":
            self._href = address_of(self._links.get(attributes.get(f"{_RELATED}id", ""), ""))
        elif tag in _BLANKS:
            self._add(_BLANKS[tag])
        elif tag == "br":
            self._add(" " if attributes.get(f"{WORD}type") in {"page", "column"} else "\n")
        else:
            self._hear_run(tag, value)

    def _hear_run(self, tag: str, value: str) -> None:
        if tag == "r":
            self._look = {"b": False, "i": False}
        elif tag in {"t", "delText"}:
            self._in_words = tag
        elif tag == "rPr":
            self._in_run_style = True
        elif tag in self._look and self._in_run_style:
            self._look[tag] = value not in _OFF
        elif self._paragraphs:
            self._hear_style(tag, value)

    def _hear_style(self, tag: str, value: str) -> None:
        paragraph = self._paragraphs[-1]
        if tag == "pStyle":
            paragraph.style = self._styles.get(value, Style())
        elif tag == "numId":
            paragraph.list_id = value
        elif tag == "ilvl":
            paragraph.depth = depth_of(value)
        elif tag == "outlineLvl":
            paragraph.outline = value

    def end(self, name: str) -> None:
        """... or ends."""
        if self._skipped:
            self._skipped -= 1
            return
        if not name.startswith(WORD):
            return
        tag = name.removeprefix(WORD)
        if tag == "p" and self._paragraphs:
            self._paragraph_ends(self._paragraphs.pop())
        elif tag in _TABLE_TAGS:
            self._tables.end(_TABLE_TAGS[tag])
        elif tag in {"t", "delText"}:
            self._in_words = ""
        elif tag == "hyperlink":
            self._href = ""
        elif tag == "rPr":
            self._in_run_style = False

    def words(self, text: str) -> None:
        """Words."""
        if self._in_words and not self._skipped:
            self._add(text.replace("\n", " "), deleted=self._in_words == "delText")

    def _add(self, text: str, *, deleted: bool = False) -> None:
        if self._paragraphs:
            paragraph = self._paragraphs[-1]
            span = Span(text, self._href, self._look["b"], self._look["i"])
            (paragraph.deleted if deleted else paragraph.spans).append(span)

    def _paragraph_ends(self, paragraph: _Paragraph) -> None:
        if any(span.text.strip() for span in paragraph.deleted):
            self.deleted.append(Piece("paragraph", tuple(paragraph.deleted)))
        heading = paragraph.style.heading
        if heading is None and paragraph.outline in tuple("012345"):
            heading = int(paragraph.outline) + 1
        list_id = paragraph.list_id or paragraph.style.list_id
        for piece in pieces_of(_joined(paragraph.spans), "paragraph" if heading is None else "heading"):
            if heading == 0:
                self.title = self.title or piece.text
                self._take(Piece("heading", piece.spans, 1))
            elif heading is not None:
                self._take(Piece("heading", piece.spans, heading))
            elif list_id not in {"", "0"}:
                self._take(
                    Piece("item", piece.spans, paragraph.depth + 1, self._number(list_id, paragraph.depth))
                )
            else:
                self._take(piece)

    def _number(self, list_id: str, depth: int) -> int | None:
        if self._numbering.get((list_id, depth), "bullet") in {"bullet", "none"}:
            return None
        for key in [key for key in self._counts if key[0] == list_id and key[1] > depth]:
            del self._counts[key]
        self._counts[list_id, depth] = self._counts.get((list_id, depth), 0) + 1
        return self._counts[list_id, depth]

    def _take(self, piece: Piece) -> None:
        if not self._tables.take(piece):
            self._place(piece)

    def _place(self, piece: Piece) -> None:
        if len(self.pieces) >= _MOST_PIECES:
            raise SourceRefused(f"The document has over {_MOST_PIECES:,} paragraphs", "Import a part of it.")
        self.pieces.append(piece)


def _joined(spans: list[Span]) -> list[Span]:
    """Spans with those joined that look alike: Word cuts words into runs wherever it was edited."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if (
            last
            and span.text != "\n" != last.text
            and (last.href, last.strong, last.emphasis)
            == (
                span.href,
                span.strong,
                span.emphasis,
            )
        ):
            joined[-1] = Span(last.text + span.text, last.href, last.strong, last.emphasis)
        else:
            joined.append(span)
    return joined
