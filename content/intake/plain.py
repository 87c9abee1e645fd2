"""Plain text: blank lines part paragraphs, bullets and numbers start list items.

A single line of at most twelve words with no stop at its end, before another block, is a heading.
"""

from __future__ import annotations

from itertools import pairwise

from content.intake import lines
from content.intake.places import Intake, Piece, line_starts


def taken(text: str) -> Intake:
    """The blocks of plain text; line ends may be of any kind."""
    starts = line_starts(text)
    # The line's end is a blank between words, and so belongs to the line.
    found = [[Piece(text[start:end], start, end)] for start, end in pairwise((*starts, len(text)))]
    return lines.taken([lines.Leaf("paragraph", 0, found)], starts)
