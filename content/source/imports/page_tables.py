"""Tables of a page, which a package has none of: a row of data becomes a list item that names its columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from content.source.imports.manuscript import Piece, plain_piece

#: How deep tables are told apart; the words of one nested deeper go to the cell it is in.
_DEEPEST = 5


@dataclass(slots=True)
class _Table:
    columns: list[str] = field(default_factory=list)
    rows: int = 0
    cells: list[list[Piece]] | None = None
    heads: int = 0
    in_cell: bool = False


class Tables:
    """Holds back the pieces of a row until it ends. `made` tells whether a row became an item."""

    def __init__(self, place: Callable[[Piece], None]) -> None:
        self.made = False
        self._place = place
        self._tables: list[_Table] = []
        self._deeper = 0

    def start(self, tag: str) -> None:
        """A part of a table starts."""
        if tag == "table" and len(self._tables) >= _DEEPEST:
            self._deeper += 1
        elif self._deeper:
            return
        elif tag == "table":
            self._tables.append(_Table())
        elif self._tables and tag == "tr":
            self._row_ends()
            self._tables[-1].cells = []
        elif self._tables and tag in {"td", "th"}:
            table = self._tables[-1]
            if table.cells is None:
                table.cells = []
            table.cells.append([])
            table.heads += tag == "th"
            table.in_cell = True

    def end(self, tag: str) -> None:
        """... or ends."""
        if self._deeper:
            self._deeper -= tag == "table"
            return
        if not self._tables:
            return
        if tag in {"td", "th"}:
            self._tables[-1].in_cell = False
        elif tag == "tr":
            self._row_ends()
        elif tag == "table":
            self._table_ends()

    def take(self, piece: Piece) -> bool:
        """Whether a row took this piece."""
        table = self._tables[-1] if self._tables else None
        if table is None or not table.in_cell or not table.cells:
            return False
        table.cells[-1].append(piece)
        return True

    def finish(self) -> None:
        """The page is over."""
        while self._tables:
            self._table_ends()

    def _table_ends(self) -> None:
        self._row_ends()
        table = self._tables.pop()
        if table.columns and not table.rows:
            self._give(plain_piece("; ".join(table.columns), "item", 1))

    def _give(self, piece: Piece) -> None:
        if not self.take(piece):
            self._place(piece)

    def _row_ends(self) -> None:
        table = self._tables[-1]
        cells, heads = table.cells, table.heads
        table.cells, table.heads, table.in_cell = None, 0, False
        if not cells:
            return
        filled = [cell for cell in cells if cell]
        # A cell with a heading or several paragraphs: the page used the table to arrange itself.
        if len(filled) < 2 or any(len(cell) > 1 or cell[0].kind != "paragraph" for cell in filled):
            for cell in filled:
                for piece in cell:
                    self._outside(piece)
            return
        texts = [cell[0].text if cell else "" for cell in cells]
        self.made = True
        if heads == len(cells) and not table.columns and not table.rows:
            table.columns = texts
            return
        table.rows += 1
        self._outside(plain_piece(_said(texts, table.columns), "item", 1))

    def _outside(self, piece: Piece) -> None:
        """Past this table: into the cell of the table around it, or out on the page."""
        table = self._tables.pop()
        self._give(piece)
        self._tables.append(table)


def _said(texts: list[str], columns: list[str]) -> str:
    if len(columns) != len(texts):
        return "; ".join(filter(None, texts))
    return "; ".join(
        f"{column}: {text}" if column and text else column or text
        for column, text in zip(columns, texts, strict=True)
        if column or text
    )
