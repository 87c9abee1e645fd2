"""`plainspoken doctor`: does everything that the service needs work on this machine?"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import closing

import click

from audio.encoding import encoder
from audio.script import Script, Utterance
from content.readability.textstat_panel import version, warm
from service.cli.opened import opened
from service.listening import FORMATS
from service.manner import RATE
from service.partners.webhooks.webhook import WebhookState
from service.settings import Settings
from service.wiring import Services, wire_webhooks


@click.command()
def doctor() -> None:
    """Try each part of the service and say what works.

    A line for each part: "ok" or "FAILS", what was tried and, where it fails, why. Exit code 1 if
    anything fails.
    """
    with opened() as (settings, services):
        trials: tuple[tuple[str, Callable[[], str]], ...] = (
            ("settings", lambda: _settings(settings)),
            ("data folder", lambda: _data_folder(settings)),
            ("reading levels", _levels),
            ("article store", lambda: _store(services)),
            ("speech", lambda: _speech(settings, services)),
            ("webhooks", lambda: _webhooks(settings, services)),
        )
        results = [_try(name, trial) for name, trial in trials]
    if not all(results):
        sys.exit(1)


def _try(name: str, trial: Callable[[], str]) -> bool:
    try:
        told = trial()
    except Exception as error:
        click.echo(f"FAILS  {name}: {error}")
        return False
    if not told:
        return True
    click.echo(f"ok     {name}: {told}")
    return True


def _settings(settings: Settings) -> str:
    if settings.unknown:
        raise ValueError(f"unknown: {', '.join(settings.unknown)}")
    return f"{settings.speech_workers} speech workers, voice {settings.voice}"


def _data_folder(settings: Settings) -> str:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    if not os.access(settings.data_dir, os.W_OK):
        raise PermissionError(f"{settings.data_dir} can't be written; set PLAINSPOKEN_DATA_DIR")
    return str(settings.data_dir)


def _levels() -> str:
    warm()
    return f"textstat {version()}, dictionary found, no network needed"


def _store(services: Services) -> str:
    services.store.check()
    return f"{len(services.store.list())} articles published"


def _webhooks(settings: Settings, services: Services) -> str:
    """How they stand; nothing where there are none."""
    with closing(wire_webhooks(settings, services)) as desk:
        found = desk.store.webhooks()
        if found and settings.public_url is None:
            raise ValueError("nothing is sent: set PLAINSPOKEN_PUBLIC_URL")
        served, parts = desk.served(), []
        for state in WebhookState:
            there = [each for each in found if each.state is state]
            waiting = sum(desk.waiting(each) > 0 for each in there)
            if there:
                parts.append(f"{len(there)} {state} ({waiting} with changes waiting)")
        paused = sum(not served.get(each.partner, False) for each in found)
        return ", ".join([*parts, *([f"{paused} paused without a key"] if paused else [])])


def _speech(settings: Settings, services: Services) -> str:
    script = Script("en", (Utterance("Plainspoken works.", "Plainspoken works.", "body"),))
    speech = services.engine.speak(script, settings.voice, RATE)
    sizes = [
        f"{name} {len(encoder(name).encode(speech.pcm, speech.sample_rate, {}))} bytes" for name in FORMATS
    ]
    return f"{services.engine.identity_of(settings.voice)}, {speech.duration_ms} ms; {', '.join(sizes)}"
