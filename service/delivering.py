"""Delivers webhooks while a process lasts: beside a web server it is `python -m service.delivering PARENT`.

A module of its own, so that it loads no more than it needs: it runs all the time, and mostly waits.
"""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType

from audio.lifetime import die_with
from content.errors import ContentError
from service.partners.webhooks.courier import Courier
from service.partners.webhooks.deliverer import Deliverer
from service.partners.webhooks.desk import WebhookDesk
from service.request_log import configure_logging
from service.settings import SettingError, Settings
from service.wiring import wire, wire_webhooks


def deliver_until_told(desk: WebhookDesk, *signals: signal.Signals) -> None:
    """Deliver until this process gets one of these; end what is under way then. For the main thread."""
    stop = threading.Event()
    deliverer = Deliverer(desk, Courier(desk, stopping=stop.is_set))

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()
        deliverer.wake()

    for each in signals:
        signal.signal(each, end)
    deliverer.run(stop)


def main(parent: int) -> int:
    """Deliver until SIGTERM, or until the process `parent` is gone."""
    # A Ctrl-C reaches all processes of a terminal; the parent passes it on as SIGTERM, after its own end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with(parent)
    try:
        settings = Settings.from_environment()
        configure_logging(settings.log_level)
        services = wire(settings)
        desk = wire_webhooks(settings, services)
        deliver_until_told(desk, signal.SIGTERM)
    except (SettingError, ContentError) as error:
        sys.stderr.write(f"Error: {error}\n")
        return 2
    desk.close()
    services.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
