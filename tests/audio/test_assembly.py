"""How sounds are joined: trimmed, faded and timed to the sample."""

from __future__ import annotations

import numpy as np
import pytest

from audio.assembly import FADE_MS, TAIL_MS, Samples, Sound, assemble
from audio.engine import Speech, SpokenUtterance, Timing, WordEvent
from audio.pool import SpeechPool
from audio.script import Pause
from tests.audio.conftest import say

RATE = 1000


def sound(*parts: tuple[int, int], words: tuple[WordEvent, ...] = ()) -> Sound:
    """Stretches of (length, level)."""
    return Sound(np.concatenate([np.full(length, level, np.int16) for length, level in parts]), words)


def heard(speech: Speech) -> Samples:
    return np.frombuffer(speech.pcm, "<i2")


def test_silence_at_the_end_is_cut_but_for_a_short_tail() -> None:
    speech = assemble([sound((100, 9000), (4000, 3))], RATE)
    assert speech.timing.utterances == (SpokenUtterance(0, 100 + TAIL_MS, ()),)
    assert assemble([sound((100, 9000), (5, 0))], RATE).timing.samples == 105


def test_silence_at_the_start_and_in_between_stays() -> None:
    speech = assemble([sound((1500, 0), (50, 9000), (2500, 0), (50, 9000))], RATE)
    assert speech.timing.samples == 4100


def test_a_sound_that_is_never_loud_is_nothing() -> None:
    assert assemble([sound((3000, 32))], RATE).timing.samples == 0
    assert assemble([sound((3000, -33))], RATE).timing.samples == 3000


def test_each_utterance_fades_in_and_out_and_is_else_untouched() -> None:
    pcm = heard(assemble([sound((50, -8000)), Pause(10), sound((50, 8000))], RATE))
    assert len(pcm) == 110
    assert list(pcm[:FADE_MS]) == [0, -2000, -4000, -6000]
    assert list(pcm[50 - FADE_MS : 61]) == [-6000, -4000, -2000, 0, *[0] * 11]
    assert set(pcm[FADE_MS : 50 - FADE_MS]) == {-8000}


@pytest.mark.parametrize("length", [1, 2, 3, 7, 8])
def test_a_sound_shorter_than_its_fades_is_no_accident(length: int) -> None:
    assert len(heard(assemble([sound((length, 8000))], RATE))) == length


def test_events_are_moved_to_their_place_and_not_past_the_end() -> None:
    words = (WordEvent(0, 1, 5), WordEvent(2, 1, 4000))
    speech = assemble([Pause(1000), sound((100, 9000), (5000, 0), words=words)], RATE)
    (spoken,) = speech.timing.utterances
    assert [word.sample for word in spoken.words] == [1005, spoken.end]


def test_pcm_of_another_length_than_its_timing_can_not_be_built() -> None:
    with pytest.raises(ValueError, match="16 bits"):
        Speech(b"123", Timing(RATE, 2, ()))


@pytest.mark.parametrize("rate", [80, 150, 300, 450])
def test_no_join_clicks_at_any_rate(pool: SpeechPool, rate: int) -> None:
    texts = ("Ask.", 0, "Stop at once", 0, "Apples, eggs", 120, "Each: see.", 700, "A", 0, "Bad!")
    speech = pool.speak(say(*texts), "en-us", rate)
    pcm = heard(speech).astype(int)
    steps = np.abs(np.diff(pcm, prepend=0, append=0))
    fade = FADE_MS * speech.sample_rate // 1000
    for spoken in speech.timing.utterances:
        assert pcm[spoken.start] == pcm[spoken.end - 1] == 0
        # Within a fade a step is at most what speech itself has, and near the join next to nothing.
        for join in (spoken.start, spoken.end):
            assert steps[max(join - fade // 4, 0) : join + fade // 4].max() < steps.max() / 4


def test_a_pause_is_silent_to_the_sample(pool: SpeechPool) -> None:
    speech = pool.speak(say("One.", 500, "Two."), "en-us")
    one, two = speech.timing.utterances
    assert two.start - one.end == speech.sample_rate // 2
    assert not heard(speech)[one.end : two.start].any()
