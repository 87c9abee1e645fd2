"""Use case: judge an editor's package, its words by the gate and its signs by what a voice can say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from audio.normalization import unspeakable
from content.findings import Finding, Severity
from content.gate import Verdict, check
from content.source.draft import Draft
from content.source.folder import read

#: A sign that no voice can say: it is on the page, and would be missing from the sound.
UNSPEAKABLE = "SPEECH-001"


def judge(package: Path) -> Verdict:
    """The gate's verdict of a package, with a warning for each sign that would not be heard.

    Raises what reading a package raises, and `ReadabilityUnavailable`.
    """
    draft = read(package)
    verdict = check(draft)
    findings = {*verdict.findings, *_unheard(draft)}
    return replace(verdict, findings=tuple(sorted(findings)))


def _unheard(draft: Draft) -> Iterator[Finding]:
    for file, line, text in _texts(draft):
        for sign in unspeakable(text, draft.language):
            yield Finding(
                file,
                line,
                UNSPEAKABLE,
                f"A voice can't say {sign.name}",
                "Write what it means in words, or take it out.",
                Severity.WARNING,
            )


def _texts(draft: Draft) -> Iterator[tuple[str, int, str]]:
    """File, line and words of all that is spoken."""
    for text in draft.texts.values():
        yield text.file, 1, text.title
        for block in text.blocks:
            yield text.file, block.line, block.text
    for level, words in draft.disclaimers.items():
        yield draft.file, draft.line(f"disclaimer.{level}"), words
    yield draft.file, draft.line("title"), draft.title
