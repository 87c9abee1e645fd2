"""One speech worker as its pool sees it: start it, ask it, end it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from io import FileIO
from pathlib import Path

from audio.engines.worker import CHUNK, ended
from audio.errors import SpeechFailed, SpeechTimedOut, SpeechUnavailable
from audio.wire import Message, frame, frame_size, unframe

# OpenBLAS (in numpy) would start threads, and a worker that forks must have none.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")

PROJECT = str(Path(__file__).parents[1])
GOODBYE_S = 2  # for a worker that is told to go, before it is made to


class WorkerProcess:
    """A running worker. Starting raises SpeechUnavailable, naming what is wrong.

    Not for two threads at once, except `interrupt`.
    """

    def __init__(self, engine: str, start_s: float) -> None:
        self._sound = _file_in_memory()
        try:
            self._process = _popen(engine, self._sound.fileno())
        except OSError as error:
            self._sound.close()
            raise SpeechUnavailable(f"No speech worker could be started: {error}") from error
        assert self._process.stdin is not None  # noqa: S101 - for the type checker: both are pipes
        assert self._process.stdout is not None  # noqa: S101
        self._jobs = self._process.stdin
        self._answers = self._process.stdout
        self._gone = False
        os.set_blocking(self._jobs.fileno(), False)
        try:
            hello = self._exchange(b"", time.monotonic() + start_s)
        except SpeechTimedOut as error:
            self.kill()
            raise SpeechUnavailable(
                f"The speech engine {engine!r} did not start in {start_s:g} s."
            ) from error
        except SpeechFailed as error:
            self.kill()
            raise SpeechUnavailable(f"The speech engine {engine!r} did not start. {error}") from error
        if "error" in hello:
            self.close()
            raise SpeechUnavailable(str(hello["message"]))
        self.identities: dict[str, str] = hello["identities"]

    @property
    def pid(self) -> int:
        """Process id, which is its process group's too."""
        return self._process.pid

    def ask(self, message: Message, time_s: float) -> tuple[Message, bytes]:
        """Send a job and wait for its answer and, where that has a timing, its PCM.

        Raises SpeechTimedOut or SpeechFailed; the worker must be killed then.
        """
        answer = self._exchange(frame(message), time.monotonic() + time_s)
        if "timing" not in answer:
            return answer, b""
        self._sound.seek(0)
        pcm = self._sound.read()
        self._sound.truncate(0)  # the memory is given back
        return answer, pcm

    def close(self) -> None:
        """Let the worker go: it leaves at the end of its input."""
        self._jobs.close()
        try:
            self._process.wait(GOODBYE_S)
        except subprocess.TimeoutExpired:
            self.interrupt()
            self._process.wait()
        self._gone = True
        self._answers.close()
        self._sound.close()

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def interrupt(self) -> None:
        """End worker and child at once; a thread that waits for an answer gets SpeechFailed."""
        # Also when the worker ended by itself: its child may not have. Not after `kill` or `close`:
        # then the number may be another's.
        if not self._gone:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def kill(self) -> None:
        """End worker and child at once and clean up."""
        self.interrupt()
        self._process.wait()
        self._gone = True
        self._jobs.close()
        self._answers.close()
        self._sound.close()

    def _exchange(self, request: bytes, deadline: float) -> Message:
        # Writing waits with reading: a worker that hangs may leave a long job in the pipe.
        unsent = memoryview(request)
        answer = bytearray()
        poll = select.poll()
        poll.register(self._answers, select.POLLIN)
        if unsent:
            poll.register(self._jobs, select.POLLOUT)
        while (size := frame_size(bytes(answer[:8]))) is None or len(answer) < size:
            left = deadline - time.monotonic()
            if left <= 0:
                raise SpeechTimedOut("Speaking took too long and was stopped.")
            for descriptor, _ in poll.poll(left * 1000):
                if descriptor == self._answers.fileno():
                    data = os.read(descriptor, CHUNK)
                    if not data:
                        raise SpeechFailed(f"The speech worker {self._how_it_ended()}.")
                    answer += data
                else:
                    unsent = self._send(unsent)
                    if not unsent:
                        poll.unregister(self._jobs)
        return unframe(bytes(answer))

    def _send(self, unsent: memoryview) -> memoryview:
        try:
            return unsent[os.write(self._jobs.fileno(), unsent) :]
        except BlockingIOError:
            return unsent
        except BrokenPipeError as error:
            raise SpeechFailed(f"The speech worker {self._how_it_ended()}.") from error

    def _how_it_ended(self) -> str:
        try:
            return ended(self._process.wait(GOODBYE_S))
        except subprocess.TimeoutExpired:
            return "stopped answering"


def _popen(engine: str, sound: int) -> subprocess.Popen[bytes]:
    path = os.pathsep.join(filter(None, (PROJECT, os.environ.get("PYTHONPATH"))))
    # -P: the current folder is not searched for modules. A new session: Ctrl-C in the terminal
    # is the server's to handle, and one signal ends worker and child together.
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-P", "-m", "audio.engines.worker", engine, str(sound)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **ONE_THREAD, "PYTHONPATH": path},
        pass_fds=(sound,),
        bufsize=0,
        start_new_session=True,
    )


def _file_in_memory() -> FileIO:
    if hasattr(os, "memfd_create"):  # Linux
        return FileIO(os.memfd_create("speech"), "r+")
    # Elsewhere a file without a name, which ends with its descriptors.
    descriptor, name = tempfile.mkstemp()
    Path(name).unlink()
    return FileIO(descriptor, "r+")
