"""Requests to addresses of others. The only importer of urllib3.

Nothing is followed, repeated or kept, no proxy of the environment is asked, and what is connected to is an
address that `reachable` let pass: the name is only for the certificate and the header `Host`.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from service.partners.errors import NotReached
from service.partners.reachable import Reach, Target, target
from service.partners.sender import Answer

#: Seconds until a connection stands, and until all is over, resolving the name included: `reachable` waits
#: for a name no longer than `RESOLVE_S`.
CONNECT_S, WHOLE_S = 5.0, 10.0
#: Bytes of an answer's body that are read, and thrown away.
MOST_READ = 64 * 1024
#: Addresses of one name that are tried.
_MOST_TRIED = 3

_ACCIDENTS = (OSError, HTTPError, HTTPException)


class _Watched:
    """What the watch over a connection holds: a second handle of its socket, valid all along."""

    handle: socket.socket | None = None

    def cut(self) -> None:
        """End the connection, whatever is going on: a handshake, or a pause between two letters."""
        if self.handle is not None:
            with suppress(OSError):
                self.handle.shutdown(socket.SHUT_RDWR)

    def drop(self) -> None:
        """Let go of the handle."""
        if self.handle is not None:
            self.handle.close()


class _Plain(_Watched, HTTPConnection):
    def _new_conn(self) -> socket.socket:
        made = super()._new_conn()
        self.handle = made.dup()
        return made


class _Secured(_Watched, HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        made = super()._new_conn()
        self.handle = made.dup()
        return made


class Outbound:
    """`Sender` over HTTPS. `context` says which certificates are trusted: the system's, without it.

    `connect_s` and `whole_s` are in seconds. Safe to share between threads.
    """

    def __init__(
        self,
        reach: Reach,
        *,
        context: ssl.SSLContext | None = None,
        connect_s: float = CONNECT_S,
        whole_s: float = WHOLE_S,
    ) -> None:
        self._reach = reach
        self._context = context
        self._connect_s = connect_s
        self._whole_s = whole_s

    def check(self, url: str) -> None:
        """See `Sender.check`."""
        self._reach.addresses(target(url))

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """See `Sender.post`."""
        until = time.monotonic() + self._whole_s
        at = target(url)
        addresses = self._reach.addresses(at)
        with self._connected(at, addresses[:_MOST_TRIED], until) as connection:
            return _exchange(connection, at, headers, body, until)

    @contextmanager
    def _connected(self, at: Target, addresses: tuple[str, ...], until: float) -> Iterator[_Plain | _Secured]:
        """A connection to the first address that takes one; cut off when the time is up."""
        for number, address in enumerate(addresses, start=1):
            left = until - time.monotonic()
            if left <= 0:
                raise _late(at)
            connection = self._connection(at, address, min(self._connect_s, left))
            watch = threading.Timer(left, connection.cut)
            watch.daemon = True
            watch.start()
            try:
                try:
                    connection.connect()
                except ssl.SSLCertVerificationError as error:
                    raise NotReached(
                        f"The certificate of {at.host} is not accepted: {error.verify_message}."
                    ) from None
                except _ACCIDENTS:
                    if time.monotonic() >= until:
                        raise _late(at) from None
                    if number == len(addresses):
                        raise NotReached(f"No connection to {at.host} port {at.port}.") from None
                    continue
                yield connection
                return
            finally:
                watch.cancel()
                connection.close()
                connection.drop()

    def _connection(self, at: Target, address: str, timeout: float) -> _Plain | _Secured:
        if at.scheme == "http":
            return _Plain(address, at.port, timeout=timeout)
        # Made for each connection: a certificate that was renewed on this machine counts at once.
        context = self._context or ssl.create_default_context()
        return _Secured(address, at.port, timeout=timeout, server_hostname=at.host, ssl_context=context)


def _exchange(
    connection: _Plain | _Secured, at: Target, headers: Mapping[str, str], body: bytes, until: float
) -> Answer:
    try:
        # One pause may take all the time that is left; all of them together are bounded by the watch.
        # Not set on the socket itself: the library sets it anew, by what the connection has.
        connection.timeout = max(0.001, until - time.monotonic())
        connection.request(
            "POST",
            at.path,
            body=body,
            headers={"Host": at.named, "Connection": "close", **headers},
            preload_content=False,
            decode_content=False,
        )
        response = connection.getresponse()
    except _ACCIDENTS:
        if time.monotonic() >= until:
            raise _late(at) from None
        raise NotReached(f"{at.host} ended the connection without an answer.") from None
    if time.monotonic() >= until:  # cut off amid its headers, which the library takes for their end
        raise _late(at)
    # What it says is of no use. Reading some of it lets an honest server end in peace.
    with suppress(*_ACCIDENTS):
        response.read(MOST_READ, decode_content=False)
    return Answer(response.status, _seconds(response.headers.get("Retry-After", "")))


def _late(at: Target) -> NotReached:
    return NotReached(f"{at.host} did not answer in time.")


def _seconds(retry_after: str) -> float | None:
    """What a header `Retry-After` asks for: seconds from now; None where it says nothing usable."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # the latter for an offset from UTC without measure
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
