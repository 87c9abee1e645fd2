"""Not too many different renders at once."""

from __future__ import annotations

import pytest

from audio.errors import SpeechBusy
from audio.flights import Gate
from audio.keys import AudioKey

ONE, TWO, THREE = (AudioKey(digit * 64) for digit in "123")


def test_more_than_so_many_different_ones_are_turned_away_at_once() -> None:
    gate = Gate(2)
    with gate.admitted(ONE), gate.admitted(TWO):
        with pytest.raises(SpeechBusy, match="2 other sounds"), gate.admitted(THREE):
            pass
        with gate.admitted(ONE):  # the same counts once
            pass
        with pytest.raises(SpeechBusy), gate.admitted(THREE):
            pass
    with gate.admitted(THREE):
        pass


def test_one_that_fails_leaves_its_place() -> None:
    gate = Gate(1)
    with pytest.raises(KeyError), gate.admitted(ONE):
        raise KeyError
    with gate.admitted(TWO):
        pass


def test_without_a_number_all_are_let_in() -> None:
    gate = Gate(None)
    with gate.admitted(ONE), gate.admitted(TWO), gate.admitted(THREE):
        pass
