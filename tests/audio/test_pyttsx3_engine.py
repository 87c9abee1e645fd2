"""The driver behind pyttsx3's public front, and what it does when something is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from audio.engines.espeak_driver import EspeakDriver, speakable
from audio.engines.pyttsx3_engine import sayable
from audio.pool import SpeechPool
from audio.script import Script
from tests.audio.conftest import say, utterance


def fresh(code: str) -> str:
    """Run in a process of its own, as the library keeps its state; returns what it printed."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == "", done.stderr
    assert done.returncode == 0
    return done.stdout.strip()


def test_pyttsx3s_own_front_speaks_through_the_driver_with_times_and_samples() -> None:
    out = fresh("""
from audio.engines.pyttsx3_engine import Pyttsx3Engine
ours = Pyttsx3Engine()
import pyttsx3
engine = pyttsx3.init("plainspoken")
words, size, topics = [], 0, []
def audio(name, pcm):
    global size
    size += len(pcm)
engine.connect("audio", audio)
def word(name, location, length, sample):
    words.append((name, location, length, sample > 0))
engine.connect("started-word", word)
engine.connect("started-utterance", lambda name: topics.append(("started", name)))
engine.connect("finished-utterance", lambda name, completed: topics.append((name, completed)))
engine.setProperty("rate", 150)
engine.say("Hello there", "greeting")
engine.runAndWait()
print(words == [("greeting", 0, 5, False), ("greeting", 6, 5, True)], size > 20000, topics)
print(engine.getProperty("rate"), engine.getProperty("voice"), len(engine.getProperty("voices")) > 100)
""")
    assert out.splitlines() == [
        "True True [('started', 'greeting'), ('greeting', True)]",
        "150 gmw/en True",
    ]


def test_two_engines_in_a_process_do_not_hear_each_other() -> None:
    out = fresh("""
from audio.engines.pyttsx3_engine import Pyttsx3Engine
from tests.audio.conftest import say
one, two = Pyttsx3Engine(), Pyttsx3Engine()
a = one.speak(say("Hello there."), "en-us")
b = two.speak(say("Hello there."), "en-us")
print([len(x.timing.utterances[0].words) for x in (a, b)], 0.9 < a.duration_ms / b.duration_ms < 1.1)
import pyttsx3
print(pyttsx3.init("plainspoken")._connects)
""")
    assert out.splitlines() == ["[2, 2] True", "{}"]


def test_the_wheels_library_wins_over_the_systems() -> None:
    out = fresh("""
from audio.engines.pyttsx3_engine import Pyttsx3Engine
Pyttsx3Engine()
from pyttsx3.drivers import _espeak
with open("/proc/self/maps") as maps:
    loaded = {line.split()[-1] for line in maps if "libespeak" in line}
print(len(loaded), all("espeakng_loader" in path for path in loaded), _espeak.Info().decode())
""")
    assert out == "1 True 1.52.0"


def test_another_library_is_refused_by_name() -> None:
    out = fresh("""
import sys, types
fake = types.ModuleType("pyttsx3.drivers._espeak")
fake.dll = types.SimpleNamespace(_handle=1)
fake.Info = lambda: b"1.51"
sys.modules["pyttsx3.drivers._espeak"] = fake
from audio.engines.pyttsx3_engine import Pyttsx3Engine
from audio.errors import SpeechUnavailable
try:
    Pyttsx3Engine()
except SpeechUnavailable as error:
    print(error)
""")
    assert out.startswith("pyttsx3 took another espeak-ng (1.51) than the one in ")


def test_an_error_in_the_driver_is_raised_and_not_swallowed() -> None:
    out = fresh("""
from audio.engines import pyttsx3_engine
from audio.errors import SpeechFailed
from tests.audio.conftest import say
engine = pyttsx3_engine.Pyttsx3Engine()
from pyttsx3.drivers import _espeak
_espeak.Synth, real = (lambda *a, **k: -1), _espeak.Synth
try:
    engine.speak(say("Hello."), "en-us")
except SpeechFailed as error:
    print(error)
_espeak.Synth = real
print(engine.speak(say("Hello."), "en-us").duration_ms > 0)
""")
    assert out.splitlines() == [
        "The script could not be spoken: espeak-ng refused the text with code -1",
        "True",
    ]


class Binding(SimpleNamespace):
    """As much of pyttsx3's binding as the driver needs, speaking one buffer for each text."""

    AUDIO_OUTPUT_SYNCHRONOUS, CHARS_UTF8, PHONEMES, EE_OK = 2, 1, 0x100, 0
    EVENT_LIST_TERMINATED, EVENT_WORD, EVENT_END, RATE = 0, 1, 5, 1
    started = 22_050

    def Initialize(self, *arguments: object) -> int:  # noqa: N802 - espeak-ng's and pyttsx3's names
        self.initialized = arguments
        return self.started

    def SetSynthCallback(self, callback: Any) -> None:  # noqa: N802 - espeak-ng's and pyttsx3's names
        self.callback = callback

    def Synth(self, text: str, flags: int) -> int:  # noqa: N802 - espeak-ng's and pyttsx3's names
        self.text = text
        word = SimpleNamespace(type=1, text_position=1, length=2, sample=0)
        self.returned = self.callback(b"\1\0", 1, [word, SimpleNamespace(type=0)])
        return 0

    def SetParameter(self, parameter: int, value: int, relative: int) -> int:  # noqa: N802 - espeak-ng's and pyttsx3's names
        return 0

    def SetVoiceByName(self, name: bytes) -> int:  # noqa: N802 - espeak-ng's and pyttsx3's names
        return 2


class Proxy:
    def __init__(self, fails: str = "") -> None:
        self.told: list[str] = []
        self.fails = fails

    def notify(self, topic: str, **values: object) -> None:
        self.told.append(topic)
        if topic == self.fails:
            raise LookupError(topic)

    def setBusy(self, busy: bool) -> None:  # noqa: N802 - espeak-ng's and pyttsx3's names
        self.told.append(f"busy {busy}")


@pytest.mark.parametrize("topic", ["audio", "started-word"])
def test_what_a_callback_raises_stops_the_speech_and_is_raised_again(topic: str, tmp_path: Path) -> None:
    binding = Binding()
    driver = EspeakDriver(Proxy(topic), binding, str(tmp_path))
    with pytest.raises(LookupError, match=topic):
        driver.say("Hi")
    assert binding.returned == 1
    assert binding.initialized[3] == 0x8000


def test_missing_data_is_an_error_and_not_an_exit(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="could not start"):
        EspeakDriver(Proxy(), Binding(started=-1), str(tmp_path))


def test_a_voice_or_property_that_is_refused_is_raised(tmp_path: Path) -> None:
    driver = EspeakDriver(Proxy(), Binding(), str(tmp_path))
    with pytest.raises(ValueError, match="refused 'nobody' as its voice with code 2"):
        driver.setProperty("voice", "nobody")
    for name in ("pitch", ""):
        with pytest.raises(KeyError):
            driver.setProperty(name, 1)
        with pytest.raises(KeyError):
            driver.getProperty(name)


def test_the_loop_runs_what_is_queued(tmp_path: Path) -> None:
    proxy = Proxy()
    EspeakDriver(proxy, Binding(), str(tmp_path)).startLoop()
    assert proxy.told == ["busy False"]


def test_controls_and_surrogates_become_spaces_one_for_one() -> None:
    assert speakable("a\0b\nc\ud800d\x85e\u05d0\U0001f469") == "a b c d e\u05d0\U0001f469"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("see [[1]]", "see  [1]]"),
        ("[[[[", "   ["),
        ("[ [ a[0]", "[ [ a[0]"),
    ],
)
def test_brackets_in_the_text_are_no_phonemes(text: str, said: str) -> None:
    assert sayable(utterance(text)) == said


def test_phonemes_are_spoken_in_a_swap_and_read_out_elsewhere(pool: SpeechPool) -> None:
    swapped = Script("en", (utterance("h", ("h", "[[h@l'oU]]")),))
    commanded = pool.speak(swapped, "en-us").duration_ms
    read_out = pool.speak(say("[[h@l'oU]]"), "en-us").duration_ms
    hello = pool.speak(say("hello"), "en-us").duration_ms
    assert abs(commanded - hello) < 100
    assert read_out > 2 * hello


def test_phonemes_of_a_swap_stay_and_those_beside_it_do_not() -> None:
    assert sayable(utterance("[[x]] SSRI[[", ("SSRI", "[[sri]]"))) == " [x]] [[sri]] ["
    assert sayable(utterance("[k", ("k", "[k]"))) == " [k]"


def test_a_script_of_endless_sound_is_a_clear_problem() -> None:
    out = fresh("""
from audio.engines import pyttsx3_engine
from audio.errors import SpeechFailed
from tests.audio.conftest import say
pyttsx3_engine.MOST_SOUND_S = 36
engine = pyttsx3_engine.Pyttsx3Engine()
for times in (1, 15):
    try:
        print(engine.speak(say("one two three four five six seven eight nine ten. " * times), "en-us").duration_ms > 0)
    except SpeechFailed as error:
        print(error)
""")
    assert out.splitlines() == ["True", "The script takes more than 0.01 hours to say."]


@pytest.mark.parametrize("piece", ["x", "[[", "<", "\0", "?!", "\u201c", "-"])
def test_100_kb_of_the_same_is_spoken_in_time_and_so_is_what_follows(pool: SpeechPool, piece: str) -> None:
    speech = pool.speak(say(piece * (100_000 // len(piece)), 100, "After."), "en-us", 450)
    alone = pool.speak(say("After."), "en-us", 450).duration_ms
    after = speech.timing.utterances[1]
    assert abs(speech.timing.ms(after.end - after.start) - alone) < 50
