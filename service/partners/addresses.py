"""Whose address is it? The part of a network address that one household or device has to itself."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

#: Bits of an IPv6 address that providers give to one customer at least; the rest is free to choose.
_V6_BITS = 64


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
        return str(ip_network((int(found), _V6_BITS), strict=False).network_address)
    return str(found)


def _without_port(address: str) -> str:
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address.partition("%")[0]
