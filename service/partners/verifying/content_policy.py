"""What a page's Content-Security-Policy lets through (CSP level 3), as far as embeds need it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from service.partners.verifying.addresses import origin_of

#: The directive that decides, and those that stand in for it, in their order.
_INSTEAD = {
    "script-src": ("script-src-elem", "script-src", "default-src"),
    "connect-src": ("connect-src", "default-src"),
    "media-src": ("media-src", "default-src"),
    "frame-src": ("frame-src", "child-src", "default-src"),
}
_HOST = re.compile(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?(?P<host>\*|(?:\*\.)?[^/:*]+)(?::(?P<port>[0-9]{1,5}|\*))?(?P<path>/.*)?"
)
#: Sources of all policies of a page, at most, many times what any needs: each is looked at for each embed.
#: Policies with more are taken for one that lets nothing through.
MOST_SOURCES = 2_000
_PORTS = {"http": 80, "https": 443}


class ContentPolicy:
    """All policies of a page: what one of them forbids is forbidden."""

    def __init__(self, policies: Iterable[str], page: str) -> None:
        self._policies = [_directives(each) for one in policies for each in one.split(",")]
        if sum(len(sources) for each in self._policies for sources in each.values()) > MOST_SOURCES:
            self._policies = [{"default-src": []}]
        self._page = page

    def lets(self, directive: str, url: str, *, nonce: str = "") -> bool:
        """Whether what is at `url` may be loaded by the page; `nonce` is the element's."""
        for policy in self._policies:
            sources = next((policy[each] for each in _INSTEAD[directive] if each in policy), None)
            if sources is not None and not self._allowed(sources, url, nonce):
                return False
        return True

    def _allowed(self, sources: Sequence[str], url: str, nonce: str) -> bool:
        if nonce and f"'nonce-{nonce}'" in sources:
            return True
        if "'strict-dynamic'" in (each.lower() for each in sources):
            return False  # addresses count for nothing then
        return any(self._fits(each, url) for each in sources)

    def _fits(self, source: str, url: str) -> bool:
        parts, lower = urlsplit(url), source.lower()
        page = urlsplit(self._page)
        if lower == "'self'":
            return origin_of(url) == origin_of(self._page)
        if lower == "*":
            return parts.scheme in {"http", "https"}
        if re.fullmatch(r"[a-z][a-z0-9+.-]*:", lower):
            return parts.scheme == lower[:-1] or (lower == "http:" and parts.scheme == "https")
        found = None if lower.startswith("'") else _HOST.fullmatch(source)
        if found is None:
            return False
        scheme = (found["scheme"] or page.scheme).lower()
        if parts.scheme != scheme and not (scheme == "http" and parts.scheme == "https"):
            return False
        return (
            _host_fits(found["host"].lower(), parts.hostname or "")
            and _port_fits(found["port"], parts.port, parts.scheme)
            and _path_fits(found["path"], parts.path)
        )


def _directives(policy: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split() or [""]
        if name:
            found.setdefault(name.lower(), sources)  # only the first one of a name counts
    return found


def _host_fits(pattern: str, host: str) -> bool:
    if pattern == "*":
        return True
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern


def _port_fits(wanted: str | None, port: int | None, scheme: str) -> bool:
    usual = _PORTS.get(scheme)
    if wanted == "*":
        return True
    return (port or usual) == (int(wanted) if wanted else usual)


def _path_fits(wanted: str | None, path: str) -> bool:
    if not wanted or wanted == "/":
        return True
    return path.startswith(wanted) if wanted.endswith("/") else path == wanted
