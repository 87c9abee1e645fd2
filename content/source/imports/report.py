"""What an import says of itself: what was recognised, what was left out and why, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.source.imports.accounting import sentences_of
from content.source.imports.arrangement import Part
from content.source.imports.candidates import Candidate
from content.source.imports.manuscript import Fact, LeftOut
from content.source.imports.recognition import KEPT, Recognised

_FACTS: tuple[tuple[Fact, str], ...] = (
    ("title", "title"),
    ("author", "author"),
    ("published", "published"),
    ("publisher", "publisher"),
    ("url", "address"),
    ("disclaimer", "disclaimer"),
    ("disclaimer_url", "the disclaimer's address"),
    ("about_author", "about the author"),
)
_ALSO: tuple[tuple[Fact, str], ...] = (
    ("modified", "last changed"),
    ("reviewed", "reviewed, as the source says"),
    ("language", "language"),
)


@dataclass(frozen=True, slots=True)
class Report:
    """An import's report. `unplaced` are sentences that stand nowhere else; there should be none."""

    slug: str
    source: str
    recognised: Recognised
    parts: tuple[Part, ...]
    abbreviations: tuple[Candidate, ...]
    hard: tuple[Candidate, ...]
    notes: tuple[str, ...]
    unplaced: tuple[str, ...] = ()

    def text(self) -> str:
        """The whole report, as it is kept in the package."""
        return "\n".join([*self.summary(), *self.words_left_out()]) + "\n"

    def summary(self) -> Iterator[str]:
        """All but the words that were left out."""
        yield f"Import report: {self.slug}"
        yield f"Source: {self.source}"
        yield from self._recognised()
        yield from self._sections()
        if self.notes:
            yield from _headed("Look at this", (f"- {note}" for note in self.notes))
        yield from self._glossary()
        yield from self._next()

    def left_out_count(self) -> int:
        """How many sentences were left out."""
        return len(self.unplaced) + sum(len(list(sentences_of(each.piece.text))) for each in self._left_out())

    def _left_out(self) -> Iterator[LeftOut]:
        """What is in no file but the report; what article.toml has stands above, among the recognised."""
        return (each for each in self.recognised.left_out if not each.why.startswith(KEPT))

    def words_left_out(self) -> Iterator[str]:
        """Every sentence of the source that is not in the package's texts, by reason."""
        reasons: dict[str, list[LeftOut]] = {}
        for each in self._left_out():
            reasons.setdefault(each.why, []).append(each)
        yield from _headed("Left out of the texts, every sentence, by reason", ())
        if not reasons and not self.unplaced:
            yield "Nothing: every sentence of the source stands in the package."
        for why, left in reasons.items():
            yield ""
            yield f"{why}:"
            for each in left:
                yield from (f"- {sentence}" for sentence in sentences_of(each.piece.text))
        if self.unplaced:
            yield ""
            yield "found in the source and in no section; put them where they belong:"
            yield from (f"- {sentence}" for sentence in self.unplaced)

    def _recognised(self) -> Iterator[str]:
        facts = self.recognised.facts
        found = [
            f"- {name}: {facts[fact].value}\n  (from {facts[fact].where})"
            for fact, name in (*_FACTS, *_ALSO)
            if fact in facts
        ]
        missing = [name for fact, name in _FACTS if fact not in facts]
        yield from _headed("Recognised", found)
        if missing:
            yield f"- not found: {', '.join(missing)}"

    def _sections(self) -> Iterator[str]:
        yield from _headed("Sections, each with full.md filled", (_section(part) for part in self.parts))

    def _glossary(self) -> Iterator[str]:
        if self.abbreviations:
            lines = (
                f"- {each.term}: {each.expands}"
                if each.expands
                else f"- {each.term}: the text does not say what it stands for"
                for each in self.abbreviations
            )
            yield from _headed("Abbreviations, candidates for the glossary", lines)
        if self.hard:
            lines = (f"- {each.term} ({each.times} times)" for each in self.hard)
            yield from _headed("Hard words that come often, candidates for the glossary", lines)

    def _next(self) -> Iterator[str]:
        steps = [
            "Read full.md of each section beside the source.",
            "Fill in what article.toml has as a comment: each line says what it wants.",
            "Write the levels that you offer; delete the files of those you don't.",
            "Have somebody review it, and name them under [reviewed].",
            f"plainspoken check --watch {self.slug}",
        ]
        yield from _headed("Next", (f"{number}. {step}" for number, step in enumerate(steps, start=1)))


def _headed(heading: str, lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    yield ""
    yield heading
    yield "-" * len(heading)
    yield from lines


def _section(part: Part) -> str:
    items = sum(piece.kind == "item" and not piece.continues for piece in part.pieces)
    paragraphs = sum(piece.kind == "paragraph" for piece in part.pieces)
    words = sum(piece.words for piece in part.pieces)
    return f"- {part.id}: “{part.title}”, words {words}, paragraphs {paragraphs}, list items {items}"
