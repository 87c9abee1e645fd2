"""Which addresses are called, and which never."""

from __future__ import annotations

import socket
import threading
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.partners.errors import AddressRefused, NotReached
from service.partners.reachable import Reach, is_public, resolved, target

PUBLIC, PUBLIC_V6 = "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"


def leading_to(*addresses: str) -> Reach:
    return Reach((), lambda _host, _port: addresses)


@pytest.mark.parametrize(
    ("url", "host", "port", "path", "named"),
    [
        ("https://partner.example", "partner.example", 443, "/", "partner.example"),
        ("https://Partner.Example:8443/a?b=c", "partner.example", 8443, "/a?b=c", "partner.example:8443"),
        ("https://xn--bcher-kva.example/", "xn--bcher-kva.example", 443, "/", "xn--bcher-kva.example"),
        ("https://[2001:DB8::1]:444/", "2001:db8::1", 444, "/", "[2001:db8::1]:444"),
        ("http://10.0.0.7/hook", "10.0.0.7", 80, "/hook", "10.0.0.7"),
    ],
)
def test_a_usual_address_is_taken_apart(url: str, host: str, port: int, path: str, named: str) -> None:
    found = target(url)
    assert (found.host, found.port, found.path, found.named) == (host, port, path, named)


@pytest.mark.parametrize(
    "url",
    [
        "", "partner.example", "//partner.example/", "ftp://partner.example/", "file:///etc/passwd",
        "gopher://partner.example/", "https://", "https:///hook", "https://me@partner.example/",
        "https://me:hunter2@partner.example/", "https://@partner.example/", "https://partner.example/#part",
        "https://partner.example:0/", "https://partner.example:65536/", "https://partner.example:/",
        "https://partner.example:80:443/", "https://partner.example:+443/", "https://partner.example\\@10.0.0.1/",
        "https://partner.example /", "https://partner.example/\r\nHost: x", "https://partner\t.example/",
        "https://bücher.example/", "https://ⓛocalhost/", "https://\uff11\uff12\uff17.0.0.1/", "https://127。0.0.1/",
        "https://partner.example./", "https://.partner.example/", "https://partner..example/",
        "https://-partner.example/", "https://under_score.example/", "https://%6cocalhost/",
        "https://2130706433/", "https://0x7f000001/", "https://0x7f.0.0.1/", "https://0177.0.0.1/",
        "https://127.1/", "https://127.0.1/", "https://0/", "https://010.0.0.1/", "https://1.2.3.4.5/",
        "https://[fe80::1%25eth0]/", "https://[::1", "https://[::1]x/", "https://[127.0.0.1]/", "https://::1/",
        "https://" + "a" * 64 + ".example/", "https://" + "a." * 130 + "example/", "https://a.example/" + "a" * 2000,
    ],
)  # fmt: skip
def test_an_unusual_address_is_refused_before_any_name_is_resolved(url: str) -> None:
    with pytest.raises(AddressRefused):
        target(url)


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254", "10.0.0.1", "127.0.0.1", "127.9.9.9", "0.0.0.7", "192.168.1.1", "172.16.0.1",
        "172.31.255.255", "100.64.0.1", "192.0.0.192", "198.18.0.1", "203.0.113.5", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1",
        "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:a9fe:a9fe", "::10.0.0.1", "::127.0.0.1",
        "2002:a00:1::1", "2002:a9fe:a9fe::1", "2001:0:4136:e378:8000:63bf:f5ff:fffe", "64:ff9b::10.0.0.1",
        "64:ff9b::169.254.169.254", "64:ff9b:1::10.0.0.1", "2001:db8::1", "3fff::1", "100::1", "4000::1",
        "168.63.129.16", f"{PUBLIC_V6}%eth0", "no address",
    ],
)  # fmt: skip
def test_a_name_that_leads_to_no_public_address_is_refused_even_among_others(address: str) -> None:
    at = target("https://partner.example/")
    for addresses in ((address,), (PUBLIC, address), (address, PUBLIC)):
        with pytest.raises(AddressRefused, match=r"Refused: partner\.example leads to"):
            leading_to(*addresses).addresses(at)


def test_public_addresses_are_given_in_the_resolvers_order() -> None:
    found = (PUBLIC_V6, PUBLIC, "64:ff9b::93.184.215.14")
    assert leading_to(*found).addresses(target("https://partner.example/")) == found


@pytest.mark.parametrize("url", ["https://10.0.0.1/", "https://169.254.169.254/latest/meta-data/",
                                 "https://localhost/", "https://[::1]/", "https://[::ffff:10.0.0.1]/"])  # fmt: skip
def test_an_address_that_needs_no_resolver_is_refused_by_this_machines_own(url: str) -> None:
    with pytest.raises(AddressRefused, match="no public address"):
        Reach().addresses(target(url))


def test_what_no_setting_opens_is_told_so() -> None:
    named = (ip_network("169.254.0.0/16"), ip_network("fd00::/8"))
    for url in ("http://169.254.169.254/", "https://[fd00:ec2::254]/"):
        with pytest.raises(AddressRefused, match="never called, whatever the settings name"):
            Reach(named).addresses(target(url))


@pytest.mark.parametrize("url", ["https://", "https:///hook", "https:8.8.8.8", "https:?x"])
def test_an_address_without_a_host_is_told_that_it_lacks_one(url: str) -> None:
    with pytest.raises(AddressRefused, match="comes a host"):
        target(url)


def test_a_name_that_leads_nowhere_is_told_apart() -> None:
    def fails(_host: str, _port: int) -> list[str]:
        raise OSError("Name or service not known")

    for reach in (leading_to(), Reach((), fails)):
        with pytest.raises(NotReached, match=r"partner\.example leads to no address") as error:
            reach.addresses(target("https://partner.example/"))
        assert not isinstance(error.value, AddressRefused)


def test_the_systems_resolver_gives_each_address_once() -> None:
    assert resolved("127.0.0.1", 80) == ["127.0.0.1"]


def test_a_name_that_the_system_resolves_without_end_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait() and [])
    with pytest.raises(TimeoutError):
        resolved("partner.example", 80, 0.01)
    over.set()


def test_a_name_that_is_late_is_told_apart_from_one_that_leads_nowhere() -> None:
    def late(_host: str, _port: int) -> list[str]:
        raise TimeoutError

    with pytest.raises(NotReached, match=r"partner\.example was not resolved in time"):
        Reach((), late).addresses(target("https://partner.example/"))


@pytest.mark.parametrize("error", [OSError("no such name"), UnicodeError("no name at all")])
def test_what_the_systems_resolver_raises_is_raised(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    with pytest.raises(type(error), match="no "):
        resolved("partner.example", 80)


def test_a_network_of_the_setting_may_be_called_over_http_too_and_nothing_else_may() -> None:
    reach = Reach((ip_network("10.1.0.0/16"), ip_network("fd00::/8")), lambda host, _: [host])
    for host in ("10.1.2.3", "[fd00::7]", "[::ffff:10.1.2.3]"):
        for scheme in ("http", "https"):
            assert reach.addresses(target(f"{scheme}://{host}/"))
    for url in ("http://10.2.0.1/", "https://10.2.0.1/", f"http://{PUBLIC}/"):
        with pytest.raises(AddressRefused, match="PLAINSPOKEN_WEBHOOK_NETWORKS"):
            reach.addresses(target(url))


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254", "0.0.0.7", "224.0.0.1", "::ffff:169.254.169.254", "fe80::1", "fd00::7%eth0",
        "64:ff9b::169.254.169.254", "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "fd00:c1::a9fe:a9fe",
        "fd00:42::42", "fd00:a9fe:a9fe::1", "100.100.100.200", "192.0.0.192", "168.63.129.16",
    ],
)  # fmt: skip
def test_what_belongs_to_no_partner_is_not_called_whatever_the_setting_says(address: str) -> None:
    reach = Reach((ip_network("0.0.0.0/0"), ip_network("::/0")), lambda _host, _port: [address])
    with pytest.raises(AddressRefused):
        reach.addresses(target("https://partner.example/"))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.one_of(st.ip_addresses(), st.integers(0x2001 << 112, 0x2003 << 112).map(IPv6Address)))
def test_python_too_calls_global_what_we_call_public(address: IPv4Address | IPv6Address) -> None:
    translated = isinstance(address, IPv6Address) and address in ip_network("64:ff9b::/96")
    if is_public(address) and not translated:
        assert address.is_global
        assert not address.is_private
        assert not address.is_multicast


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_of_an_ipv6_one_is_judged_as_itself(address: IPv4Address) -> None:
    for prefix in ("::ffff:", "64:ff9b::"):
        assert is_public(ip_address(f"{prefix}{address}")) == is_public(address)
