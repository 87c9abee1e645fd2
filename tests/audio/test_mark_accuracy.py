"""Marks against the sound itself: where silence ends, a word begins."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from audio.engine import Speech
from audio.marks import Mark, marks
from audio.pool import SpeechPool
from audio.script import Pause, Script, Utterance
from tests.audio.conftest import say, utterance

SILENT = 0.002  # of the loudest sample: 54 dB below it
ODD = (
    "\u201cKetamine,\u201d said Dr Smith (in 2019), isn\u2019t for everyone \u2014 or is it?",
    "Caf\u00e9 nai\u0308ve re\u0301sume\u0301, \u05e9\u05dc\u05d5\u05dd, \u4e2d\u6587 and \u0661\u0662\u0663.",
    "\U0001f469\u200d\u2695\ufe0f doctors \u2764\ufe0f you \U0001f600 & me",
    "It costs $1,250.50 at 3:45 on 2024-05-06, 12345678901234567890 times",
    "word\u2014word x=1/2 e-mail:a@b.example http://a.example/b?c=d state-of-the-art",
    "IV III 1960s 2nd COVID-19 B12 5 \u00b5g H\u2082O m\u00b2 \u00bd cup -5 \u00b12 \u2265 6",
    "Pain",
    "of the in the to the I have had to be able to, is not, can\u2019t, don\u2019t",
    "[[k@t]] <p> * item _under_ **bold** {x}",
)


def loud(speech: Speech) -> npt.NDArray[np.intp]:
    """Positions of all samples that can be heard."""
    samples = np.abs(np.frombuffer(speech.pcm, "<i2").astype(np.int32))
    return np.flatnonzero(samples > SILENT * samples.max())


def onsets(speech: Speech, shortest_ms: int) -> list[float]:
    """When sound begins again behind silences of at least so long, in milliseconds."""
    heard = loud(speech)
    gaps = np.flatnonzero(np.diff(heard) > shortest_ms * speech.sample_rate / 1000)
    return [float(heard[gap + 1]) * 1000 / speech.sample_rate for gap in gaps]


def words(found: Sequence[Mark]) -> list[Mark]:
    return [mark for mark in found if mark.type == "word"]


def test_a_word_behind_a_silence_starts_with_its_sound(pool: SpeechPool) -> None:
    # None begins with a stop (p, t, k, b, d, g), whose own silence belongs to it.
    script = say(
        "Apples, oranges, lemons: \u201cyellow\u201d ones; some (mostly, always) in summer, if in 1,950, or not.",
        700,
        "Every morning, nurses, whom others ask, measure eight, 11, 16, or 90 of us.",
    )
    speech = pool.speak(script, "en-us")
    starts = [mark.start_ms for mark in words(marks(script, speech.timing))]
    behind = onsets(speech, 100)
    assert len(behind) >= 15
    for onset in behind:
        assert min(abs(start - onset) for start in starts) <= 15


def test_a_word_that_begins_with_a_stop_starts_with_the_silence_of_its_closure(pool: SpeechPool) -> None:
    script = say("Ask them, kindly, to, politely, go, tomorrow, back.")
    speech = pool.speak(script, "en-us")
    starts = [mark.start_ms for mark in words(marks(script, speech.timing))]
    for onset in onsets(speech, 100):
        assert -10 <= min((onset - start for start in starts), key=abs) <= 80


@pytest.mark.parametrize("rate", [80, 150, 300])
def test_a_sentence_is_marked_where_it_is_heard(pool: SpeechPool, rate: int) -> None:
    script = say("All of it is well.", 900, "Is it?", 350, "Nurses ask and you answer.")
    speech = pool.speak(script, "en-us", rate)
    found = marks(script, speech.timing)
    sentences = [mark for mark in found if mark.type == "sentence"]
    heard = loud(speech) * 1000 / speech.sample_rate
    for sentence, spoken in zip(sentences, speech.timing.utterances, strict=True):
        assert abs(sentence.start_ms - spoken.start * 1000 / speech.sample_rate) <= 1
        inside = heard[(heard >= sentence.start_ms - 100) & (heard <= sentence.end_ms + 100)]
        assert abs(inside[0] - sentence.start_ms) <= 10
        assert abs(inside[-1] - sentence.end_ms) <= 20
    behind = onsets(speech, 300)
    for sentence in sentences[1:]:
        assert min(abs(onset - sentence.start_ms) for onset in behind) <= 10


@pytest.mark.parametrize("text", ODD)
def test_the_last_word_ends_with_the_speech_whatever_is_said(pool: SpeechPool, text: str) -> None:
    script = Script("en", (*say(text, 400).items,))
    speech = pool.speak(script, "en-us")
    found = words(marks(script, speech.timing))
    assert [mark.value for mark in found if mark.end_ms - mark.start_ms < 10] == []
    end = float(loud(speech)[-1]) * 1000 / speech.sample_rate
    assert abs(found[-1].end_ms - end) <= 30


LONGER_SWAPS = [
    [("140/90", "140 over 90"), ("mmHg", "millimetres of mercury")],
    [("5", "five"), ("mg/kg", "milligrams per kilogram"), ("IV", "intravenously")],
    [("Jan", "January"), ("5,", "fifth,"), ("2024", "twenty twenty four")],
    [("116", "one one six,"), ("123", "one two three")],
    [("Dr", "Doctor"), ("Psychreg", "[[s'aIkrEg]]")],
]


@pytest.mark.parametrize("pairs", LONGER_SWAPS)
def test_words_of_a_longer_swap_are_marked_as_if_each_were_a_swap(
    pool: SpeechPool, pairs: list[tuple[str, str]]
) -> None:
    shown, spoken = (" ".join(texts) for texts in zip(*pairs, strict=True))
    sentence = f"We saw {shown} there."
    each, whole = utterance(sentence, *pairs), utterance(sentence, (shown, spoken))
    assert each.spoken == whole.spoken
    timing = pool.speak(Script("en", (each,)), "en-us").timing
    assert marks(Script("en", (whole,)), timing) == marks(Script("en", (each,)), timing)


def test_the_marks_of_a_whole_article_are_those_of_its_sections_one_after_the_other(pool: SpeechPool) -> None:
    def section(number: int) -> tuple[Utterance | Pause, ...]:
        return (
            utterance(f"Part {number}", part="title"),
            Pause(700),
            utterance("Ketamine is a medicine."),
            Pause(350),
            utterance("Doctors give 5 mg.", ("mg", "milligrams"), start=25),
            Pause(900),
        )

    disclaimer = utterance("This is not advice.", part="disclaimer")
    script = Script("en", (*(item for number in range(10) for item in section(number)), disclaimer))
    speech = pool.speak(script, "en-us")
    found = marks(script, speech.timing)
    assert [mark.value for mark in words(found)] == [
        word.rstrip(".") for each in script.utterances() for word in each.shown.split()
    ]
    starts = [mark.start_ms for mark in found if mark.type == "sentence" and mark.part == "title"]
    assert len(starts) == 10
    assert found[0].start_ms == 0
    assert onsets(speech, 800) == pytest.approx([*starts[1:], found[-5].start_ms], abs=80)
    assert {mark.part for mark in found[-5:]} == {"disclaimer"}
