"""One render for many askers: threads, processes, failures, floods."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from audio.engine import Speech
from audio.errors import (
    SpeechBusy,
    SpeechFailed,
)
from audio.flights import FolderLocks
from audio.rendering import Renderer
from audio.script import Script
from tests.audio.conftest import eventually, say
from tests.audio.heard import JOINED, OTHER, SCRIPT
from tests.fakes.audio_store import FakeAudioStore
from tests.fakes.engine import FakeEngine


def test_what_another_process_made_meanwhile_is_not_made_again(store: FakeAudioStore) -> None:
    class Slow(FakeEngine):
        def speak(self, script: Script, voice: str, rate: int = 150) -> Speech:
            Renderer(FakeEngine(), store).render(script, voice=voice, format="mp3")
            return super().speak(script, voice, rate)

    made = Renderer(Slow(), store).render(SCRIPT, voice="en-us", format="mp3")
    assert store.puts.count("mp3") == 1
    assert made == store.kept[made.key][1]


def test_a_file_that_another_process_makes_is_waited_for(
    renderer: Renderer, store: FakeAudioStore, tmp_path: Path
) -> None:
    renderer.timing(SCRIPT, voice="en-us")
    key = renderer.key_of(SCRIPT, voice="en-us", format="mp3")
    with ThreadPoolExecutor(1) as threads:
        with FolderLocks(tmp_path / "locks").hold(key):
            job = threads.submit(renderer.render, SCRIPT, voice="en-us", format="mp3")
            time.sleep(0.1)
            assert "mp3" not in store.puts
        assert job.result(30).key == key


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
    assert sorted(store.puts) == ["flac", "mp3", "opus", "timing"]


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


def test_too_many_different_sounds_at_once_are_turned_away(engine: FakeEngine, store: FakeAudioStore) -> None:
    renderer = Renderer(engine, store, most_waiting=2)
    kept = renderer.render(say("Kept."), voice="en-us", format="mp3")
    engine.may_speak.clear()
    with ThreadPoolExecutor(8) as threads:
        wishes = [(SCRIPT, "mp3"), (SCRIPT, "opus"), (SCRIPT, "mp3"), (OTHER, "mp3")]
        jobs = [threads.submit(renderer.render, what, voice="en-us", format=name) for what, name in wishes]
        jobs.append(threads.submit(renderer.timing, SCRIPT, voice="en-us"))  # type: ignore[arg-type]
        eventually(lambda: len(engine.spoken) == 3)
        for what in (say("New."), JOINED):
            with pytest.raises(SpeechBusy):
                renderer.render(what, voice="en-us", format="mp3")
            with pytest.raises(SpeechBusy):
                renderer.timing(what, voice="en-us")
        assert renderer.render(say("Kept."), voice="en-us", format="mp3") == kept
        assert renderer.timing(say("Kept."), voice="en-us")
        engine.may_speak.set()
        for job in jobs:
            assert job.result(30)
    assert renderer.render(say("New."), voice="en-us", format="mp3")


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
