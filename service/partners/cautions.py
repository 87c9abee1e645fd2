"""Settings that work, but that whoever runs the service should think about."""

from __future__ import annotations

from service.settings import Settings

#: Signs of a secret that nobody guesses, if chance made it.
_LONG_ENOUGH = 32


def cautions(settings: Settings) -> tuple[str, ...]:
    """A sentence for each, without the settings' values."""
    told = []
    if settings.secret_key is not None and len(settings.secret_key) < _LONG_ENOUGH:
        told.append(
            "PLAINSPOKEN_SECRET_KEY is short, fit for development only: set 32 random signs or more, "
            "or leave it unset"
        )
    if settings.secret_key is None and not settings.database_url.startswith("sqlite"):
        told.append(
            "PLAINSPOKEN_SECRET_KEY is not set: partners' keys work on this machine only, by a file in "
            "PLAINSPOKEN_DATA_DIR; set the same secret on every machine"
        )
    if settings.redis_url is None and settings.web_workers > 1:
        told.append(
            "PLAINSPOKEN_REDIS_URL is not set: each of the web workers counts limits for itself, so that "
            "they add up"
        )
    return tuple(told)
