"""What commands have in common: settings from the environment, services opened and closed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from service.request_log import configure_logging
from service.settings import Settings
from service.wiring import Services, wire


@contextmanager
def opened() -> Iterator[tuple[Settings, Services]]:
    """The settings and the real services; workers and connections are let go at the end.

    Raises `SettingError`.
    """
    settings = Settings.from_environment()
    configure_logging(settings.log_level)
    services = wire(settings)
    try:
        yield settings, services
    finally:
        services.close()
