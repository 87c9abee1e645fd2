"""A partner's page as it was fetched, and who fetches it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from service.partners.errors import PartnerError
from service.partners.verifying.printable import printable


class PageUnreadable(PartnerError):
    """The page can't be fetched or read; the text says why, and may be printed whatever the page says."""

    def __init__(self, why: str) -> None:
        super().__init__(printable(why))


@dataclass(frozen=True, slots=True)
class Page:
    """An answer. `url` is where it came from in the end.

    Names of headers are in lower case; values of one name are joined by commas.
    """

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes


class Fetcher(Protocol):
    """Gets a page."""

    def __call__(self, url: str) -> Page:
        """Follow redirects to the page and get it. Raises `PageUnreadable`."""
        ...
