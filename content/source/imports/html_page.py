"""A web page as it was saved, or the HTML of a post: the article in it, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urljoin

from content.source.imports.addresses import address_of
from content.source.imports.html_events import listen
from content.source.imports.manuscript import Format, LeftOut, Manuscript, Piece
from content.source.imports.page_facts import facts_of
from content.source.imports.page_listener import Mark, PageListener, Placed

# A class is a guess at what it names: where it would take away this share of the page, it is wrong.
_MOST_FURNITURE = 0.5
# What holds less than this share of the page's words is a teaser, or one part of several.
_LEAST_ARTICLE = 0.4
_WHERE = ("the article's body", "<article>", "<main>")


def read_html(html: str, kind: Format = "html", base: str = "") -> Manuscript:
    """The article of a page, and the rest of the page with reasons. Raises `SourceRefused`.

    `base` is the page's address, for its links.
    """
    page = PageListener()
    listen(html, page)
    page.finish()
    known = tuple(facts_of(page.head))
    url = next((each.value for each in known if each.fact == "url"), "") or base
    try:
        within = urljoin(url, page.head.base)
    except ValueError:
        within = url
    reasons = _reasons(page.marks)
    chosen, outside = _choose(page.marks, page.placed, reasons)
    pieces: list[Piece] = []
    left: list[LeftOut] = []
    dropped = 0
    for index, placed in enumerate(page.placed):
        piece, links = _linked(placed.piece, within)
        why = reasons[placed.mark] or ("" if chosen[index] else outside)
        if why:
            left.append(LeftOut(piece, why))
        else:
            pieces.append(piece)
            dropped += links
    notes = []
    if page.had_tables:
        notes.append("Rows of tables were made list items: see that they still say what they said.")
    if dropped:
        notes.append(
            f"Links that led nowhere outside the page were made plain words: {dropped}. Their words are kept."
        )
    return Manuscript(kind, tuple(pieces), known, tuple(left), tuple(notes))


def _reasons(marks: Sequence[Mark]) -> list[str]:
    """For each mark, why what is in it is furniture; empty where it is not."""
    reasons: list[str] = []
    # Words that only the page's head or a hidden part holds don't count in what "most of the page" is.
    whole = max(1, marks[0].words)
    for mark in marks:
        inherited = reasons[mark.parent] if mark.parent >= 0 else ""
        guess = mark.why if mark.sure or mark.words <= whole * _MOST_FURNITURE else ""
        reasons.append(inherited or guess)
    return reasons


def _choose(
    marks: Sequence[Mark], placed: Sequence[Placed], reasons: Sequence[str]
) -> tuple[list[bool], str]:
    """Which pieces stand in the article, and what to say of the others."""
    words = [0] * len(marks)
    for each in placed:
        if not reasons[each.mark]:
            words[each.mark] += each.piece.words
    for index in range(len(marks) - 1, 0, -1):
        words[marks[index].parent] += words[index]
    total = max(1, words[0])
    best: dict[int, int] = {}
    for rank in (0, 1, 2):
        ranked = [index for index, mark in enumerate(marks) if mark.rank == rank and not reasons[index]]
        largest = max(ranked, key=lambda index: words[index], default=-1)
        if largest >= 0 and words[largest] >= total * _LEAST_ARTICLE:
            best[rank] = largest
    if not best:
        return [True] * len(placed), ""
    body = best.get(0)
    around = best.get(1, best.get(2))
    if body is None or (around is not None and not _within(marks, body, around)):
        holder = around if around is not None else body
        assert holder is not None  # noqa: S101  # one of the ranks was found
        inside = _insides(marks, holder)
        return [inside[each.mark] for each in placed], f"outside {_WHERE[marks[holder].rank or 0]}"
    in_body = _insides(marks, body)
    in_around = _insides(marks, around) if around is not None else [True] * len(marks)
    first = next((index for index, each in enumerate(placed) if in_body[each.mark]), 0)
    start = 0 if around is not None else _last_title(placed, first)
    return [
        in_body[each.mark] or (start <= index < first and in_around[each.mark])
        for index, each in enumerate(placed)
    ], "outside the article's body"


def _last_title(placed: Sequence[Placed], before: int) -> int:
    """The title that stands last before the body, or the body's start."""
    for index in range(before - 1, -1, -1):
        if placed[index].piece.kind == "heading" and placed[index].piece.depth == 1:
            return index
    return before


def _within(marks: Sequence[Mark], inner: int, outer: int) -> bool:
    while inner > outer:
        inner = marks[inner].parent
    return inner == outer


def _insides(marks: Sequence[Mark], holder: int) -> list[bool]:
    inside: list[bool] = []
    for index, mark in enumerate(marks):
        inside.append(index == holder or (mark.parent >= 0 and inside[mark.parent]))
    return inside


def _linked(piece: Piece, base: str) -> tuple[Piece, int]:
    """The piece with whole addresses in its links, and how many links it lost."""
    lost = 0
    spans = []
    for span in piece.spans:
        if span.href:
            address = address_of(span.href, base)
            lost += not address and not span.href.startswith("#")
            span = replace(span, href=address)  # noqa: PLW2901  # the same words, another address
        spans.append(span)
    return replace(piece, spans=tuple(spans)), lost
