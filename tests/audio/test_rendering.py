"""Rendering: spoken once, encoded once, kept; one render for many askers."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import av
import pytest

from audio.encoders.wav import pcm_of
from audio.engines.silence import SilenceEngine
from audio.errors import AudioNotFound, SpeechFailed, SpeechUnavailable, UnknownFormat, UnknownVoice
from audio.marks import marks
from audio.object_store import open_store
from audio.pool import SpeechPool
from audio.rendering import Renderer
from audio.script import Script
from audio.store import speech_key, timing_key
from tests.audio.conftest import TEXT, eventually, say, utterance
from tests.fakes.audio_store import FakeAudioStore
from tests.fakes.engine import FakeEngine

SCRIPT = say(TEXT, 300, "Not advice.")
TAGS = {"title": "Ketamine", "comment": "Not advice."}


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def store() -> FakeAudioStore:
    return FakeAudioStore()


@pytest.fixture
def renderer(engine: FakeEngine, store: FakeAudioStore, tmp_path: Path) -> Renderer:
    return Renderer(engine, store, lock_dir=tmp_path / "locks")


def test_a_render_is_kept_under_its_key_and_found_again(renderer: Renderer, engine: FakeEngine) -> None:
    key = renderer.key_of(SCRIPT, voice="en-us", format="mp3", tags=TAGS)
    assert renderer.find(key) is None
    with pytest.raises(AudioNotFound):
        renderer.read(key)
    made = renderer.render(SCRIPT, voice="en-us", format="mp3", tags=TAGS)
    assert made.key == key
    assert renderer.find(key) == made
    assert len(b"".join(renderer.read(key))) == made.size_bytes
    assert made.duration_ms == SilenceEngine().speak(SCRIPT, "en-us").duration_ms
    assert renderer.render(SCRIPT, voice="en-us", format="mp3", tags=TAGS) == made
    assert len(engine.spoken) == 1


def test_all_formats_and_the_marks_cost_one_speech(
    renderer: Renderer, engine: FakeEngine, store: FakeAudioStore
) -> None:
    made = renderer.render_all(SCRIPT, voice="en-us", formats=("mp3", "opus", "wav"), tags=TAGS)
    assert [info.format for info in made.values()] == list(made) == ["mp3", "opus", "wav"]
    assert len({info.duration_ms for info in made.values()}) == 1
    found = marks(SCRIPT, renderer.timing(SCRIPT, voice="en-us"))
    assert found == marks(SCRIPT, SilenceEngine().speak(SCRIPT, "en-us").timing)
    assert len(engine.spoken) == 1
    assert sorted(store.puts) == ["mp3", "opus", "timing", "wav", "wav"]  # a tagged WAV beside the master


def test_an_untagged_wav_is_the_master_itself(renderer: Renderer, store: FakeAudioStore) -> None:
    made = renderer.render(SCRIPT, voice="en-us", format="wav")
    assert sorted(store.puts) == ["timing", "wav"]
    assert pcm_of(b"".join(renderer.read(made.key)))[0] == SilenceEngine().speak(SCRIPT, "en-us").pcm


def test_tags_do_not_share_a_file_but_the_speech(renderer: Renderer, engine: FakeEngine) -> None:
    one = renderer.render(SCRIPT, voice="en-us", format="mp3", tags={"title": "One"})
    two = renderer.render(SCRIPT, voice="en-us", format="mp3", tags={"title": "Two"})
    assert one.key != two.key
    assert one.sha256 != two.sha256
    assert len(engine.spoken) == 1


def test_other_words_voice_rate_or_engine_are_other_audio(
    renderer: Renderer, engine: FakeEngine, store: FakeAudioStore
) -> None:
    first = renderer.render(SCRIPT, voice="en-us", format="wav")
    others = [
        renderer.render(say("Other."), voice="en-us", format="wav"),
        renderer.render(SCRIPT, voice="en-gb", format="wav"),
        renderer.render(SCRIPT, voice="en-us", rate=200, format="wav"),
        Renderer(FakeEngine("fake 2"), store).render(SCRIPT, voice="en-us", format="wav"),
    ]
    assert len({first.key, *(other.key for other in others)}) == 5
    assert len(engine.spoken) == 4


def test_pages_that_say_the_same_share_the_sound_but_not_the_marks(
    renderer: Renderer, engine: FakeEngine
) -> None:
    shown = Script("en", (utterance("1 day", ("1", "one")),))
    plain = say("one day")
    assert [mark.value for mark in marks(shown, renderer.timing(shown, voice="en-us"))] == [
        "1 day",
        "1",
        "day",
    ]
    assert [mark.value for mark in marks(plain, renderer.timing(plain, voice="en-us"))] == [
        "one day",
        "one",
        "day",
    ]
    assert len(engine.spoken) == 1


def test_many_askers_at_once_are_one_speech_and_one_encoding_also_without_locks(
    engine: FakeEngine, store: FakeAudioStore
) -> None:
    renderer = Renderer(engine, store)
    engine.may_speak.clear()
    with ThreadPoolExecutor(16) as threads:
        formats = ["mp3", "opus"] * 8
        jobs = [threads.submit(renderer.render, SCRIPT, voice="en-us", format=name) for name in formats]
        eventually(lambda: engine.spoken)
        time.sleep(0.05)
        engine.may_speak.set()
        made = {job.result(30) for job in jobs}
    assert len(made) == 2
    assert len(engine.spoken) == 1
    assert sorted(store.puts) == ["mp3", "opus", "timing", "wav"]


def test_a_failure_reaches_all_who_wait_and_is_not_remembered(renderer: Renderer, engine: FakeEngine) -> None:
    engine.may_speak.clear()
    engine.error = SpeechFailed("the worker died")
    with ThreadPoolExecutor(4) as threads:
        jobs = [threads.submit(renderer.render, SCRIPT, voice="en-us", format="mp3") for _ in range(4)]
        eventually(lambda: engine.spoken)
        time.sleep(0.05)
        engine.may_speak.set()
        for job in jobs:
            with pytest.raises(SpeechFailed, match="the worker died"):
                job.result(30)
    assert len(engine.spoken) == 1
    engine.error = None
    assert renderer.render(SCRIPT, voice="en-us", format="mp3").size_bytes > 0


def test_an_interrupt_of_the_one_who_renders_frees_those_who_wait(
    renderer: Renderer, engine: FakeEngine
) -> None:
    engine.error = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        renderer.render(SCRIPT, voice="en-us", format="mp3")
    engine.error = None
    assert renderer.render(SCRIPT, voice="en-us", format="mp3").size_bytes > 0


def test_wrong_wishes_are_refused_before_anything_is_spoken(renderer: Renderer, engine: FakeEngine) -> None:
    with pytest.raises(UnknownFormat):
        renderer.render(SCRIPT, voice="en-us", format="flac")
    with pytest.raises(ValueError, match="80-450"):
        renderer.key_of(SCRIPT, voice="en-us", rate=9, format="mp3")
    assert not engine.spoken
    with pytest.raises(UnknownVoice):
        renderer.render(SCRIPT, voice="nobody", format="mp3")


def test_chapters_begin_with_their_utterances(renderer: Renderer) -> None:
    titles = {0: "One", 1: "Two"}
    made = renderer.render(SCRIPT, voice="en-us", format="mp3", chapters=titles)
    timing = renderer.timing(SCRIPT, voice="en-us")
    path = b"".join(renderer.read(made.key))
    with av.open(io.BytesIO(path)) as file:
        starts = [float(chapter["start"] * chapter["time_base"]) for chapter in file.chapters()]
    assert starts == [timing.ms(each.start) / 1000 for each in timing.utterances]
    with pytest.raises(ValueError, match="does not have"):
        renderer.render(SCRIPT, voice="en-us", format="mp3", chapters={2: "Three"})


def damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    match how:
        case "missing":
            path.unlink()
        case "short":
            path.write_bytes(data[:100])
        case "zeros":  # as a power cut may leave it: the size is right
            path.write_bytes(bytes(len(data)))


@pytest.mark.parametrize("how", ["missing", "short", "zeros"])
@pytest.mark.parametrize("which", ["wav", "timing"])
def test_a_damaged_master_is_spoken_again(tmp_path: Path, engine: FakeEngine, how: str, which: str) -> None:
    renderer = Renderer(engine, open_store(tmp_path))
    first = renderer.render(SCRIPT, voice="en-us", format="mp3")
    (path,) = tmp_path.glob(f"*/*.{which}")
    damage(path, how)
    (tmp_path / first.key.value[:2] / f"{first.key}.mp3").unlink()
    assert renderer.render(SCRIPT, voice="en-us", format="mp3") == first
    assert len(engine.spoken) == 2
    assert b"".join(renderer.read(first.key))


def test_what_is_kept_is_served_without_an_engine(tmp_path: Path) -> None:
    made = Renderer(SilenceEngine(), open_store(tmp_path)).render(SCRIPT, voice="en-us", format="mp3")
    broken = FakeEngine(SilenceEngine().identity)
    broken.error = SpeechUnavailable("no library")
    renderer = Renderer(broken, open_store(tmp_path))
    assert renderer.render(SCRIPT, voice="en-us", format="mp3") == made
    assert marks(SCRIPT, renderer.timing(SCRIPT, voice="en-us"))
    with pytest.raises(SpeechUnavailable):
        renderer.render(say("New."), voice="en-us", format="mp3")


def test_real_speech_from_two_pools_and_stores_is_the_same_file(pool: SpeechPool, tmp_path: Path) -> None:
    wanted = {"voice": "en-us", "formats": ("mp3", "opus", "wav"), "tags": TAGS}
    one = Renderer(pool, open_store(tmp_path / "1")).render_all(SCRIPT, **wanted)  # type: ignore[arg-type]
    with SpeechPool(1) as other:
        two = Renderer(other, open_store(tmp_path / "2")).render_all(SCRIPT, **wanted)  # type: ignore[arg-type]
    assert one == two


def test_processes_that_share_a_folder_speak_once(tmp_path: Path) -> None:
    code = """
import sys, time
from pathlib import Path
from audio.object_store import open_store
from audio.rendering import Renderer
from tests.audio.conftest import say
from tests.fakes.engine import FakeEngine

folder = Path(sys.argv[1])

class Slow(FakeEngine):
    def speak(self, script, voice, rate=150):
        with (folder / "log").open("a") as log:
            log.write("spoken\\n")
        time.sleep(0.5)
        return super().speak(script, voice, rate)

renderer = Renderer(Slow(), open_store(folder / "audio"), lock_dir=folder / "locks")
(folder / sys.argv[2]).touch()
while not (folder / "go").exists():
    time.sleep(0.005)
print(renderer.render(say("Once."), voice="en-us", format="mp3").sha256)
"""
    project = str(Path(__file__).parents[2])
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path), f"ready{number}"],
            env={**os.environ, "PYTHONPATH": project},
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(3)
    ]
    eventually(lambda: len(list(tmp_path.glob("ready*"))) == 3)
    (tmp_path / "go").touch()
    printed = {process.communicate(timeout=60)[0] for process in processes}
    assert len(printed) == 1
    assert (tmp_path / "log").read_text() == "spoken\n"


def test_the_timing_is_kept_as_json(renderer: Renderer, store: FakeAudioStore, engine: FakeEngine) -> None:
    timing = renderer.timing(SCRIPT, voice="en-us")
    data, info = store.kept[timing_key(speech_key(SCRIPT, "en-us", 150, engine.identity))]
    assert json.loads(data)["samples"] == timing.samples
    assert replace(info, format="x").duration_ms == timing.duration_ms
