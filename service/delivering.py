"""Delivers webhooks while a process lasts: beside a web server it is `python -m service.delivering PARENT`.

A module of its own, so that it loads no more than it needs: it runs all the time, and mostly waits.
"""

from __future__ import annotations

import os
import signal
import sys
import threading

from audio.lifetime import die_with
from content.errors import ContentError
from service.partners.webhooks.courier import Courier
from service.partners.webhooks.deliverer import Deliverer
from service.partners.webhooks.desk import WebhookDesk
from service.request_log import configure_logging
from service.settings import SettingError, Settings
from service.wiring import wire, wire_webhooks


def deliver_until_told(desk: WebhookDesk, *signals: signal.Signals) -> None:
    """Deliver until this process gets one of these; end what is under way then. For the main thread, once."""
    stop = threading.Event()
    deliverer = Deliverer(desk, Courier(desk, stopping=stop.is_set))
    told, tell = os.pipe()

    def end() -> None:
        os.read(told, 1)
        stop.set()
        deliverer.wake()

    threading.Thread(target=end, name="end", daemon=True).start()
    # A handler runs amid whatever the main thread does, which may hold the very lock that an event's `set`
    # waits for. So it only says so, to a thread that can wait.
    for each in signals:
        signal.signal(each, lambda *_: os.write(tell, b"."))
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
