"""Where readers can write to."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app


@dataclass(frozen=True, slots=True)
class Contact:
    """An address to write to: what a link shows, and where it leads."""

    text: str
    href: str


def contact() -> Contact | None:
    """The operator's address, as the settings have it; None where they have none."""
    told: str | None = current_app.config["CONTACT"]
    if told is None:
        return None
    return Contact(told, told if "://" in told else f"mailto:{told}")
