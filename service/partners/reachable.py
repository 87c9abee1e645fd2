"""Which addresses of others this service may call: public ones, and networks that a setting names.

A web address that a partner gives is a request that this service makes in the partner's name. It must not
lead to what only this service can reach: its own machine, its neighbours, a cloud's metadata. Names are
resolved here, and what is connected to is the very address that was looked at: a name that leads
elsewhere a moment later (DNS rebinding) leads nowhere.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from service.partners.errors import AddressRefused, NotReached

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolver = Callable[[str, int], Sequence[str]]
"""The addresses of a name, for a port, as text.

Raises `OSError` (`TimeoutError`, where that takes too long) or `UnicodeError`.
"""

#: Signs of an address, at most.
MOST = 2000
#: Seconds until a name must have led to an address.
RESOLVE_S = 5.0

_PRINTED = re.compile(r"[\x21-\x7e]+")
# An IPv6 address has no zone: with one, it is of one machine's own network.
_NETLOC = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]%]+)(:[0-9]{1,5})?")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")

# By IANA's registries of special-purpose addresses, as of 2025; a list of our own, since what Python calls
# global differs between its versions.
_NEVER = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "fe80::/10", "ff00::/8",
            # Where clouds tell a machine its own keys, beside 169.254.0.0/16. They lie in networks that the
            # setting may well name (fd00::/8), and one of them among public addresses.
            "fd00:ec2::/32",  # Amazon: metadata, and what hands out keys to containers
            "fd20:ce::254/128",  # Google
            "fd00:c1::a9fe:a9fe/128", "192.0.0.192/32",  # Oracle
            "fd00:42::42/128",  # Scaleway
            "fd00:a9fe:a9fe::1/128",  # Linode
            "100.100.100.200/32",  # Alibaba
            "168.63.129.16/32",  # Azure's wire server, behind an address that is public elsewhere
        ),
    )
)  # fmt: skip
_NOT_PUBLIC = (
    *_NEVER,
    *map(
        ip_network,
        (
            "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            # Within what IPv6 has of public addresses: IETF's own (Teredo among them), documentation, 6to4.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        ),
    ),
)  # fmt: skip
_PUBLIC_V6 = IPv6Network("2000::/3")
#: An IPv4 address behind a translator (RFC 6052), which machines without IPv4 are told of.
_TRANSLATED = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Target:
    """A web address in parts. `host` is a name in small letters or an IP address without brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """Host and port as the header `Host` has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


_PORTS = {"https": 443, "http": 80}


def target(url: str) -> Target:
    """Take an address apart. Raises `AddressRefused` for all that is unusual, with a remedy."""
    if len(url) > MOST or not _PRINTED.fullmatch(url) or "\\" in url or "#" in url:
        raise AddressRefused(
            f"An address is of at most {MOST} printed ASCII signs, without blanks, \\ and #. "
            "A name in other letters is written as it stands in the DNS, beginning with xn--."
        )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressRefused("This is no web address, or its port is none from 1 to 65535.") from None
    if parts.scheme not in _PORTS:
        raise AddressRefused("An address begins with https://.")
    if not parts.netloc:
        raise AddressRefused("After https:// comes a host, such as partner.example.")
    if "@" in parts.netloc:
        raise AddressRefused("An address may hold no user and no password.")
    if port == 0 or not _NETLOC.fullmatch(parts.netloc):
        raise AddressRefused("After the host comes nothing but a port, from 1 to 65535.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, _host(parts.hostname or ""), port or _PORTS[parts.scheme], path)


def _host(host: str) -> str:
    try:
        # Strict: four plain numbers, or IPv6.
        return str(ip_address(host))
    except ValueError:
        labels = host.split(".")
        # `2130706433`, `0x7f.1` and `127.1` are IPv4 addresses to some resolvers, and names to none.
        if len(host) > 253 or not all(map(_LABEL.fullmatch, labels)) or _NUMBER.fullmatch(labels[-1]):
            raise AddressRefused(
                "The host is neither a usual name, without a dot at its end, nor a usual IP address."
            ) from None
        return host


def resolved(host: str, port: int, seconds: float = RESOLVE_S) -> Sequence[str]:
    """The addresses of a name, as this machine resolves names.

    Raises `OSError` or `UnicodeError`; `TimeoutError`, which is one of the former, after so many seconds.
    """
    answer: Future[list[str]] = Future()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
            answer.set_result(list(dict.fromkeys(str(place[0]) for *_, place in found)))
        except Exception as error:
            answer.set_exception(error)

    # The system's resolver takes no limit of time. A thread that nobody waits for ends when it does.
    threading.Thread(target=ask, name="resolver", daemon=True).start()
    return answer.result(seconds)


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be called: public addresses, and those in `networks`; over plain HTTP only the latter."""

    networks: tuple[Network, ...] = ()
    resolver: Resolver = resolved

    def addresses(self, at: Target) -> tuple[str, ...]:
        """The IP addresses to connect to, in the resolver's order.

        Raises `AddressRefused` where any one of them may not be called, `NotReached` where there is none.
        """
        try:
            found = tuple(self.resolver(at.host, at.port))
        except TimeoutError:
            raise NotReached(f"The name {at.host} was not resolved in time.") from None
        except (OSError, UnicodeError):
            found = ()
        if not found:
            raise NotReached(f"The name {at.host} leads to no address.")
        for each in found:
            if not self._may(each, at.scheme):
                raise AddressRefused(_told(at, each))
        return found

    def _may(self, text: str, scheme: str) -> bool:
        address = _read(text)
        if address is None or _is_never_called(address):
            return False
        if any(address in network for network in self.networks):
            return True
        return scheme == "https" and is_public(address)


def _read(text: str) -> Address | None:
    """None for what is no address, and for one with a zone: that is of one machine's own network."""
    try:
        return None if "%" in text else _plain(ip_address(text))
    except ValueError:
        return None


def _is_never_called(address: Address) -> bool:
    return any(each in network for each in (address, _meant(address)) for network in _NEVER)


def is_public(address: Address) -> bool:
    """Whether it is an address that all of the internet reaches alike."""
    address = _meant(_plain(address))
    if isinstance(address, IPv6Address) and address not in _PUBLIC_V6:
        return False
    return not any(address in network for network in _NOT_PUBLIC)


def _plain(address: Address) -> Address:
    """The IPv4 address that a mapped one is to the system."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def _meant(address: Address) -> Address:
    """The IPv4 address that one behind a translator leads to."""
    if isinstance(address, IPv6Address) and address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _told(at: Target, address: str) -> str:
    leads = f"{at.host} leads to {address}" if at.host != address else address
    read = _read(address)
    if read is not None and _is_never_called(read):
        return f"Refused: {leads}, which is no public address and never called, whatever the settings name."
    if at.scheme == "http":
        return f"Refused: {leads}. Without TLS only networks of PLAINSPOKEN_WEBHOOK_NETWORKS are called."
    return f"Refused: {leads}, which is no public address, nor in PLAINSPOKEN_WEBHOOK_NETWORKS."
