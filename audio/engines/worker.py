"""A speech worker: `python -m audio.engines.worker NAME SOUND`, talking frames over stdin and stdout.

It loads an engine and never speaks itself: each job is spoken by a fork, so that each script
meets an engine that has not spoken before (only then do the same words give the same bytes) and a
crash takes one job with it. It has one thread, as forking beside threads can deadlock. SOUND is an
inherited descriptor of a file in memory in which the child leaves the PCM: twice through a pipe
would cost a quarter of the speech.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import sys
from typing import NoReturn

from audio import engines
from audio.engine import SpeechEngine
from audio.errors import AudioError
from audio.lifetime import die_with
from audio.mastering import mastered
from audio.wire import Message, frame, frame_size, script_from_json, timing_to_json, unframe

CHUNK = 1 << 20


def main(name: str, sound: int) -> int:
    """Serve jobs until stdin ends. Returns an exit code."""
    jobs = os.dup(0)
    answers = os.dup(1)
    # The library's own prints must not land between frames, nor its reads in the jobs.
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os.close(null)
    try:
        engine = engines.load(name)
        identities = {
            voice.id: engines.mastered_identity(engine.identity_of(voice.id)) for voice in engine.voices()
        }
    except AudioError as error:
        _write(answers, frame({"error": "unavailable", "message": str(error)}))
        return 1
    # What the collector never looks at is never copied for a child.
    gc.freeze()
    gc.disable()
    _write(answers, frame({"identities": identities}))
    while (data := _read_frame(jobs)) is not None:
        answer = _spoken_by_a_child(engine, data, sound, (jobs, answers))
        if answer is None:
            return 0
        _write(answers, answer)
    return 0


def _spoken_by_a_child(engine: SpeechEngine, job: bytes, sound: int, pool: tuple[int, int]) -> bytes | None:
    """Give the answer's frame; None when the pool went away meanwhile."""
    jobs, _ = pool
    result, into = os.pipe()
    worker = os.getpid()
    child = os.fork()
    if child == 0:
        # The pool must see the end of the worker, not of its child.
        for inherited in (result, *pool):
            os.close(inherited)
        _speak_and_exit(engine, job, (into, sound), worker)
    os.close(into)
    answer = bytearray()
    try:
        while True:
            ready, _, _ = select.select([result, jobs], [], [])
            if jobs in ready:  # one job at a time is sent: this is the end of the pool
                os.kill(child, signal.SIGKILL)
                return None
            data = os.read(result, CHUNK)
            if not data:
                break
            answer += data
    finally:
        os.close(result)
        _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == 0 and frame_size(bytes(answer[:8])) == len(answer):
        return bytes(answer)
    return frame({"error": "failed", "message": f"The speaking process {ended(code)}."})


def _speak_and_exit(engine: SpeechEngine, job: bytes, targets: tuple[int, int], worker: int) -> NoReturn:
    code = 1
    try:
        die_with(worker)
        into, sound = targets
        _write(into, _speak(engine, unframe(job), sound))
        code = 0
    finally:
        os._exit(code)  # without the parent's clean-up, which is not this process's to do


def _speak(engine: SpeechEngine, job: Message, sound: int) -> bytes:
    try:
        speech = mastered(engine.speak(script_from_json(job["script"]), job["voice"], job["rate"]))
    except Exception as error:  # whatever it is, it belongs to this job alone
        return frame({"error": "failed", "message": str(error) or type(error).__name__})
    os.ftruncate(sound, 0)
    os.lseek(sound, 0, os.SEEK_SET)
    _write(sound, speech.pcm)
    return frame({"timing": timing_to_json(speech.timing)})


def ended(code: int) -> str:
    """Say how a process ended, from its exit code as `subprocess` gives it (-N: by signal N)."""
    if code >= 0:
        return f"ended with exit code {code}"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"


def _read_frame(source: int) -> bytes | None:
    data = bytearray()
    while (size := frame_size(bytes(data[:8]))) is None or len(data) < size:
        chunk = os.read(source, CHUNK if size is None else size - len(data))
        if not chunk:
            return None
        data += chunk
    return bytes(data)


def _write(target: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(target, view) :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
