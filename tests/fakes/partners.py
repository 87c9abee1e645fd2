"""A desk of fakes, with a clock that a test moves, and keys for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from service.partners.credentials import Credential
from service.partners.desk import PartnerDesk
from service.partners.keyring import Keyring
from service.partners.limits import Limits
from service.partners.memory_limiter import MemoryLimiter
from service.partners.partner import Partner, Scope
from service.partners.secret import ServerSecret
from service.partners.store.protocol import PartnerStore
from service.partners.usage import UsageCounter
from service.partners.window import Limiter
from tests.fakes.partner_store import FakePartnerStore

START = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
SECRET = ServerSecret("a secret of the tests, and of nobody else", Path("/nowhere"))


class Clock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime = START) -> None:
        self.now = at

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()

    def move(self, **span: float) -> None:
        self.now += timedelta(**span)


class Desk:
    """A `PartnerDesk` in `.desk`, with what stands behind it; written usage waits for `write()`."""

    def __init__(
        self,
        *,
        anonymous: Limits | None = None,
        keyed: Limits | None = None,
        store: PartnerStore | None = None,
        limiter: Limiter | None = None,
    ) -> None:
        self.clock = Clock()
        self.store = store or FakePartnerStore()
        self.waiting: list[Callable[[], None]] = []
        self.desk = PartnerDesk(
            store=self.store,
            keyring=Keyring(self.store, SECRET, self.clock),
            limiter=limiter or MemoryLimiter(self.clock.seconds),
            usage=UsageCounter(self.store, self.clock, lambda _, action: self.waiting.append(action)),
            anonymous=anonymous or Limits(60),
            keyed=keyed or Limits(1200),
        )

    def add(
        self,
        name: str = "clinic",
        *scopes: Scope,
        expires: datetime | None = None,
        limits: Limits | None = None,
    ) -> Credential:
        """A new partner's key."""
        credential, key = self.desk.keyring.issue(scopes or tuple(Scope), expires)
        self.store.add(Partner(name, (key,), limits or Limits()))
        return credential

    def write(self) -> None:
        """Do what was put off."""
        while self.waiting:
            self.waiting.pop()()
