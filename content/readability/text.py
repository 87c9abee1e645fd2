"""The prose view of a text: what is measured, made of its blocks and never of rendered HTML.

Every sentence of the prepared text ends in one stop and has none inside, so that textstat, which
cuts at each dot and at nothing else, sees the very sentences that `sentences` finds in the shown
text. (It still leaves sentences of one or two words out of its count, while it counts their words;
`Sentence.words`, on which the caps rest, is our own.) Names are left out before measuring, as WCAG
2.2, success criterion 3.1.5 says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from content.article import Block
from content.intake import taken
from content.readability.names import names, without
from content.readability.sentences import sentences

__all__ = ["Prose", "Sentence", "blocks_from_plain", "prose", "sentences"]

#: A longer token is no word that anybody reads, and would weigh as a page of them.
LONGEST_TOKEN = 64

# Signs that are written in many ways, by number, since they look alike.
_SAME = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2212", "-")
    | dict.fromkeys("\u2014\u2015", " - ")
    | {"\u2026": ".", "\u2044": "/"}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\ufe0f")
)
_RANGE = re.compile(r"(?<=\d)\u2013(?=\d)")
_ADDRESS = re.compile(
    r"\(?(?:(?:https?|ftp)://|mailto:|www\.)[^\s<>]*[^\s<>.,;:!?)\]]\)?|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
)
_NO_STOPS = str.maketrans("", "", ".!?")
_STOPS = frozenset(".!?")
_AFTER_STOPS = " \"')]*_"


class Sentence(NamedTuple):  # made by the thousand, and a tuple is the quickest frozen thing
    """A shown sentence. `start` and `end` are code-point offsets into the text of block `block`.

    `shown` is what readers see, `text` is prepared; `words` counts what blanks part and has a letter or
    a digit; `line` is the line in the file where the block starts, from 1.
    """

    text: str
    words: int
    block: int
    start: int
    end: int
    line: int
    shown: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A text made ready for measuring: all of it, and its paragraphs alone.

    `sentences` and the word counts are of all that is shown, names included.
    """

    text: str
    prose_text: str
    sentences: tuple[Sentence, ...]
    words: int
    prose_words: int


def prose(blocks: Sequence[Block]) -> Prose:
    """The prose view of `blocks`."""
    found = tuple(sentence for index, block in enumerate(blocks) for sentence in _sentences(index, block))
    kinds = [block.kind for block in blocks]
    paragraphs = [each for each in found if kinds[each.block] == "paragraph"]
    # Headlines wear capitals for show.
    named = names(" ".join(each.text for each in found if kinds[each.block] != "heading"))
    text = without((each.text for each in found), named)
    return Prose(
        text=text,
        prose_text=text
        if len(paragraphs) == len(found)
        else without((each.text for each in paragraphs), named),
        sentences=found,
        words=sum(each.words for each in found),
        prose_words=sum(each.words for each in paragraphs),
    )


def joined(parts: Iterable[Prose]) -> Prose:
    """The prose view of a page from those of its sections. Blocks are counted within each section."""
    parts = tuple(parts)
    return Prose(
        text=" ".join(part.text for part in parts if part.text),
        prose_text=" ".join(part.prose_text for part in parts if part.prose_text),
        sentences=tuple(each for part in parts for each in part.sentences),
        words=sum(part.words for part in parts),
        prose_words=sum(part.prose_words for part in parts),
    )


def blocks_from_plain(text: str) -> tuple[Block, ...]:
    """Blocks of plain text, as `content.intake.plain` makes them."""
    return taken(text, "plain").blocks


def _sentences(index: int, block: Block) -> Iterable[Sentence]:
    for start, end in sentences(block.text):
        shown = block.text[start:end]
        text, words = _prepare(shown)
        if words:
            yield Sentence(text, words, index, start, end, block.line, shown)


def _prepare(shown: str) -> tuple[str, int]:
    """One sentence, ready for textstat, and how many words it has; empty where it has none."""
    if not shown.isascii():
        shown = _like_dashes(unicodedata.normalize("NFC", shown).translate(_SAME))
    if "/" in shown or "@" in shown or "www." in shown:
        shown = _ADDRESS.sub(" ", shown)
    if "--" in shown:
        shown = shown.replace("--", " - ")
    stop = shown.rstrip(_AFTER_STOPS)[-1:]
    tokens = shown.translate(_NO_STOPS).split()
    # Each other token took two signs at least.
    if len(shown) - 2 * len(tokens) >= LONGEST_TOKEN - 1 and max(map(len, tokens), default=0) > LONGEST_TOKEN:
        tokens = [token[:LONGEST_TOKEN] for token in tokens]
    words = [token for token in tokens if token[0].isalnum() or any(map(str.isalnum, token))]
    if not words:
        return "", 0
    return " ".join(words).rstrip(",:;-") + (stop if stop in _STOPS else "."), len(words)


def _like_dashes(text: str) -> str:
    # Between figures a dash is a range and stays; elsewhere it parts what stands beside it.
    return _RANGE.sub("-", text).replace("\u2013", " - ")
