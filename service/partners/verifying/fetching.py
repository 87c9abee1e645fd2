"""Fetches a page over HTTP: within limits, and without being led from the open net into a private one."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from urllib.parse import quote, urljoin, urlsplit

from service.partners.reachable import is_public, resolved
from service.partners.verifying.page import Page, PageUnreadable

MOST_BYTES = 5_000_000
#: For all of it, redirects and the resolving of names too.
SECONDS = 20.0
MOST_REDIRECTS = 5
_PORTS = {"http": 80, "https": 443}
_MOVED = frozenset({301, 302, 303, 307, 308})


class HttpFetcher:
    """`Fetcher` by the standard library. No cookie, no key and no proxy: what any reader gets.

    The first address may be in a private network, since whoever runs this typed it; from an address in
    the open net none leads there.
    """

    def __init__(self, *, seconds: float = SECONDS, most_bytes: int = MOST_BYTES) -> None:
        self._seconds, self._most_bytes = seconds, most_bytes

    def __call__(self, url: str) -> Page:
        """As `Fetcher`."""
        until = time.monotonic() + self._seconds
        public = False
        for _ in range(MOST_REDIRECTS + 1):
            host, port = _host_of(url)
            addresses = self._resolved(host, port, url, until)
            opens = [is_open(each) for each in addresses]
            if public and not all(opens):
                raise PageUnreadable(
                    f"{url} is where a redirect leads, and is in a private network: it is not fetched."
                )
            # One is enough: who has it may be anybody, by whichever of the addresses the answer came.
            public = public or any(opens)
            page = self._asked(url, (host, port), addresses, until)
            if page.status not in _MOVED or "location" not in page.headers:
                if page.status != 200:
                    raise PageUnreadable(f"{url} answered with status {page.status}.")
                return page
            try:
                url = urljoin(url, _text(page.headers["location"]))
            except ValueError:
                raise PageUnreadable(f"{url} leads to what is no web address.") from None
        raise PageUnreadable(f"{url} is the end of more than {MOST_REDIRECTS} redirects.")

    def _asked(self, url: str, host: tuple[str, int], addresses: Sequence[str], until: float) -> Page:
        parts = urlsplit(url)
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
            f"?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._')}" if parts.query else ""
        )
        try:
            with _connected(parts.scheme, host, addresses, until) as connection:
                connection.request(
                    "GET",
                    path,
                    headers={
                        "Accept": "text/html",
                        "Accept-Encoding": "identity",
                        "User-Agent": "plainspoken-verify",
                    },
                )
                answer = connection.getresponse()
                headers: dict[str, str] = {}
                for name, value in answer.getheaders():
                    key = name.lower()
                    headers[key] = f"{headers[key]}, {value}" if key in headers else value
                body = b"" if answer.status in _MOVED else answer.read(self._most_bytes + 1)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if time.monotonic() >= until:
                raise self._late(url) from None
            why = str(error) or type(error).__name__
            raise PageUnreadable(f"{url} can't be fetched: {why}.") from None
        if time.monotonic() >= until:
            # Cut off by the clock: a part of a page would be judged as if it were all of it.
            raise self._late(url)
        if headers.get("content-encoding", "identity").lower() == "gzip":
            body = _unpacked(body, self._most_bytes + 1, url)
        if len(body) > self._most_bytes:
            raise PageUnreadable(f"{url} has more than {self._most_bytes:,} bytes.")
        return Page(answer.status, url, headers, body)

    def _resolved(self, host: str, port: int, url: str, until: float) -> Sequence[str]:
        """The network addresses to connect to."""
        try:
            found = resolved(host, port, max(0.0, until - time.monotonic()))
        except TimeoutError:
            raise self._late(url) from None
        except (OSError, UnicodeError):
            found = ()
        if not found:
            raise PageUnreadable(f"{url} can't be fetched: there is no host {host}.")
        return found

    def _late(self, url: str) -> PageUnreadable:
        return PageUnreadable(f"{url} can't be fetched: it took more than {self._seconds:g} seconds.")


def is_open(address: str) -> bool:
    """Whether a network address is one of the open net. With a zone, it is of one machine's own network."""
    return "%" not in address and is_public(ip_address(address))


def _host_of(url: str) -> tuple[str, int]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise PageUnreadable(f"{url} is no web address.") from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise PageUnreadable(f"{url} is no web address: it has to begin with http:// or https://.")
    if "@" in parts.netloc:
        raise PageUnreadable("An address with a name or a password in it is not fetched.")
    return parts.hostname, port or _PORTS[parts.scheme]


def _text(header: str) -> str:
    """A header's value, which is read as Latin-1, as it is meant: in UTF-8, as browsers take it."""
    return header.encode("latin-1").decode("utf-8", "replace")


@contextmanager
def _connected(
    scheme: str, host: tuple[str, int], addresses: Sequence[str], until: float
) -> Iterator[http.client.HTTPConnection]:
    """A connection to one of these network addresses, which ends when the time is over, whatever is sent."""
    plain = _reached(addresses, host[1], until)
    with contextlib.closing(plain.dup()) as handle:
        # One byte now and then keeps a time-out of reading from ever coming.
        clock = threading.Timer(max(0.0, until - time.monotonic()), _end, (handle,))
        clock.daemon = True
        clock.start()
        try:
            connection = http.client.HTTPConnection(*host)
            # The name is sent, in the header and for the certificate.
            connection.sock = (
                ssl.create_default_context().wrap_socket(plain, server_hostname=host[0])
                if scheme == "https"
                else plain
            )
            if scheme == "https":
                connection.default_port = 443
            with contextlib.closing(connection):
                yield connection
        finally:
            clock.cancel()
            plain.close()


def _reached(addresses: Sequence[str], port: int, until: float) -> socket.socket:
    # Not by name: it may lead elsewhere when it is looked up again.
    reason: OSError = TimeoutError("timed out")
    for address in addresses:
        left = until - time.monotonic()
        if left <= 0:
            break
        try:
            return socket.create_connection((address, port), timeout=left)
        except OSError as error:
            reason = error
    raise reason


def _end(handle: socket.socket) -> None:
    with contextlib.suppress(OSError):
        handle.shutdown(socket.SHUT_RDWR)


def _unpacked(body: bytes, most: int, url: str) -> bytes:
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, most)
    except zlib.error:
        raise PageUnreadable(f"{url} can't be read: it is packed wrongly.") from None
