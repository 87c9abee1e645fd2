"""What the tests of this folder share: pools, a renderer of fakes, short ways to write scripts."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audio.pool import SpeechPool
from audio.rendering import Renderer
from audio.script import Pause, Script, Swap, Utterance
from tests.fakes.audio_store import FakeAudioStore
from tests.fakes.engine import FakeEngine

TEXT = "Ketamine is a medicine. Doctors have used it for many years to put people to sleep."


def say(*texts: str | int) -> Script:
    """A script of these sentences, and pauses in milliseconds."""
    return Script("en", tuple(Pause(text) if isinstance(text, int) else utterance(text) for text in texts))


def utterance(shown: str, *swaps: tuple[str, str], part: str = "body", start: int = 0) -> Utterance:
    """One sentence, with (shown, spoken) swaps in the order in which they stand."""
    spoken, shown_at, made = "", 0, []
    for word, said in swaps:
        at = shown.index(word, shown_at)
        spoken += shown[shown_at:at]
        made.append(Swap(at, at + len(word), len(spoken), len(spoken) + len(said)))
        spoken += said
        shown_at = at + len(word)
    return Utterance(shown, spoken + shown[shown_at:], part, start, tuple(made))


def children(pid: int) -> list[int]:
    """The processes that this one started, by Linux's /proc."""
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def runs(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def workers_of(pid: int | None = None) -> set[int]:
    """Speech workers that this process (or another) started."""
    found = set()
    for child in children(pid or os.getpid()):
        try:
            if b"audio.engines.worker" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.add(child)
        except OSError:
            continue
    return found


def eventually(holds: Callable[[], object], seconds: float = 20) -> None:
    """Wait until it holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.005)


@pytest.fixture(scope="session")
def pool() -> Iterator[SpeechPool]:
    """Real speech, two workers."""
    with SpeechPool(2) as speech:
        yield speech


@pytest.fixture(scope="session")
def quiet_pool() -> Iterator[SpeechPool]:
    """Tones from real worker processes."""
    with SpeechPool(2, engine="silence") as speech:
        yield speech


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def store() -> FakeAudioStore:
    return FakeAudioStore()


@pytest.fixture
def renderer(engine: FakeEngine, store: FakeAudioStore, tmp_path: Path) -> Renderer:
    return Renderer(engine, store, lock_dir=tmp_path / "locks")
