"""What a key looks like, for people, scanners and us."""

from __future__ import annotations

import re
import zlib
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.partners.credentials import (
    ALPHABET,
    LENGTH,
    Credential,
    checksum,
    holds_key,
    new_credential,
    read_credential,
    shown_id,
    without_keys,
)

signs = st.sampled_from(ALPHABET)
bodies = st.builds(
    lambda key_id, secret: f"psk_{key_id}_{secret}",
    st.text(signs, min_size=8, max_size=8),
    st.text(signs, min_size=43, max_size=43),
)
keys = bodies.map(lambda body: body + checksum(body))


def value(text: str) -> int:
    return sum(ALPHABET.index(sign) * 62**place for place, sign in enumerate(reversed(text)))


def test_a_new_key_is_whole_and_shows_its_id() -> None:
    credential = new_credential()
    assert len(credential.text) == LENGTH
    assert re.fullmatch(r"psk_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}", credential.text)
    assert credential.text.startswith(shown_id(credential.id) + "_")
    assert read_credential(credential.text) == credential


def test_no_two_keys_are_alike() -> None:
    made = [new_credential() for _ in range(200)]
    assert len({each.id for each in made}) == len({each.text for each in made}) == 200


def test_a_key_is_not_printed_by_accident() -> None:
    credential = new_credential()
    for shown in (repr(credential), str(credential), f"{credential!s}", repr([credential])):
        assert credential.text not in shown
        assert credential.text[13:] not in shown


@given(bodies)
def test_the_checksum_is_crc_32_of_all_before_it_in_base_62(body: str) -> None:
    assert value(checksum(body)) == zlib.crc32(body.encode())
    assert len(checksum(body)) == 6


@given(keys)
def test_a_whole_key_is_read(key: str) -> None:
    assert read_credential(key) == Credential(key[4:12], key)


@given(keys, st.integers(0, LENGTH - 1), signs)
def test_one_wrong_sign_is_noticed_without_asking_anybody(key: str, place: int, sign: str) -> None:
    typed = key[:place] + sign + key[place + 1 :]
    assert (read_credential(typed) is None) == (typed != key)


@given(keys, st.integers(0, LENGTH - 2))
def test_two_signs_that_changed_places_are_noticed(key: str, place: int) -> None:
    typed = key[:place] + key[place + 1] + key[place] + key[place + 2 :]
    assert (read_credential(typed) is None) == (typed != key)


@given(keys, st.integers(0, LENGTH - 1))
def test_a_sign_that_was_lost_or_doubled_is_noticed(key: str, place: int) -> None:
    assert read_credential(key[:place] + key[place + 1 :]) is None
    assert read_credential(key[:place] + key[place] + key[place:]) is None


@given(st.text(max_size=100))
def test_no_other_text_is_a_key(text: str) -> None:
    assert read_credential(text) is None


@pytest.mark.parametrize("other", ["\u0661", "\uff11", "é", " ", "\n", "\0"])
def test_signs_of_other_alphabets_are_none_of_ours(other: str) -> None:
    key = new_credential().text
    for place in (4, 20, LENGTH - 1):
        assert read_credential(key[:place] + other + key[place + 1 :]) is None


@given(keys, st.text(max_size=20), st.text(max_size=20))
def test_a_key_is_found_and_blotted_out_wherever_it_stands(key: str, before: str, after: str) -> None:
    text = f"{before}{key} {after}"
    assert holds_key(text.replace("%", ""))
    assert key not in without_keys(text)
    assert holds_key("".join(f"%{ord(sign):02X}" for sign in key))
    assert holds_key(f"a=b&key={quote(key)}&c=%20d")


def test_most_of_a_key_is_taken_for_one_too() -> None:
    key = new_credential().text
    assert holds_key(key[:40])
    assert without_keys(f"/articles/{key[:-10]}/") == "/articles/[a key]/"


@given(keys, st.text(st.characters(max_codepoint=255), max_size=20))
def test_what_is_blotted_out_stays_what_wsgi_has_it_a_sign_for_each_byte(key: str, before: str) -> None:
    for text in (f"/{before}/{key}", f"/{quote(before)}/{key}", f"/%E2%82%AC{before}/%70sk_{key[4:]}"):
        assert "[a key]" in without_keys(text)
        without_keys(text).encode("latin-1")


@pytest.mark.parametrize("text", ["", "psk_", "risk_assessment", "psk_12345678", "q=psk_abc%20def", "100%"])
def test_what_is_no_key_is_left_alone(text: str) -> None:
    assert not holds_key(text)
    assert without_keys(text) == text
