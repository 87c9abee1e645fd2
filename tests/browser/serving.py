"""The application over real HTTP, on a port of this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from service.app import create_app
from service.settings import Settings
from service.wiring import Services


class QuietHandler(WSGIRequestHandler):
    """Says nothing of requests: a test that fails has other things to show."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@contextmanager
def served(parts: Services, data: Path) -> Iterator[str]:
    """Where the application answers, without a slash at the end. `data` is a folder that it may fill."""
    env = {"PLAINSPOKEN_DATA_DIR": str(data), "PLAINSPOKEN_LOG_LEVEL": "error"}
    with serving(create_app(Settings.from_environment(env), parts)) as address:
        yield address


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Where this application answers."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
