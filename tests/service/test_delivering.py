"""The process that delivers: it ends when it is told to, whatever it is about."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from service.delivering import deliver_until_told
from service.partners.webhooks.deliverer import Deliverer
from tests.fakes.webhooks import Webhooks


@pytest.fixture(autouse=True)
def _handler() -> Iterator[None]:
    before = signal.getsignal(signal.SIGUSR1)
    yield
    signal.signal(signal.SIGUSR1, before)


def test_who_is_told_to_end_amid_a_look_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []

    def look(_self: Deliverer) -> int:
        looks.append(1)
        signal.raise_signal(signal.SIGUSR1)
        return 0

    monkeypatch.setattr(Deliverer, "look", look)
    deliver_until_told(Webhooks().desk, signal.SIGUSR1)
    assert looks


@pytest.mark.parametrize("step", ["clear", "wait"])
def test_who_is_told_to_end_while_it_holds_the_lock_of_an_event_ends(
    monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    real = getattr(threading.Event, step)
    told = []

    def amid(event: threading.Event, *rest: float) -> object:
        # As if the signal came between two instructions of the real one.
        if threading.current_thread() is threading.main_thread() and not told and ready:
            with event._cond:  # type: ignore[attr-defined]
                told.append(1)
                signal.raise_signal(signal.SIGUSR1)
        return real(event, *rest)

    ready = []
    monkeypatch.setattr(Deliverer, "look", lambda _self: ready.append(1) or 0)
    monkeypatch.setattr(threading.Event, step, amid)
    deliver_until_told(Webhooks().desk, signal.SIGUSR1)
    assert told == [1]


def test_a_signal_of_another_process_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    def look(_self: Deliverer) -> int:
        threading.Thread(target=os.kill, args=(os.getpid(), signal.SIGUSR1)).start()
        return 0

    monkeypatch.setattr(Deliverer, "look", look)
    deliver_until_told(Webhooks().desk, signal.SIGUSR1)
