"""(b) Speech, and speech with encoding, against the espeak-ng program making the same WAV."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from audio.encoding import encoder
from audio.pool import SpeechPool
from content.article import Level
from service.manner import RATE
from service.narration import narrate
from tests.bench.bundled import article
from tests.bench.rounds import medians

NAME = "speaking"
TITLE = "(b) a section spoken, against the espeak-ng program making a WAV of the same words"
ROUNDS = 15


def lines() -> Iterator[str]:
    """The ratios, a line each."""
    program = shutil.which("espeak-ng")
    if program is None:
        yield "skipped: the espeak-ng program is not installed (apt-get install espeak-ng)"
        return
    bundled = article()
    script = narrate(bundled, bundled.sections[0].renditions[Level.PLAIN])
    with TemporaryDirectory() as folder, SpeechPool(workers=1) as pool:
        words, wav = Path(folder, "words.txt"), Path(folder, "words.wav")
        words.write_text("\n".join(each.spoken for each in script.utterances()), "utf-8")
        command = [program, "-v", "en-us", "-s", str(RATE), "-f", str(words), "-w", str(wav)]

        def speak_and(*formats: str) -> None:
            speech = pool.speak(script, "en-us", RATE)
            for name in formats:
                encoder(name).encode(speech.pcm, speech.sample_rate, {})

        took = medians(
            {
                "program": lambda: subprocess.run(command, check=True),
                "speech": speak_and,
                "speech as WAV": lambda: speak_and("wav"),
                "speech as MP3": lambda: speak_and("mp3"),
                "speech as Opus": lambda: speak_and("opus"),
                "speech as MP3, Opus and WAV": lambda: speak_and("mp3", "opus", "wav"),
            },
            ROUNDS,
        )
        length = pool.speak(script, "en-us", RATE).duration_ms / 1000
    for name in list(took)[1:]:
        yield (
            f"{name}: {took['program'] / took[name]:.2f} "
            f"({length / took[name]:,.0f} times real time; the program {length / took['program']:,.0f})"
        )
