"""Who is it that asks: a header's key, held against what is kept of all keys."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import datetime

from service.partners.credentials import Credential, new_credential, read_credential
from service.partners.errors import KeyRefused, KeyUnreadable
from service.partners.partner import Key, KeyState, Partner, Scope
from service.partners.secret import ServerSecret
from service.partners.store.protocol import PartnerStore

# What an unknown key is compared with: the same work as for a known one.
_NOBODYS = "0" * 64

Owned = tuple[Partner, Key]


class Keyring:
    """Makes keys and recognises them. Safe to share between threads.

    All partners stay in memory for as long as the store's state is the same. The store is asked for
    that at every request, so a key that any process revoked fails at the next request to any other.
    """

    def __init__(self, store: PartnerStore, secret: ServerSecret, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._secret = secret
        self._clock = clock
        self._known: tuple[Hashable, Mapping[str, Owned]] | None = None

    def issue(self, scopes: Iterable[Scope], expires: datetime | None) -> tuple[Credential, Key]:
        """A new key: for its owner, and for the store. Raises `SecretUnusable`."""
        credential = new_credential()
        key = Key(
            id=credential.id,
            digest=self._secret.digest(credential.text),
            scopes=frozenset(scopes),
            created=self._clock(),
            expires=expires,
        )
        return credential, key

    def recognise(self, authorization: str) -> Owned:
        """The partner and key that a header `Authorization` names.

        Raises `KeyUnreadable`, `KeyRefused`, `StoreUnavailable` or `SecretUnusable`.
        """
        scheme, _, text = authorization.partition(" ")
        credential = read_credential(text.strip(" ")) if scheme.lower() == "bearer" else None
        if credential is None:
            raise KeyUnreadable
        digest = self._secret.digest(credential.text)
        owned = self._keys().get(credential.id)
        same = hmac.compare_digest(digest, owned[1].digest if owned else _NOBODYS)
        if owned is None or not same or owned[1].state(self._clock()) is not KeyState.WORKS:
            raise KeyRefused
        return owned

    def _keys(self) -> Mapping[str, Owned]:
        # The state first: a change between the two is then loaded twice, not missed.
        state = self._store.state()
        known = self._known
        if known is None or known[0] != state:
            owned = {key.id: (partner, key) for partner in self._store.partners() for key in partner.keys}
            known = self._known = (state, owned)
        return known[1]
