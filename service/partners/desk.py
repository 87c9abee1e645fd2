"""The desk at which everyone who asks the API is received: who is it, may they, and how often?"""

from __future__ import annotations

from dataclasses import dataclass

from content.errors import StoreUnavailable
from service.partners.addresses import network
from service.partners.errors import (
    KeyNeeded,
    KeyRefused,
    KeyUnreadable,
    LimitReached,
    ScopeMissing,
)
from service.partners.keyring import Keyring
from service.partners.limits import Limits, group_of
from service.partners.partner import Scope
from service.partners.secret import SecretUnusable
from service.partners.store.protocol import PartnerStore
from service.partners.usage import UsageCounter
from service.partners.window import WINDOW, Allowance, Limiter

#: What a limit that holds for all groups is called, in headers.
_ANONYMOUS, _PARTNER = "anonymous", "partner"


@dataclass(frozen=True, slots=True)
class Visit:
    """One request that was received. `partner` is its name, None without a key that is accepted.

    `refusal` tells why it is not to be answered. `policy` names the limit that it was counted under,
    `limit` is that in requests a minute.
    """

    partner: str | None
    policy: str
    limit: int
    allowance: Allowance
    refusal: Exception | None = None

    def headers(self) -> list[tuple[str, str]]:
        """What the answer tells of the limit: draft-ietf-httpapi-ratelimit-headers-11."""
        allowance = self.allowance
        return [
            ("RateLimit-Policy", f'"{self.policy}";q={self.limit};w={WINDOW}'),
            ("RateLimit", f'"{self.policy}";r={allowance.remaining};t={allowance.seconds}'),
        ]


@dataclass(frozen=True, slots=True)
class PartnerDesk:
    """The parts that receive requests. `anonymous` holds for each address, `keyed` for each partner.

    Both say something of the general limit.
    """

    store: PartnerStore
    keyring: Keyring
    limiter: Limiter
    usage: UsageCounter
    anonymous: Limits
    keyed: Limits

    def receive(self, authorization: str | None, address: str, path: str) -> Visit:
        """Count a request for a path under `LIMITED`, and say whether it may be answered."""
        group = group_of(path)
        if authorization is None:
            needed = KeyNeeded() if group == Scope.USAGE else None
            return self._stranger(address, group, needed)
        try:
            partner, key = self.keyring.recognise(authorization)
        except (KeyRefused, KeyUnreadable, StoreUnavailable, SecretUnusable) as refusal:
            # Counted as without a key: whoever guesses does not guess often.
            return self._stranger(address, group, refusal)
        scope = Scope.USAGE if group == Scope.USAGE else Scope.READ
        missing = None if scope in key.scopes else ScopeMissing(scope)
        limits = partner.limits.over(self.keyed)
        return self._visit(partner.name, f"partner:{partner.name}", limits, group, missing)

    def _stranger(self, address: str, group: str, refusal: Exception | None) -> Visit:
        return self._visit(None, f"address:{network(address)}", self.anonymous, group, refusal)

    def _visit(
        self, partner: str | None, asker: str, limits: Limits, group: str, refusal: Exception | None
    ) -> Visit:
        name, limit = limits.of(group)
        allowance = self.limiter.take(f"{asker}:{name}", limit)
        if not allowance.admitted:
            refusal = LimitReached(limit, allowance.seconds)
        policy = name or (_PARTNER if partner else _ANONYMOUS)
        return Visit(partner, policy, limit, allowance, refusal)

    def close(self) -> None:
        """Write what is left to write, and let go of connections."""
        self.usage.close()
        self.limiter.close()
        self.store.close()
