from __future__ import annotations

import pytest

from audio.voices import Voices
from service.manner import RATE, Manner, Manners, RateNotOffered, VoiceNotOffered
from tests.fakes.articles import sample_article
from tests.fakes.engine import FakeEngine

ARTICLE = sample_article()


@pytest.fixture
def manners() -> Manners:
    return Manners(Voices(FakeEngine()), "en-us")


def test_who_asks_for_nothing_gets_the_services_own(manners: Manners) -> None:
    assert manners.asked(ARTICLE) == manners.asked(ARTICLE, " ", "") == Manner("en-us", RATE)


def test_voice_and_rate_are_chosen_apart(manners: Manners) -> None:
    assert manners.asked(ARTICLE, "en-gb") == Manner("en-gb", RATE)
    assert manners.asked(ARTICLE, rate="80") == Manner("en-us", 80)
    assert manners.asked(ARTICLE, "en-gb", "450") == Manner("en-gb", 450)


@pytest.mark.parametrize("rate", ["79", "451", "fast", "1e2", "-150", "150.0", "٢٠٠", "9" * 5000, "0x99"])
def test_a_rate_out_of_range_is_told_the_range(manners: Manners, rate: str) -> None:
    with pytest.raises(RateNotOffered, match="80 to 450") as caught:
        manners.asked(ARTICLE, rate=rate)
    assert caught.value.known == ("80-450",)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("voice", ["nobody", "../../etc/passwd", "en-us\0", "x" * 5000])
def test_an_unknown_voice_is_told_those_that_there_are(manners: Manners, voice: str) -> None:
    with pytest.raises(VoiceNotOffered) as caught:
        manners.asked(ARTICLE, voice)
    assert caught.value.known == ("en-gb", "en-us")
    assert len(str(caught.value)) < 200


def test_a_voice_of_another_language_does_not_speak_an_article(manners: Manners) -> None:
    dutch = sample_article(language="nl")
    with pytest.raises(VoiceNotOffered) as caught:
        manners.asked(dutch, "en-gb")
    assert caught.value.known == ()
    assert {voice.id for voice in manners.voices("EN-au")} == {"en-gb", "en-us"}
