"""Settings: read once from the environment (prefix `PLAINSPOKEN_`), then frozen.

`SETTINGS` describes every one of them; the README's table is held to it by a test.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from service.partners.limits import Limits, parse

PREFIX = "PLAINSPOKEN_"


class SettingError(Exception):
    """A setting that can't be used. The text names it and says what it may be."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable, without its prefix, with its default as a person would read it."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("DATA_DIR", "var", "folder for everything the service writes"),
    Setting("DATABASE_URL", "SQLite file in DATA_DIR", "SQLAlchemy address of the article store"),
    Setting("AUDIO_URL", "folder in DATA_DIR", "where sound is kept: a folder, or s3://bucket/prefix"),
    Setting("ON_REQUEST_MB", "500", "room in DATA_DIR for other voices, rates and WAV: 100-1000000"),
    Setting("PUBLIC_URL", "from the request", "start of absolute links, such as https://example.org"),
    Setting("CONTACT", "none", "where readers can write to: an email address, or a web address"),
    Setting("CACHE_DAYS", "7", "days for which partners may show a text without asking again, 1-7"),
    Setting("SPEECH_WORKERS", "processor count", "processes that speak, 1-64"),
    Setting("TRUSTED_PROXIES", "0", "reverse proxies in front, whose X-Forwarded-* are believed, 0-10"),
    Setting("ANONYMOUS_LIMIT", "60", "API requests a minute from an address: such as 60, readability=20"),
    Setting(
        "PARTNER_LIMIT", "1200", "API requests a minute for a partner's keys: such as 1200, readability=300"
    ),
    Setting("REDIS_URL", "none", "Redis that counts limits for all processes, such as redis://host:6379/0"),
    Setting(
        "SECRET_KEY", "made in DATA_DIR", "secret under which partners' keys are hashed, 32 signs or more"
    ),
    Setting(
        "WEBHOOK_NETWORKS",
        "none",
        "private networks that webhooks may lead to: such as 10.1.0.0/16, fd00::/8",
    ),
    Setting("VOICE", "en-us", "the voice that speaks: one that /api/v1/voices lists"),
    Setting("WEB_WORKERS", "1", "server processes, 1-64; each answers many requests at a time"),
    Setting("LOG_LEVEL", "info", "debug, info, warning or error"),
)
_ANONYMOUS, _PARTNER = Limits(60), Limits(1200)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_LOG_LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this service runs. Secrets, if an address holds any, stay out of `repr`."""

    data_dir: Path
    database_url: str = field(repr=False)
    audio_url: str = field(repr=False)
    on_request_mb: int = 500
    public_url: str | None = None
    contact: str | None = None
    cache_days: int = 7
    speech_workers: int = 1
    trusted_proxies: int = 0
    anonymous_limits: Limits = _ANONYMOUS
    partner_limits: Limits = _PARTNER
    redis_url: str | None = field(default=None, repr=False)
    secret_key: str | None = field(default=None, repr=False)
    webhook_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    voice: str = "en-us"
    web_workers: int = 1
    log_level: str = "info"
    unknown: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the settings; raise `SettingError` for the first that can't be used.

        An empty variable counts as unset, as twelve-factor tools expect. Variables with the prefix
        that mean nothing here are kept in `unknown`, so that a typing error can be reported.
        """
        env = os.environ if environ is None else environ
        given = {key.removeprefix(PREFIX): value for key, value in env.items() if key.startswith(PREFIX)}
        value = {key: text.strip() for key, text in given.items() if text.strip()}
        data_dir = Path(value.get("DATA_DIR", "var")).expanduser().absolute()
        return cls(
            data_dir=data_dir,
            database_url=value.get("DATABASE_URL", f"sqlite:///{data_dir / 'plainspoken.db'}"),
            audio_url=value.get("AUDIO_URL", str(data_dir / "audio")),
            on_request_mb=_whole("ON_REQUEST_MB", value, default=500, low=100, high=1_000_000),
            public_url=_web_address("PUBLIC_URL", value.get("PUBLIC_URL")),
            contact=_email_or_web_address("CONTACT", value.get("CONTACT")),
            cache_days=_whole("CACHE_DAYS", value, default=7, low=1, high=7),
            speech_workers=_whole("SPEECH_WORKERS", value, default=os.cpu_count() or 1, low=1, high=64),
            trusted_proxies=_whole("TRUSTED_PROXIES", value, default=0, low=0, high=10),
            anonymous_limits=_limits("ANONYMOUS_LIMIT", value, _ANONYMOUS),
            partner_limits=_limits("PARTNER_LIMIT", value, _PARTNER),
            redis_url=_redis_address("REDIS_URL", value.get("REDIS_URL")),
            secret_key=value.get("SECRET_KEY"),
            webhook_networks=_networks("WEBHOOK_NETWORKS", value.get("WEBHOOK_NETWORKS", "")),
            voice=value.get("VOICE", "en-us"),
            web_workers=_whole("WEB_WORKERS", value, default=1, low=1, high=64),
            log_level=_one_of("LOG_LEVEL", value.get("LOG_LEVEL", "info").lower(), _LOG_LEVELS),
            unknown=tuple(sorted(PREFIX + key for key in given if key not in _NAMES)),
        )


_NAMES = frozenset(setting.name for setting in SETTINGS)


def _whole(name: str, value: Mapping[str, str], *, default: int, low: int, high: int) -> int:
    text = value.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and low <= int(text[:9]) <= high):
        raise SettingError(f"{PREFIX}{name} must be a whole number from {low} to {high}, not {text!r}.")
    return int(text)


def _one_of(name: str, text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise SettingError(f"{PREFIX}{name} must be one of {', '.join(allowed)}, not {text!r}.")
    return text


def _limits(name: str, value: Mapping[str, str], default: Limits) -> Limits:
    try:
        return parse(value[name]).over(default) if name in value else default
    except ValueError as error:
        raise SettingError(f"{PREFIX}{name} can't be used: {error}.") from None


def _networks(name: str, text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(each.strip()) for each in text.split(",") if each.strip())
    except ValueError as error:
        raise SettingError(f"{PREFIX}{name} must be networks such as 10.1.0.0/16: {error}.") from None


def _redis_address(name: str, text: str | None) -> str | None:
    # Not told back: it may hold a password.
    if text is not None and not text.startswith(("redis://", "rediss://", "unix://")):
        raise SettingError(f"{PREFIX}{name} must be an address such as redis://localhost:6379/0.")
    return text


def _email_or_web_address(name: str, text: str | None) -> str | None:
    if text is None or _EMAIL.fullmatch(text):
        return text
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and parts.hostname
    except ValueError:
        usable = None
    if not usable:
        raise SettingError(
            f"{PREFIX}{name} must be an email address, or a web address such as https://example.org/help, "
            f"not {text!r}."
        )
    return text


def _web_address(name: str, text: str | None) -> str | None:
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and parts.hostname and not (parts.query or parts.fragment)
    except ValueError:
        usable = None
    if not usable:
        raise SettingError(f"{PREFIX}{name} must be a web address such as https://example.org, not {text!r}.")
    return text.rstrip("/")
