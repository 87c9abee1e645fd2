"""`plainspoken serve`: the production server."""

from __future__ import annotations

import os
import socket
from contextlib import nullcontext
from functools import partial
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING

import click

from audio.errors import AudioError
from audio.lifetime import die_with
from service.cli.beside import delivering
from service.cli.opened import opened
from service.current import EXTENSION
from service.settings import SettingError
from service.wiring import wire_webhooks

if TYPE_CHECKING:
    from flask import Flask

    from service.settings import Settings
    from service.wiring import Services

#: Requests that one process works on at a time; making a sound occupies one for a second or two.
#: More than granian's own advice for the processor only makes threads wait for each other.
THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)
#: Seconds that a server process has to end when it is told to; then it is ended by force, so that whoever
#: stops or restarts the service does not wait for ever.
PATIENCE_S = 10


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, envvar="PORT", type=click.IntRange(1, 65535), help="Port."
)
def serve(host: str, port: int) -> None:
    """Serve what is published, over HTTP, until Ctrl-C.

    Behind a reverse proxy set PLAINSPOKEN_TRUSTED_PROXIES and PLAINSPOKEN_PUBLIC_URL. Where the latter is
    set, a process beside the server delivers webhooks.
    """
    # Imported here: only this command needs the server.
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    with opened() as (settings, services):
        services.store.check()
        if services.partners is not None:
            services.partners.store.check()
        there = len(services.store.list())
        _check_voice(settings, services)
        webhooks = _webhooks(settings, services)
    _check_port(host, port)
    hint = "" if there else " Nothing is published yet: plainspoken publish PACKAGE."
    click.echo(
        f"Plainspoken serves {there} article{'' if there == 1 else 's'} at http://{host}:{port}/.{hint}"
    )
    server = Granian(
        "wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.web_workers,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE_S,
    )
    with delivering() if webhooks else nullcontext():
        server.serve(target_loader=partial(_load, os.getpid()), wrap_loader=False)


def _webhooks(settings: Settings, services: Services) -> bool:
    """Whether webhooks are to be delivered: links in what is sent need a setting."""
    if settings.public_url is not None:
        return True
    desk = wire_webhooks(settings, services)
    if desk.store.webhooks():
        click.echo(
            "Warning: PLAINSPOKEN_PUBLIC_URL is not set, so that nothing is sent to webhooks.", err=True
        )
    desk.close()
    return False


def _check_voice(settings: Settings, services: Services) -> None:
    try:
        voices = sorted(voice.id for voice in services.engine.voices())
    except AudioError as error:
        # Texts, and sound that is kept, can be served all the same.
        click.echo(f"Warning: {error} Sound that is not kept yet can't be made.", err=True)
        return
    if settings.voice not in voices:
        raise SettingError(
            f"PLAINSPOKEN_VOICE must be the name of a voice, not {settings.voice!r}. English ones are "
            f"{', '.join(name for name in voices if name.startswith('en'))}."
        )


def _check_port(host: str, port: int) -> None:
    # The server shares its port with whoever else does so: two of them would answer in turn.
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        raise SettingError(
            f"Can't listen on {host} port {port}: {error.strerror}. Choose another with --host or --port."
        ) from None


def _load(server: int) -> Flask:
    """The application, in a server process that ends with the command, even where that is killed."""
    die_with(server)
    # Imported in the process that serves: it reads the settings and loads the dictionaries there.
    from wsgi import application

    services: Services = application.extensions[EXTENSION]
    if services.partners is not None:
        # What nothing else would write: such a process ends without the usual acts at a program's exit.
        Finalize(None, services.partners.usage.close, exitpriority=1)
    return application
