"""Chapters begin with their utterances."""

from __future__ import annotations

import pytest

from audio.chapters import chapters_of
from audio.encoding import Chapter
from audio.engine import SpokenUtterance, Timing

TIMING = Timing(1000, 900, tuple(SpokenUtterance(at, at + 90, ()) for at in (50, 200, 500)))


def test_a_chapter_goes_to_the_next_and_the_last_to_the_end() -> None:
    assert chapters_of(TIMING, {2: "Three", 0: "One"}) == (
        Chapter("One", 50, 500),
        Chapter("Three", 500, 900),
    )


def test_without_titles_there_are_none() -> None:
    assert chapters_of(TIMING, {}) == ()


@pytest.mark.parametrize("index", [-1, 3])
def test_an_utterance_that_is_not_spoken_begins_no_chapter(index: int) -> None:
    with pytest.raises(ValueError, match="does not have"):
        chapters_of(TIMING, {index: "Nothing"})
