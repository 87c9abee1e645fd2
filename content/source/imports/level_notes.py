"""The note in a level's file that nobody has written yet: what the level asks for, from the policy itself."""

from __future__ import annotations

from collections.abc import Iterator

from content.article import Level
from content.levels import LevelPolicy, policy


def level_note(level: Level) -> str:
    """An HTML comment that tells an editor what to write in this file; ends in a line end."""
    return "\n".join(["<!--", *_lines(policy().of(level)), "-->", ""])


def _lines(own: LevelPolicy) -> Iterator[str]:
    yield f"Level {own.level}: for {own.purpose}."
    if own.level is Level.FULL:
        yield "Not yet written. Write the section as its author means it below this note:"
    else:
        yield "Not yet written. Say what full.md says, easier, below this note:"
    yield "a line `# title`, a blank line, then paragraphs and lists. This note is for editors:"
    yield "it may stay, and no reader sees it. A level that you don't offer: delete its files."
    yield "Targets:"
    if own.section_grade is not None and own.page_grade is not None:
        yield f"  grade: {own.section_grade:g} at most in a section, {own.page_grade:g} on the whole page"
    if own.hard_words_percent is not None:
        yield f"  hard words: {own.hard_words_percent:g} % at most"
    most = "" if own.max_sentence_words is None else f", {own.max_sentence_words:g} at most"
    yield (
        f"  words a sentence: {own.mean_sentence_words:g} on average, "
        f"{own.warn_sentence_words:g} advised at most{most}"
    )
