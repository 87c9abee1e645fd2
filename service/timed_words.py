"""Marks of a sound, as JSON for those who highlight along: a whole article's name the section too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audio.marks import Mark, to_json
from service.hearing import Hearing
from service.listening import TimedWords
from service.presenting import disclaimer_view


def timed_words_view(hearing: Hearing, timed: TimedWords) -> dict[str, Any]:
    """Marks, length in milliseconds, voice, disclaimer.

    In a whole article's, each mark has the id of its `section`: `start` and `end` count into that
    one's text or title. Marks of the opening and of the disclaimer have none.
    """
    body = to_json(timed.marks, duration_ms=timed.duration_ms, voice=timed.voice)
    if hearing.section is None:
        body["marks"] = list(_with_sections(body["marks"], _sections(hearing, timed.marks)))  # type: ignore[arg-type]
    return {**body, "disclaimer": disclaimer_view(hearing.article.disclaimer, hearing.level)}


def _with_sections(
    found: Sequence[Mapping[str, Any]], sections: Iterator[str | None]
) -> Iterator[Mapping[str, Any]]:
    for mark, section in zip(found, sections, strict=True):
        yield {**mark, "section": section} if section else mark


def _sections(hearing: Hearing, found: Sequence[Mark]) -> Iterator[str | None]:
    """The section of each mark. An utterance of blanks has no marks, any other begins with a sentence's."""
    shown = (index for index, each in enumerate(hearing.script.utterances()) if each.shown.strip())
    section = None
    for mark in found:
        if mark.type == "sentence":
            position = next(shown)
            section = hearing.sections[max(start for start in hearing.sections if start <= position)]
        yield section
