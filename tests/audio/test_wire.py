"""What is sent between pool and workers comes back as it was."""

from __future__ import annotations

import json

import pytest

from audio.engine import SpokenUtterance, Timing, WordEvent
from audio.script import Script
from audio.wire import (
    frame,
    frame_size,
    script_from_json,
    script_to_json,
    timing_from_json,
    timing_to_json,
    unframe,
)
from tests.audio.conftest import say, utterance

SCRIPT = Script(
    "en", (utterance("The FDA \ud800", ("FDA", "F D A"), part="title", start=3), *say(300, "").items)
)
TIMING = Timing(
    22_050,
    90,
    (SpokenUtterance(0, 50, (WordEvent(0, 3, 0), WordEvent(4, 0, 20))), SpokenUtterance(60, 60, ())),
)


def test_scripts_and_timings_come_back_as_they_were() -> None:
    assert script_from_json(json.loads(json.dumps(script_to_json(SCRIPT)))) == SCRIPT
    assert timing_from_json(json.loads(json.dumps(timing_to_json(TIMING)))) == TIMING


def test_a_frame_tells_its_size_from_its_first_bytes() -> None:
    data = frame(script_to_json(SCRIPT))
    assert [frame_size(data[:length]) for length in (0, 3, 4, 8)] == [None, None, len(data), len(data)]
    assert script_from_json(unframe(data)) == SCRIPT


@pytest.mark.parametrize("cut", [0, 3, 4, 20, -1])
def test_a_frame_that_is_cut_short_is_refused(cut: int) -> None:
    with pytest.raises(ValueError, match="cut short"):
        unframe(frame(script_to_json(SCRIPT))[:cut])
