from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.partners.addresses import network


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("203.0.113.9:4711", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:DB8:1:2::ffff", "2001:db8:1:2::"),
        ("[2001:db8:1:2::1]:443", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("::1", "::"),
        ("", ""),
        ("unix:", ""),
        ("not an address", ""),
        ("é", ""),
        ("2001:db8::1, 10.0.0.1", ""),
    ],
)
def test_one_customer_is_one_asker(address: str, wanted: str) -> None:
    assert network(address) == wanted


@given(st.ip_addresses(v=6).filter(lambda address: int(address) >> 64), st.integers(0, 2**64 - 1))
def test_who_changes_the_free_half_of_an_address_stays_the_same_asker(address, other: int) -> None:  # type: ignore[no-untyped-def]
    moved = type(address)(int(address) ^ other)
    assert network(str(moved)) == network(str(address))


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    network(text)
