"""What of a manuscript is the article, and what is about it: title, byline, citation, author, disclaimer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from content.source.imports.bylines import citation_facts, is_name, line_facts
from content.source.imports.edges import about_author, disclaimer
from content.source.imports.manuscript import Fact, Format, Known, LeftOut, Manuscript, Piece
from content.source.imports.phrases import bare, is_furniture

# The first pieces, among which stand title, byline and date, and the last.
_EDGE = 15
# A paragraph of so many words with a stop at its end is the article's first.
_FIRST_WORDS = 15
_ABOVE_WORDS = 6
_MOST_TITLE_WORDS = 40
#: How the reason starts for words that stand in article.toml.
KEPT = "kept in article.toml as "
_STOPS = (".", "!", "?", "…", ":", "\u201d", '"')


@dataclass(frozen=True, slots=True)
class Recognised:
    """An article's body, the most trusted of each fact about it, and what was left out with reasons."""

    format: Format
    facts: Mapping[Fact, Known]
    body: tuple[Piece, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]

    def value(self, fact: Fact) -> str:
        """The fact, or an empty text."""
        return self.facts[fact].value if fact in self.facts else ""


def recognise(manuscript: Manuscript) -> Recognised:
    """Tell the article from what is about it. Every piece goes to the body or to what was left out."""
    return _Reading(manuscript).recognised()


class _Reading:
    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._known = list(manuscript.known)
        self._pieces: list[Piece | None] = list(manuscript.pieces)
        self._out: list[LeftOut] = []

    def recognised(self) -> Recognised:
        self._take_citation()
        self._take_title()
        self._take_head()
        self._take_edges()
        self._take_furniture()
        self._ask_left_out()
        facts: dict[Fact, Known] = {}
        for known in self._known:
            if known.value:
                facts.setdefault(known.fact, known)
        return Recognised(
            self._manuscript.format,
            facts,
            tuple(piece for piece in self._pieces if piece),
            (*self._out, *self._manuscript.left_out),
            self._manuscript.notes,
        )

    def _the(self, fact: Fact) -> str:
        return next((each.value for each in self._known if each.fact == fact), "")

    def _leave(self, index: int, why: str) -> None:
        piece = self._pieces[index]
        if piece:
            self._out.append(LeftOut(piece, why))
            self._pieces[index] = None

    def _take_citation(self) -> None:
        titles = [piece.text for piece in self._pieces if piece and piece.words > 2]
        for index, piece in enumerate(self._pieces):
            if piece is None or not citation_facts(piece.text):
                continue
            cited = next(
                (
                    title
                    for title in titles
                    if f" {title.lower()}" in piece.text.lower() and title != piece.text
                ),
                "",
            )
            self._known += citation_facts(piece.text, cited)
            # A list of references is made of such: only one of the article's own title is about it.
            if cited or self._headed(index):
                self._leave(index, "the article's citation; its parts are in [source]")
            else:
                del self._known[-len(citation_facts(piece.text, cited)) :]

    def _headed(self, index: int) -> bool:
        before = self._pieces[index - 1] if index else None
        return bool(before and bare(before.text).endswith(("cite this", "cite this article", "citation")))

    def _take_title(self) -> None:
        head = [(index, piece) for index, piece in enumerate(self._pieces[:_EDGE]) if piece]
        if not head:
            return
        known = {bare(each.value) for each in self._known if each.fact == "title"}
        index = next((index for index, piece in head if bare(piece.text) in known), None)
        if index is None:
            firsts = [index for index, piece in head if piece.kind == "heading" and piece.depth == 1]
            every = [
                piece for piece in self._pieces if piece and piece.kind == "heading" and piece.depth == 1
            ]
            index = firsts[0] if firsts and (len(every) == 1 or not known) else None
        if index is None and not known:
            index = self._likeliest(head)
        if index is not None and sum(piece is not None for piece in self._pieces) == 1:
            index = None  # all there is, is no title of anything
        if index is None:
            self._shorten_title()
            return
        piece = self._pieces[index]
        assert piece is not None  # noqa: S101  # it was among those that are
        where = "the first heading" if piece.kind == "heading" else "a line at the start"
        self._known.insert(0, Known("title", piece.text, where))
        self._pieces[index] = None
        for above in range(index):
            each = self._pieces[above]
            short = each and each.words <= _ABOVE_WORDS and not each.text.endswith(_STOPS)
            if each and short and not line_facts(each.text) and not is_name(each.text):
                self._leave(above, "a line above the title")

    def _likeliest(self, head: list[tuple[int, Piece]]) -> int | None:
        """The first line that could be a title: some words, and neither name, date nor furniture."""
        lines: list[tuple[int, Piece]] = []
        for index, piece in head:
            if piece.words >= _FIRST_WORDS and piece.kind == "paragraph" and piece.text.endswith(_STOPS):
                break
            about = is_name(piece.text) and piece.kind != "heading"
            if (
                piece.kind != "item"
                and piece.words <= _MOST_TITLE_WORDS
                and not (about or is_furniture(piece.text) or line_facts(piece.text))
            ):
                lines.append((index, piece))
        for index, piece in lines:
            if piece.words > 2:
                return index
        return lines[0][0] if lines else None

    def _shorten_title(self) -> None:
        """“Title | Site”, as a page's <title> has it, without the site."""
        title = next((each for each in self._known if each.fact == "title"), None)
        house = self._the("publisher")
        if title is None or not house:
            return
        for sign in (" | ", " - ", " \u2013 ", " \u2014 ", " • "):
            if title.value.lower().endswith(f"{sign}{house}".lower()):
                value = title.value[: -len(sign) - len(house)]
                self._known.insert(0, Known("title", value, f"{title.where}, without the site's name"))

    def _take_head(self) -> None:
        for index, piece in enumerate(self._pieces[:_EDGE]):
            if piece is None:
                continue
            if facts := line_facts(piece.text):
                self._known += facts
                self._leave(index, f"a line about the article: {', '.join(each.fact for each in facts)}")
            elif is_furniture(piece.text):
                self._leave(index, "a line of the page around the article")
            elif is_name(piece.text) and piece.kind != "item" and self._is_author(piece.text, index):
                self._known.append(Known("author", piece.text, "a line with a name"))
                self._leave(index, "the author's name")
            elif piece.kind == "paragraph" and piece.words >= _FIRST_WORDS:
                break

    def _is_author(self, name: str, index: int) -> bool:
        """Known as the author already, or somebody of whom the article's last paragraphs tell."""
        if bare(self._the("author")) == bare(name):
            return True
        last = [piece.text for piece in self._pieces[-_EDGE:] if piece and piece is not self._pieces[index]]
        return not self._the("author") and any(text.startswith(f"{name} ") for text in last)

    def _take_edges(self) -> None:
        for fact, found in (
            ("disclaimer", disclaimer(self._pieces)),
            ("about_author", about_author(self._pieces, self._the("author"))),
        ):
            words = [piece for index in found.words for piece in (self._pieces[index],) if piece]
            if not words:
                continue
            text = " ".join(piece.text for piece in words)
            self._known.append(
                Known("disclaimer" if fact == "disclaimer" else "about_author", text, found.where)
            )
            self._known += _addresses(words)
            for index in found.words:
                self._leave(index, f"{KEPT}{fact}")
            for index in found.headings:
                self._leave(index, f"the heading of what is in article.toml as {fact}")

    def _take_furniture(self) -> None:
        for index in range(max(0, len(self._pieces) - _EDGE), len(self._pieces)):
            piece = self._pieces[index]
            if piece is None:
                continue
            if is_furniture(piece.text):
                self._leave(index, "a line of the page around the article")
            elif piece.words <= 25 and any(each.fact == "reviewed" for each in line_facts(piece.text)):
                self._known += line_facts(piece.text)
                self._leave(index, "a line about the article: reviewed")

    def _ask_left_out(self) -> None:
        """What a page set around the article may tell what the article itself did not."""
        outside: list[Piece | None] = [
            left.piece
            if left.why not in {"not shown on the page", "readers' comments", "a notice on cookies"}
            else None
            for left in self._manuscript.left_out
        ]
        for piece in outside:
            if piece:
                self._known += (
                    citation_facts(piece.text, self._the("title")) if self._the("title") in piece.text else ()
                )
                self._known += line_facts(piece.text)
                self._known += _addresses([piece])
        for fact, found in (
            ("disclaimer", disclaimer(outside, anywhere=True)),
            ("about_author", about_author(outside, self._the("author"), anywhere=True)),
        ):
            words = [piece for index in found.words for piece in (outside[index],) if piece]
            if words and not self._the("disclaimer" if fact == "disclaimer" else "about_author"):
                text = " ".join(dict.fromkeys(piece.text for piece in words))
                where = f"{found.where}, beside the article"
                self._known.append(
                    Known("disclaimer" if fact == "disclaimer" else "about_author", text, where)
                )


def _addresses(pieces: list[Piece]) -> list[Known]:
    return [
        Known("disclaimer_url", span.href, "a link to it")
        for piece in pieces
        for span in piece.spans
        if "disclaimer" in span.text.lower() and span.href.startswith("http")
    ]
