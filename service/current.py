"""The services of the application that handles the current request."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import current_app

if TYPE_CHECKING:
    from service.wiring import Services


#: Where the services stand in `app.extensions`.
EXTENSION = "plainspoken"


def services() -> Services:
    """The parts that `create_app` was given or wired."""
    return cast("Services", current_app.extensions[EXTENSION])
