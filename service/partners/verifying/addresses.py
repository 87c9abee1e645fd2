"""Addresses of this service, as they stand on pages of others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, urljoin, urlsplit

from service.partners.verifying.report import Place

_PORTS = {"http": 80, "https": 443}
_SLUG, _LEVEL, _SECTION = (rf"(?P<{name}>[a-z0-9][a-z0-9-]*)" for name in ("article", "level", "section"))


class Kind(StrEnum):
    """What an address leads to."""

    SCRIPT = "script"
    FRAME = "frame"
    PAGE = "page"
    SOUND = "sound"


_PATHS = {
    Kind.SCRIPT: re.compile(r"/embed\.js"),
    Kind.FRAME: re.compile(rf"/embed/{_SLUG}(?:/{_LEVEL}(?:/{_SECTION})?)?/?"),
    Kind.PAGE: re.compile(rf"/articles/{_SLUG}(?:/{_LEVEL}(?:/{_SECTION})?)?/?"),
    Kind.SOUND: re.compile(rf"/audio/{_SLUG}/{_LEVEL}(?:/{_SECTION})?\.(?:mp3|opus|wav)"),
}


@dataclass(frozen=True, slots=True)
class Address:
    """An address of ours. `origin` is such as `https://example.org`; `version` the `v` of a sound."""

    kind: Kind
    url: str
    origin: str
    place: Place
    version: str = ""


class Service:
    """Tells which addresses are of this service: those under `base`; without it, those whose path fits.

    `page` is the address of the page that is looked at. Raises `ValueError` for a base that is no address.
    """

    def __init__(self, base: str | None, page: str) -> None:
        self._base = base.rstrip("/") if base else None
        self._page = page
        if self._base is not None and not origin_of(self._base):
            raise ValueError(f"{base} is no web address")

    @property
    def known(self) -> bool:
        """Whether it is known where the service is."""
        return self._base is not None

    def address(self, url: str, *, relative_to: str = "") -> Address | None:
        """The address of ours that this is, on a page with this base address, or None."""
        try:
            whole = urljoin(urljoin(self._page, relative_to), url.strip())
            parts, origin = urlsplit(whole), origin_of(whole)
        except ValueError:
            return None
        path = self._path(parts.path, origin)
        if path is None:
            return None
        for kind, pattern in _PATHS.items():
            found = pattern.fullmatch(path)
            if found:
                asked = parse_qs(parts.query)
                return Address(kind, whole, origin, _place(found.groupdict(), asked), *asked.get("v", [])[:1])
        return None

    def _path(self, path: str, origin: str) -> str | None:
        if self._base is None:
            # A partner's own pages may well be called so, too.
            return path if origin and origin != origin_of(self._page) else None
        root = urlsplit(self._base).path
        if origin != origin_of(self._base) or not path.startswith(f"{root}/"):
            return None
        return path.removeprefix(root)


def _place(found: Mapping[str, str | None], asked: Mapping[str, list[str]]) -> Place:
    section = found.get("section") or next(iter(asked.get("section", [])), "")
    return Place(found.get("article") or "", section, found.get("level") or "")


def origin_of(url: str) -> str:
    """Scheme, host and port (where it is not the usual one) of a web address; "" where it is none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in _PORTS or not parts.hostname:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + ("" if port in {None, _PORTS[parts.scheme]} else f":{port}")
