"""A draft: everything a package holds, read but not yet judged, each part with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from content.article import Block, Confirmation, Fact, Level, Omission, Review, Source, Term
from content.findings import Finding


@dataclass(frozen=True, slots=True)
class DraftText:
    """One section at one level, as it stands in `file`."""

    file: str
    title: str
    blocks: tuple[Block, ...]
    html: str
    markdown: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read of a package. What could not be read is in `findings`, and missing here.

    `sections` are ids in order. `lines` tells the line in `file` (the package's article.toml) of a
    key, such as `facts[2].words`; see `line`.
    """

    file: str
    slug: str = ""
    title: str = ""
    language: str = ""
    topics: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    source: Source | None = None
    reviewed: Review | None = None
    disclaimer_url: str = ""
    disclaimers: Mapping[Level, str] = field(default_factory=dict)
    glossary: tuple[Term, ...] = ()
    facts: tuple[Fact, ...] = ()
    omissions: tuple[Omission, ...] = ()
    confirmed: tuple[Confirmation, ...] = ()
    limits: Mapping[Level, Mapping[str, float]] = field(default_factory=dict)
    texts: Mapping[tuple[str, Level], DraftText] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that any section is written at, hardest first."""
        written = {level for _, level in self.texts}
        return tuple(level for level in Level if level in written)

    def line(self, key: str) -> int:
        """The line of a key in `file`, or of the table it should be in, or 1."""
        while key and key not in self.lines:
            key = key.rpartition(".")[0]
        return self.lines.get(key, 1)
