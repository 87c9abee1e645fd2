"""Speech in worker processes: a crash or a hang costs one request, and nothing else."""

from __future__ import annotations

import os
import threading
import weakref
from collections import deque
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from audio import engines
from audio.engine import DEFAULT_RATE, Speech, Voice, check_rate
from audio.errors import SpeechFailed, SpeechUnavailable
from audio.script import Script
from audio.wire import script_to_json, timing_from_json
from audio.worker_process import WorkerProcess


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long a script may take, in seconds, once a worker has it; waiting for one is not counted.

    Speaking takes about 0.1 s for 1,000 characters: what is far above hangs.
    """

    base_s: float = 10
    per_1000_characters_s: float = 5
    most_s: float = 180
    start_s: float = 30

    def of(self, script: Script) -> float:
        """Seconds for this script."""
        characters = sum(len(utterance.spoken) for utterance in script.utterances())
        return min(self.base_s + self.per_1000_characters_s * characters / 1000, self.most_s)


TIME_LIMITS = {
    # About 5 s for 1,000 characters on a quiet machine, which may have as many again to do beside it.
    "piper": TimeLimit(base_s=30, per_1000_characters_s=60, most_s=900, start_s=60),
}
MOST_WORKERS = {
    # Each holds 250 MB, and while it speaks up to 600 MB. One speaks 12 times faster than one can listen.
    "piper": 2,
}


class _Slot:
    """A worker's place: empty until it is first used, and again after its worker was lost."""

    def __init__(self) -> None:
        self.worker: WorkerProcess | None = None


class SpeechPool:
    """A SpeechEngine for many threads, over `workers` processes (default: the processor count).

    An engine in MOST_WORKERS gets no more than that, however many are asked for.
    Workers start when they are first needed. When all are busy, jobs are taken in the order in
    which they came. Close it, or use it as a context manager; workers also leave when this process
    ends in any way.
    """

    def __init__(
        self, workers: int | None = None, *, engine: str = "pyttsx3", time_limit: TimeLimit | None = None
    ) -> None:
        count = (os.cpu_count() or 1) if workers is None else workers
        if count < 1:
            raise ValueError(f"a pool has at least one worker, not {count}")
        self._engine = engine
        self._limit = time_limit or TIME_LIMITS.get(engine, TimeLimit())
        self._count = min(count, MOST_WORKERS.get(engine, count))
        self._reset()

    def _reset(self) -> None:
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._closed = False
        self._slots = tuple(_Slot() for _ in range(self._count))
        self._idle = deque(self._slots)
        self._waiting: deque[_Ticket] = deque()
        # Also runs at interpreter exit: a pool that nobody closed leaves no process behind.
        self._finalizer = weakref.finalize(self, _let_go, self._slots, self._pid)

    def identity_of(self, voice: str) -> str:
        """The voice's identity; no worker is started for it. Raises UnknownVoice, SpeechUnavailable."""
        return engines.mastered_identity(engines.catalogue(self._engine).offer(voice).identity)

    def voices(self) -> tuple[Voice, ...]:
        """List the engine's voices; no worker is started for it. Raises SpeechUnavailable."""
        return engines.catalogue(self._engine).voices

    def speak(self, script: Script, voice: str, rate: int = DEFAULT_RATE) -> Speech:
        """Speak in a worker; waits for one.

        Raises UnknownVoice, SpeechUnavailable, SpeechTimedOut, SpeechFailed, and ValueError for a
        rate out of 80-450.
        """
        check_rate(rate)
        identity = self.identity_of(voice)
        slot = self._take()
        try:
            worker = self._started(slot)
            if worker.identities.get(voice) != identity:
                raise SpeechUnavailable(
                    f"The speech worker's {voice!r} is {worker.identities.get(voice)!r}, not {identity!r}: "
                    "restart the server."
                )
            job = {"script": script_to_json(script), "voice": voice, "rate": rate}
            try:
                answer, pcm = worker.ask(job, self._limit.of(script))
            except BaseException:
                # After a time-out or an interrupt an answer may still come: start afresh.
                slot.worker = None
                worker.kill()
                raise
        finally:
            self._give_back(slot)
        if "error" in answer:
            raise SpeechFailed(str(answer["message"]))
        return Speech(pcm, timing_from_json(answer["timing"]))

    def close(self) -> None:
        """End the workers; whoever waits or speaks gets SpeechFailed. Closing twice is fine."""
        with self._lock:
            self._closed = True
            waiting, self._waiting = self._waiting, deque()
            idle, self._idle = self._idle, deque()
            busy = [slot.worker for slot in self._slots if slot not in idle]
        for ticket in waiting:
            ticket.called.set()
        for worker in busy:
            if worker is not None:
                worker.interrupt()  # its own thread cleans up: the pipes are in use there
        for slot in idle:
            if slot.worker is not None:
                slot.worker.close()
                slot.worker = None
        self._finalizer.detach()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _take(self) -> _Slot:
        if os.getpid() != self._pid:
            self._reset()  # a server forked: the workers and their pipes are the parent's
        ticket = _Ticket()
        with self._lock:
            if self._closed:
                raise SpeechUnavailable("The speech pool is closed.")
            if self._idle:
                # The last one given back: its worker is running, and fewer need to be started.
                return self._idle.pop()
            self._waiting.append(ticket)
        try:
            ticket.called.wait()
        except BaseException:  # an interrupt: the place in the queue, or the slot, is not ours to keep
            with self._lock:
                if ticket in self._waiting:
                    self._waiting.remove(ticket)
            if ticket.slot is not None:
                self._give_back(ticket.slot)
            raise
        if ticket.slot is None:
            raise SpeechFailed("The speech pool was closed before this script's turn.")
        return ticket.slot

    def _give_back(self, slot: _Slot) -> None:
        with self._lock:
            if not self._closed:
                if not self._waiting:
                    self._idle.append(slot)
                    return
                ticket = self._waiting.popleft()
                ticket.slot = slot
                ticket.called.set()
                return
        if slot.worker is not None:
            slot.worker.close()
            slot.worker = None

    def _started(self, slot: _Slot) -> WorkerProcess:
        if slot.worker is not None and not slot.worker.alive:
            slot.worker.kill()  # ended while idle: nobody's fault, so nobody's failure
            slot.worker = None
        if slot.worker is None:
            slot.worker = WorkerProcess(self._engine, self._limit.start_s)
        return slot.worker


class _Ticket:
    """A place in the queue. Called without a slot, it means that the pool closed."""

    def __init__(self) -> None:
        self.called = threading.Event()
        self.slot: _Slot | None = None


def _let_go(slots: tuple[_Slot, ...], pid: int) -> None:
    if os.getpid() != pid:
        return  # a fork of the process that owns the workers
    for slot in slots:
        if slot.worker is not None:
            slot.worker.kill()
            slot.worker = None
