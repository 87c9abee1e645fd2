"""Whose address is it? The part of a network address that one household or device has to itself."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

#: Bits at the end of an IPv6 address that a customer may choose freely; providers give out no less.
_OWN_BITS = 64


def network(address: str) -> str:
    """What the requests of one asker have in common; addresses that are none have the empty text in common.

    An IPv4 address is taken whole, of an IPv6 address its first 64 bits. Some proxies add the port.
    """
    # Nearly all of them, without the cost of reading them.
    if ":" not in address and address.replace(".", "").isdigit():
        return address
    try:
        found = ip_address(_without_port(address))
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(IPv6Address(int(found) >> _OWN_BITS << _OWN_BITS))
    return str(found)


def _without_port(address: str) -> str:
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address.partition("%")[0]
