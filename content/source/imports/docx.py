"""A Word document (.docx): its paragraphs with their styles, lists, links, tables and notes."""

from __future__ import annotations

from collections.abc import Mapping

from content.source.imports.days import find_day
from content.source.imports.docx_parts import Parts, walk
from content.source.imports.docx_story import Story
from content.source.imports.docx_styles import read_links, read_numbering, read_styles
from content.source.imports.manuscript import Fact, Known, LeftOut, Manuscript, Piece
from content.source.imports.refusal import SourceRefused

_CORE: dict[str, Fact] = {"title": "title", "creator": "author", "language": "language"}
# Beside the text, in parts of their own: no sentence of them may be lost.
_BESIDE = (
    ("footnotes", "a footnote"),
    ("endnotes", "an endnote"),
    ("comments", "a reviewer's comment"),
    *((f"header{number}", "the page's head") for number in range(1, 10)),
    *((f"footer{number}", "the page's foot") for number in range(1, 10)),
)


def read_docx(content: bytes) -> Manuscript:
    """The document's pieces; notes, comments and deleted words with reasons. Raises `SourceRefused`."""
    parts = Parts(content)
    styles = read_styles(parts.read("word/styles.xml"))
    numbering = read_numbering(parts.read("word/numbering.xml"))
    story = Story(styles, numbering, read_links(parts.read("word/_rels/document.xml.rels")))
    walk(parts.read("word/document.xml"), story.start, story.end, story.words)
    left = [LeftOut(piece, "deleted (a tracked change)") for piece in story.deleted]
    for name, why in _BESIDE:
        beside = Story(styles, numbering, read_links(parts.read(f"word/_rels/{name}.xml.rels")))
        walk(parts.read(f"word/{name}.xml"), beside.start, beside.end, beside.words)
        left += [LeftOut(piece, why) for piece in (*beside.pieces, *beside.deleted) if _has_words(piece)]
    known, notes = _core(parts.read("docProps/core.xml")), []
    if story.title:
        known = (Known("title", story.title, "the paragraph in style Title"), *known)
    if story.tables:
        notes.append("Rows of tables were made list items: see that they still say what they said.")
    if story.pictures:
        notes.append(f"{story.pictures} pictures were left out: a package has none.")
    pieces = tuple(piece for piece in story.pieces if piece.text)
    if not pieces:
        raise SourceRefused("The document has no words", "Give a document that has some.")
    return Manuscript("docx", pieces, known, tuple(left), tuple(notes))


def _has_words(piece: Piece) -> bool:
    return any(sign.isalnum() for sign in piece.text)


def _core(xml: bytes) -> tuple[Known, ...]:
    found: dict[str, str] = {}
    inside = ""

    def start(name: str, _attributes: Mapping[str, str]) -> None:
        nonlocal inside
        inside = name.rpartition(" ")[2]

    def end(_name: str) -> None:
        nonlocal inside
        inside = ""

    def words(text: str) -> None:
        if inside:
            found[inside] = found.get(inside, "") + text

    walk(xml, start, end, words)
    known = [
        Known(fact, " ".join(found[name].split()), f"the document's properties ({name})")
        for name, fact in _CORE.items()
        if found.get(name, "").strip()
    ]
    # When the file was made is not when the article was published: a hint, no more.
    changed = find_day(found.get("modified", ""))
    if changed:
        known.append(Known("modified", changed.isoformat(), "the document's properties (modified)"))
    return tuple(known)
