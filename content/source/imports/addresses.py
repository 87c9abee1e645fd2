"""Addresses of links: whole, to http, https or mailto, and with no sign that would end them in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit


def address_of(href: str, base: str = "") -> str:
    """The whole address that a link leads to, fit for Markdown; empty where it leads nowhere outside."""
    try:
        address = urljoin(base, href) if base else href
        parts = urlsplit(address)
    except ValueError:
        return ""
    if href.startswith("#"):
        return ""
    good = (parts.scheme in {"http", "https"} and parts.netloc) or (parts.scheme == "mailto" and parts.path)
    return "".join(_escaped(address)) if good else ""


def _escaped(address: str) -> Iterator[str]:
    """An address without what would end it in Markdown."""
    for sign in address:
        if sign in ' <>()"\\`' or not sign.isprintable():
            yield "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "replace"))
        else:
            yield sign
