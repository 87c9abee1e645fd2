"""A desk for webhooks made of fakes: receivers that a test tells how to answer, and a clock that it moves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from content.store.protocol import ArticleStore, Change
from service.partners.errors import NotReached
from service.partners.limits import Limits
from service.partners.partner import Key, Partner, Scope
from service.partners.sender import Answer
from service.partners.store.protocol import PartnerStore
from service.partners.store.webhook_protocol import WebhookStore
from service.partners.webhooks.desk import WebhookDesk
from service.partners.webhooks.signing import Signer
from service.partners.webhooks.webhook import Webhook
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.partner_store import FakePartnerStore
from tests.fakes.partners import SECRET, START, Clock
from tests.fakes.webhook_store import FakeWebhookStore

Answering = Callable[[int], Answer | NotReached]
"""What to answer to the n-th request, from 0."""


@dataclass
class FakeSender:
    """Notes what is sent, by URL, and answers as it is told; tells if two came to one address at once."""

    answering: dict[str, Answering] = field(default_factory=dict)
    sent: dict[str, list[tuple[Mapping[str, str], bytes]]] = field(default_factory=dict)
    refused: dict[str, NotReached] = field(default_factory=dict)
    at_once: int = 0

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: set[str] = set()

    def check(self, url: str) -> None:
        if url in self.refused:
            raise self.refused[url]

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        with self._lock:
            self.at_once += url in self._under_way
            self._under_way.add(url)
            posts = self.sent.setdefault(url, [])
            number = len(posts)
            posts.append((dict(headers), body))
        try:
            outcome = self.answering.get(url, lambda _: Answer(204))(number)
        finally:
            with self._lock:
                self._under_way.discard(url)
        if isinstance(outcome, NotReached):
            raise outcome
        return outcome

    def bodies(self, url: str) -> list[str]:
        return [body.decode() for _, body in self.sent.get(url, [])]


class FakeEvents:
    """The change's number, and nothing else."""

    def changed(self, change: Change) -> bytes:
        return str(change.id).encode()

    def ping(self, now: datetime) -> bytes:
        return b"ping"


class Webhooks:
    """A `WebhookDesk` in `.desk`, with what stands behind it."""

    def __init__(
        self,
        *,
        feed: ArticleStore | None = None,
        partners: PartnerStore | None = None,
        store: WebhookStore | None = None,
    ) -> None:
        self.clock = Clock()
        self.feed = feed or FakeArticleStore()
        if partners is None or store is None:
            fake = FakePartnerStore()
            partners, store = fake, FakeWebhookStore(fake)
        self.partners, self.store = partners, store
        self.sender = FakeSender()
        self.desk = WebhookDesk(
            store=store,
            partners=partners,
            feed=self.feed,
            signer=Signer(SECRET),
            sender=self.sender,
            events=FakeEvents(),
            clock=self.clock,
        )

    def add(self, url: str, partner: str = "clinic", expires: datetime | None = None) -> Webhook:
        """A webhook of a partner, who is added with a key where there is none of that name."""
        if partner not in {each.name for each in self.partners.partners()}:
            key = Key(partner, "0" * 64, frozenset(Scope), START, expires)
            self.partners.add(Partner(partner, (key,), Limits()))
        return self.desk.add(partner, url)
