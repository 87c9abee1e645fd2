"""A crash stays in its room: what happens to the pool when its processes are killed or hang."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from audio.engines.catalogue import Catalogue, Offer
from audio.engines.silence import SilenceEngine
from audio.errors import SpeechFailed, SpeechTimedOut, SpeechUnavailable, UnknownVoice
from audio.mastering import REVISION, mastered
from audio.pool import SpeechPool, TimeLimit
from tests.audio.conftest import TEXT, children, eventually, runs, say, workers_of

LONG = say(*["Many words that take their time to be spoken, one after the other, on and on. " * 20] * 100)
PATIENT = TimeLimit(base_s=60)


@pytest.fixture
def before() -> set[int]:
    """Workers of pools that other tests share."""
    return workers_of()


@pytest.fixture
def single(before: set[int]) -> Iterator[SpeechPool]:
    with SpeechPool(1, time_limit=PATIENT) as pool:
        pool.speak(say("Ready."), "en-us")
        yield pool


def only_worker(before: set[int]) -> int:
    (worker,) = workers_of() - before
    return worker


def test_bytes_are_the_same_in_every_worker_after_any_job_and_in_another_pool(pool: SpeechPool) -> None:
    script = say(TEXT, 300, "And then?")
    with ThreadPoolExecutor(8) as threads:
        many = list(threads.map(pool.speak, [script] * 24, ["en-us"] * 24))
    with SpeechPool(1) as other:
        other.speak(say("Something first."), "en-gb-x-rp", 300)
        many.append(other.speak(script, "en-us", 150))
    assert len({speech.pcm for speech in many}) == 1
    assert len({speech.timing for speech in many}) == 1


def test_what_the_engine_spoke_is_mastered_and_the_identity_says_so() -> None:
    raw = SilenceEngine().speak(say(TEXT), "en-gb")
    with SpeechPool(1, engine="silence") as pool:
        speech = pool.speak(say(TEXT), "en-gb")
        identity = pool.identity_of("en-gb")
    assert speech == mastered(raw) != raw
    assert identity == f"{SilenceEngine().identity_of('en-gb')}; mastering {REVISION}"


def test_it_is_lazy_and_closes_cleanly(before: set[int]) -> None:
    pool = SpeechPool(3, engine="silence")
    assert pool.voices() == SilenceEngine().voices()
    assert pool.identity_of("en-us")
    with pytest.raises(UnknownVoice):
        pool.speak(say(TEXT), "nobody")
    assert workers_of() == before
    pool.speak(say(TEXT), "en-us")
    started = workers_of() - before
    assert len(started) == 1
    pool.close()
    pool.close()
    assert not any(runs(worker) for worker in started)
    with pytest.raises(SpeechUnavailable, match="closed"):
        pool.speak(say(TEXT), "en-us")


def test_a_worker_has_one_thread_and_keeps_the_librarys_prints_out_of_its_answers(pool: SpeechPool) -> None:
    pool.speak(say("Ready."), "en-us")
    for worker in workers_of():
        status = Path(f"/proc/{worker}/status").read_text()
        assert "Threads:\t1\n" in status
        assert str(Path(f"/proc/{worker}/fd/1").readlink()) == os.devnull


def test_a_killed_child_costs_its_job_alone(single: SpeechPool, before: set[int]) -> None:
    worker = only_worker(before)
    with ThreadPoolExecutor(1) as thread:
        job = thread.submit(single.speak, LONG, "en-us")
        eventually(lambda: children(worker))
        os.kill(children(worker)[0], signal.SIGSEGV)
        with pytest.raises(SpeechFailed, match="SIGSEGV"):
            job.result(30)
    assert single.speak(say(TEXT), "en-us").duration_ms > 0
    assert only_worker(before) == worker


def test_a_killed_worker_costs_its_job_alone_and_leaves_no_child(
    single: SpeechPool, before: set[int]
) -> None:
    worker = only_worker(before)
    with ThreadPoolExecutor(1) as thread:
        job = thread.submit(single.speak, LONG, "en-us")
        eventually(lambda: children(worker))
        child = children(worker)[0]
        os.kill(worker, signal.SIGKILL)
        with pytest.raises(SpeechFailed, match="SIGKILL"):
            job.result(30)
    eventually(lambda: not runs(child))
    assert single.speak(say(TEXT), "en-us").duration_ms > 0
    assert only_worker(before) != worker


def test_a_worker_that_died_while_idle_costs_nothing(single: SpeechPool, before: set[int]) -> None:
    worker = only_worker(before)
    os.kill(worker, signal.SIGKILL)
    eventually(lambda: not runs(worker))
    assert single.speak(say(TEXT), "en-us").duration_ms > 0


def test_a_hang_is_a_time_out_and_ends_worker_and_child(before: set[int]) -> None:
    with SpeechPool(1, time_limit=TimeLimit(base_s=0.5, per_1000_characters_s=0)) as pool:
        pool.speak(say("Ready."), "en-us")
        worker = only_worker(before)
        with ThreadPoolExecutor(1) as thread:
            job = thread.submit(pool.speak, LONG, "en-us")
            eventually(lambda: children(worker))
            child = children(worker)[0]
            os.kill(child, signal.SIGSTOP)
            with pytest.raises(SpeechTimedOut, match="too long"):
                job.result(30)
        eventually(lambda: not runs(worker) and not runs(child))
        assert pool.speak(say("Next."), "en-us").duration_ms > 0


def test_a_worker_that_does_not_read_its_job_is_a_time_out_too(before: set[int]) -> None:
    with SpeechPool(1, time_limit=TimeLimit(base_s=0.5, per_1000_characters_s=0)) as pool:
        pool.speak(say("Ready."), "en-us")
        os.kill(only_worker(before), signal.SIGSTOP)
        with pytest.raises(SpeechTimedOut):
            pool.speak(say("x" * 300_000), "en-us")
        assert pool.speak(say("Next."), "en-us").duration_ms > 0


def test_the_time_limit_grows_with_the_words_and_is_bounded() -> None:
    limit = TimeLimit(base_s=10, per_1000_characters_s=5, most_s=40)
    assert limit.of(say()) == 10
    assert limit.of(say("x" * 1500, 500, "y" * 500)) == 20
    assert limit.of(say("x" * 1_000_000)) == 40


def test_jobs_are_taken_in_the_order_in_which_they_came(single: SpeechPool, before: set[int]) -> None:
    worker = only_worker(before)
    done: list[int] = []

    def speak(turn: int) -> None:
        single.speak(say(TEXT), "en-us")
        done.append(turn)

    def queue_is(length: int) -> bool:
        return len(single._waiting) == length

    threads = [threading.Thread(target=speak, args=(turn,)) for turn in range(6)]
    os.kill(worker, signal.SIGSTOP)
    for length, thread in enumerate(threads):
        thread.start()
        eventually(partial(queue_is, length))
    os.kill(worker, signal.SIGCONT)
    for thread in threads:
        thread.join(30)
    assert done == list(range(6))


def test_closing_fails_the_jobs_under_way_and_in_the_queue(before: set[int]) -> None:
    pool = SpeechPool(1, time_limit=PATIENT)
    pool.speak(say("Ready."), "en-us")
    worker = only_worker(before)
    with ThreadPoolExecutor(2) as threads:
        jobs = [threads.submit(pool.speak, LONG, "en-us") for _ in range(2)]
        eventually(lambda: children(worker) and pool._waiting)
        pool.close()
        for job in jobs:
            with pytest.raises(SpeechFailed):
                job.result(30)
    eventually(lambda: not runs(worker))


def test_a_worker_that_would_sound_otherwise_than_it_is_said_to_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # As after an upgrade beside a running server.
    voice = SilenceEngine().voices()[1]
    monkeypatch.setattr("audio.engines.silence.catalogue", lambda: Catalogue([Offer(voice, "", "old")]))
    with (
        SpeechPool(1, engine="silence") as pool,
        pytest.raises(SpeechUnavailable, match=r"not 'old.*restart the server"),
    ):
        pool.speak(say(TEXT), voice.id)


def test_an_engine_that_does_not_exist_is_named() -> None:
    pool = SpeechPool(1, engine="nonsense")
    with pytest.raises(SpeechUnavailable, match="'nonsense'"):
        pool.identity_of("en-us")
    with pytest.raises(SpeechUnavailable, match="'nonsense'"):
        pool.voices()


def test_a_forked_server_gets_workers_of_its_own(single: SpeechPool, before: set[int]) -> None:
    worker = only_worker(before)
    script = say(TEXT)
    expected = single.speak(script, "en-us")
    child = os.fork()
    if child == 0:
        same = False
        try:
            same = single.speak(script, "en-us") == expected and len(workers_of()) == 1
            single.close()
        finally:
            os._exit(0 if same else 1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert single.speak(script, "en-us") == expected
    assert only_worker(before) == worker


@pytest.mark.parametrize("workers", [0, -1])
def test_a_pool_has_at_least_one_worker(workers: int) -> None:
    with pytest.raises(ValueError, match="at least one worker"):
        SpeechPool(workers)
