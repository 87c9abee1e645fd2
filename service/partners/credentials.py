"""What a key looks like: `psk_`, its public id, its secret, a checksum.

    psk_ 8 signs _ 43 signs 6 signs
         id        secret   checksum

All signs are of base 62, and hyphens are none of them, so that a double click takes the whole key. The
fixed start lets scanners of repositories and logs spot a key that leaked; the checksum (CRC-32 of all
before it) lets them, and us, tell a key from a typing error without asking anybody.
"""

from __future__ import annotations

import re
import secrets
import zlib
from dataclasses import dataclass, field
from urllib.parse import unquote

PREFIX = "psk_"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ID_SIGNS = 8
#: 62 to the power of 43 is more than 2 to the power of 256.
_SECRET_SIGNS = 43
_CHECK_SIGNS = 6
#: Signs of a whole key.
LENGTH = len(PREFIX) + _ID_SIGNS + 1 + _SECRET_SIGNS + _CHECK_SIGNS

_WHOLE = re.compile(rf"{PREFIX}([0-9A-Za-z]{{{_ID_SIGNS}}})_[0-9A-Za-z]{{{_SECRET_SIGNS + _CHECK_SIGNS}}}")
# Half a secret is a secret, too.
_LEAKED = re.compile(rf"{PREFIX}[0-9A-Za-z]{{{_ID_SIGNS}}}_[0-9A-Za-z]{{{_SECRET_SIGNS // 2},}}")


@dataclass(frozen=True, slots=True)
class Credential:
    """A key as its owner has it. `text` is all of it, and stays out of `repr`."""

    id: str
    text: str = field(repr=False)


def new_credential() -> Credential:
    """A key that nobody has had before, from the system's source of randomness."""
    key_id, secret = _random(_ID_SIGNS), _random(_SECRET_SIGNS)
    body = f"{PREFIX}{key_id}_{secret}"
    return Credential(key_id, body + checksum(body))


def read_credential(text: str) -> Credential | None:
    """The key in a text that holds nothing else; None where it is not whole or its checksum fails."""
    if len(text) != LENGTH:
        return None
    found = _WHOLE.fullmatch(text)
    if found is None or checksum(text[:-_CHECK_SIGNS]) != text[-_CHECK_SIGNS:]:
        return None
    return Credential(found[1], text)


def checksum(body: str) -> str:
    """The last signs of a key: CRC-32 of all before them, in base 62."""
    rest = zlib.crc32(body.encode())
    signs = ""
    for _ in range(_CHECK_SIGNS):
        rest, place = divmod(rest, len(ALPHABET))
        signs = ALPHABET[place] + signs
    return signs


def shown_id(key_id: str) -> str:
    """A key's public id as people see it: the key's own first signs."""
    return PREFIX + key_id


def holds_key(text: str) -> bool:
    """Whether a key stands in a part of an address, percent-encoded or not."""
    text = _unquoted(text)
    return PREFIX in text and _LEAKED.search(text) is not None


def without_keys(text: str) -> str:
    """The text with its keys blotted out, fit for a log; without percent-encoding, where it had a key."""
    return _LEAKED.sub("[a key]", _unquoted(text)) if holds_key(text) else text


def _unquoted(text: str) -> str:
    # A sign for each byte, as WSGI has all of a request (PEP 3333): keys are ASCII, and other signs would be
    # none that a path may have there.
    return unquote(text, "latin-1") if "%" in text else text


def _random(signs: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(signs))
