"""The contract of every SpeechEngine, on the real one and the fakes."""

from __future__ import annotations

import math

import numpy as np
import pytest

from audio.engine import SpeechEngine
from audio.engines.silence import SilenceEngine
from audio.errors import UnknownVoice
from tests.audio.conftest import TEXT, say, utterance
from tests.fakes.engine import FakeEngine

HOSTILE = {
    "empty": "",
    "space": " \t\n ",
    "nul": "before\0after the NUL",
    "controls": "".join(map(chr, range(32))) + "\x7f\x85",
    "brackets": "[[ [[[ ]] [[h@l'oU]] a[[",
    "markup": "<speak><break time='9s'/></speak> & <!-- --> ]]>",
    "right to left": "\u05e9\u05dc\u05d5\u05dd \u202eabc\u202c \u0645\u0631\u062d\u0628\u0627",
    "emoji": "\U0001f469\u200d\u2695\ufe0f \U0001f3f3\ufe0f\u200d\U0001f308 ok",
    "surrogate": "a lone \ud800 surrogate",
    "punctuation": "?!... \u2014 \u2026 \u201c\u201d ,;:",
    "long word": "x" * 20_000,
    "combining": "e" + "\u0301" * 500,
    "numbers": "9" * 400,
}


@pytest.fixture(params=["pyttsx3 in a pool", "silence in a pool", "silence", "fake"])
def engine(request: pytest.FixtureRequest) -> SpeechEngine:
    match request.param:
        case "silence":
            return SilenceEngine()
        case "fake":
            return FakeEngine()
        case "silence in a pool":
            quiet: SpeechEngine = request.getfixturevalue("quiet_pool")
            return quiet
        case _:
            real: SpeechEngine = request.getfixturevalue("pool")
            return real


def test_the_same_script_gives_the_same_bytes(engine: SpeechEngine) -> None:
    first = engine.speak(say(TEXT, 200, "Again."), "en-us")
    engine.speak(say("Something else."), "en-us", 300)
    assert engine.speak(say(TEXT, 200, "Again."), "en-us") == first


def test_utterances_stand_in_order_with_the_scripts_own_pauses_between(engine: SpeechEngine) -> None:
    speech = engine.speak(say(500, "One sentence.", 250, "Another one.", 1000), "en-us")
    one, two = speech.timing.utterances
    rate = speech.sample_rate
    pcm = np.frombuffer(speech.pcm, np.int16)
    assert one.start == rate // 2
    assert two.start - one.end == round(rate * 0.25)
    assert len(pcm) - two.end == rate
    assert not pcm[: one.start].any()
    assert not pcm[one.end : two.start].any()
    assert not pcm[two.end :].any()
    assert pcm[one.start : one.end].any()


def test_word_events_are_in_order_and_inside_their_utterance(engine: SpeechEngine) -> None:
    speech = engine.speak(say(TEXT, 100, "It costs 1,250 dollars \u201cnow\u201d."), "en-us")
    for spoken in speech.timing.utterances:
        samples = [word.sample for word in spoken.words]
        assert samples == sorted(samples)
        assert all(spoken.start <= sample <= spoken.end for sample in samples)
    offsets = [word.offset for word in speech.timing.utterances[0].words]
    assert offsets == [place for place, letter in enumerate(f" {TEXT}") if letter == " "]


def test_a_faster_rate_is_shorter_by_about_the_ratio(engine: SpeechEngine) -> None:
    slow = engine.speak(say(TEXT), "en-us", 100).duration_ms
    fast = engine.speak(say(TEXT), "en-us", 200).duration_ms
    assert math.isclose(slow / fast, 2, rel_tol=0.25)


@pytest.mark.parametrize("rate", [80, 450])
def test_the_ends_of_the_range_of_rates_are_spoken(engine: SpeechEngine, rate: int) -> None:
    assert engine.speak(say("Hello."), "en-us", rate).duration_ms > 0


@pytest.mark.parametrize("rate", [79, 451, 0, -1])
def test_a_rate_out_of_range_is_refused(engine: SpeechEngine, rate: int) -> None:
    with pytest.raises(ValueError, match="80-450 words a minute"):
        engine.speak(say("Hello."), "en-us", rate)


def test_voices_differ_and_are_sorted(engine: SpeechEngine) -> None:
    ids = [voice.id for voice in engine.voices()]
    assert ids == sorted(set(ids))
    assert "en-us" in ids
    other = next(name for name in ids if name != "en-us" and name.startswith("en"))
    assert engine.speak(say(TEXT), "en-us").pcm != engine.speak(say(TEXT), other).pcm


def test_an_unknown_voice_is_refused_with_those_there_are(engine: SpeechEngine) -> None:
    with pytest.raises(UnknownVoice) as refused:
        engine.speak(say("Hello."), "nobody")
    assert refused.value.name == "nobody"
    assert refused.value.known == tuple(voice.id for voice in engine.voices())


def test_each_voice_has_an_identity_and_an_unknown_one_has_none(engine: SpeechEngine) -> None:
    assert all(engine.identity_of(voice.id) for voice in engine.voices())
    with pytest.raises(UnknownVoice) as refused:
        engine.identity_of("nobody")
    assert refused.value.known == tuple(voice.id for voice in engine.voices())


def test_nothing_to_say_is_no_sound(engine: SpeechEngine) -> None:
    assert engine.speak(say(), "en-us").pcm == b""


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_spoken_and_harms_nothing_after_it(engine: SpeechEngine, text: str) -> None:
    after = engine.speak(say(text, 100, "After."), "en-us", 450).timing.utterances[1]
    assert after.end - after.start > 1000


def test_controls_do_not_cut_the_words_behind_them(engine: SpeechEngine) -> None:
    cut = engine.speak(say("before"), "en-us").duration_ms
    whole = engine.speak(say("before\0after the NUL"), "en-us")
    assert whole.duration_ms > 1.5 * cut
    assert [word.offset for word in whole.timing.utterances[0].words][-1] > len("before")


def test_an_utterance_keeps_its_place_when_it_has_no_sound(engine: SpeechEngine) -> None:
    speech = engine.speak(say("One.", " ", 100, "Two."), "en-us")
    one, none, two = speech.timing.utterances
    assert none.start == none.end == one.end
    assert two.start > none.end


def test_what_is_shown_does_not_change_the_sound(engine: SpeechEngine) -> None:
    shown = engine.speak(say("See the F D A."), "en-us")
    swapped = type(say())("en", (utterance("See the FDA.", ("FDA", "F D A")),))
    assert engine.speak(swapped, "en-us").pcm == shown.pcm
