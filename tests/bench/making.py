"""(d) All that is made of a section's words, on one processor: speech, mastering, marks, master, MP3 and Opus."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from audio.encoding import encoder
from audio.folder_store import FolderAudioStore
from audio.marks import marks
from audio.mastering import CEILING_DBTP, TARGET_LUFS
from audio.pool import SpeechPool
from audio.rendering import Renderer
from content.article import Level
from service.hearing import Hearing, of_section
from service.listening import KEPT, Listener
from service.manner import RATE, Manner
from tests.bench.bundled import reading
from tests.bench.rounds import medians

NAME = "making"
TITLE = "(d) a section's speech, marks, mastering, MP3 and Opus on one processor, in times real time"
ROUNDS = 9
VOICE = "en-us"


def lines() -> Iterator[str]:
    """The whole, the rival's, and the parts."""
    hearing = of_section(reading("introduction", Level.PLAIN))
    with on_one_processor(), TemporaryDirectory() as folder, SpeechPool(workers=1) as pool:
        speech = pool.speak(hearing.script, VOICE, RATE)
        calls: dict[str, Callable[[], object]] = {"all": Fresh(Path(folder), pool, hearing).make}
        program = shutil.which("espeak-ng"), shutil.which("ffmpeg")
        if all(program):
            calls["programs"] = partial(by_programs, hearing, Path(folder))
        calls["speech and mastering"] = partial(pool.speak, hearing.script, VOICE, RATE)
        calls["marks"] = partial(marks, hearing.script, speech.timing)
        for name in ("flac", *KEPT):
            calls[f"{name} alone"] = partial(
                encoder(name).encode, speech.pcm, speech.sample_rate, hearing.tags
            )
        took = medians(calls, ROUNDS)
    length = speech.duration_ms / 1000
    yield f"{length:.0f} s of sound, all of it, kept in a folder: {length / took['all']:.0f} times real time"
    if "programs" in took:
        yield (
            "against the espeak-ng and ffmpeg programs (no marks, no master): "
            f"{took['programs'] / took['all']:.2f} ({length / took['programs']:.0f} times real time)"
        )
    else:
        yield "no rival: the espeak-ng and ffmpeg programs are not installed"
    for name in list(calls)[1 + ("programs" in took) :]:
        yield f"of it {name}: {took[name] / took['all']:.0%} ({length / took[name]:,.0f} times real time)"


class Fresh:
    """Makes a hearing in a folder that is empty, as often as it is asked."""

    def __init__(self, folder: Path, pool: SpeechPool, hearing: Hearing) -> None:
        self._folder, self._pool, self._hearing = folder, pool, hearing

    def make(self) -> None:
        with TemporaryDirectory(dir=self._folder) as empty:
            renderer = Renderer(self._pool, FolderAudioStore(Path(empty)))
            listener = Listener(renderer, Manner(VOICE, RATE))
            listener.hear_all(self._hearing)
            listener.words(self._hearing)


def by_programs(hearing: Hearing, folder: Path) -> None:
    """The same files as a script of programs makes them: speak, measure, gain and limit, encode."""
    words, wav = folder / "words.txt", folder / "words.wav"
    words.write_text("\n".join(each.spoken for each in hearing.script.utterances()), "utf-8")
    run("espeak-ng", "-v", VOICE, "-s", str(RATE), "-f", str(words), "-w", str(wav))
    told = run("ffmpeg", "-hide_banner", "-nostats", "-i", str(wav), "-af", "ebur128", "-f", "null", "-")
    loudness = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", told)[-1])
    shaped = (
        f"volume={TARGET_LUFS - loudness:.2f}dB,alimiter=limit={10 ** (CEILING_DBTP / 20):.4f}:level=false"
    )
    run(
        "ffmpeg", "-hide_banner", "-nostats", "-y", "-threads", "1", "-i", str(wav),
        "-filter_complex", f"[0:a]{shaped},asplit[a][b]",
        "-map", "[a]", "-c:a", "libmp3lame", "-b:a", "48k", "-compression_level", "7", str(folder / "rival.mp3"),
        "-map", "[b]", "-c:a", "libopus", "-b:a", "24k", "-compression_level", "5", "-frame_duration", "60",
        str(folder / "rival.opus"),
    )  # fmt: skip


def run(*command: str) -> str:
    """Run a program; give what it said of its work."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stderr


@contextmanager
def on_one_processor() -> Iterator[None]:
    """Keep every thread there is, and every process that is started meanwhile, on one processor."""
    before = os.sched_getaffinity(0)
    _pin({min(before)})
    try:
        yield
    finally:
        _pin(before)


def _pin(processors: set[int]) -> None:
    for thread in Path("/proc/self/task").iterdir():
        os.sched_setaffinity(int(thread.name), processors)
