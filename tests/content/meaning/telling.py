"""Sections and texts to hold against each other."""

from __future__ import annotations

from collections.abc import Sequence

from content.article import Fact, Level, Omission, Term
from content.meaning import Difference, Guards, Said, compare
from content.readability.text import blocks_from_plain, prose
from content.source.draft import DraftText
from content.source.markdown import parse


def said(level: Level, body: str, title: str = "A title") -> Said:
    """A section at a level."""
    parsed = parse(f"# {title}\n\n{body}")
    text = DraftText(f"p/s/{level}.md", parsed.title, parsed.blocks, parsed.html, body)
    return Said(level, text, prose(parsed.blocks))


def found(
    full: str,
    easy: str,
    *,
    facts: tuple[Fact, ...] = (),
    omissions: tuple[Omission, ...] = (),
    glossary: tuple[Term, ...] = (),
) -> list[tuple[str, int]]:
    """Codes and lines of what the guards of an article of two levels find."""
    guards = Guards(facts, omissions, glossary)
    harder, easier = said(Level.FULL, full), said(Level.EASY, easy)
    findings = [*guards.check("s", harder, easier), *guards.agree("s", [harder, easier])]
    return [(each.code, each.line) for each in findings]


def differences(harder: str, easier: str, glossary: Sequence[Term] = ()) -> tuple[Difference, ...]:
    """What `compare` finds between two plain texts."""
    return compare(blocks_from_plain(harder), blocks_from_plain(easier), glossary=glossary)
