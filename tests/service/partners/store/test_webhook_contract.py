"""What every `WebhookStore` does: the real one, on each database, and the fake."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from service.partners.errors import PartnerNotFound, TooManyWebhooks, WebhookExists, WebhookNotFound
from service.partners.partner import Key, Partner, Scope
from service.partners.store import migrations
from service.partners.store.protocol import PartnerStore
from service.partners.store.sql_store import SqlPartnerStore
from service.partners.store.sql_webhooks import SqlWebhookStore
from service.partners.store.webhook_protocol import WebhookStore
from service.partners.webhooks.webhook import MOST, Webhook
from tests.fakes.partner_store import FakePartnerStore
from tests.fakes.webhook_store import FakeWebhookStore
from tests.service.partners.store.conftest import KINDS

AT = datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)
SOON = AT + timedelta(minutes=1)
KEY = Key("AAAAAAAA", "0" * 64, frozenset(Scope), AT)


def webhook(webhook_id: str = "wh_A", partner: str = "clinic", made: datetime = AT) -> Webhook:
    return Webhook(webhook_id, partner, f"https://{partner}.example/{webhook_id}", made, place=7)


@dataclass(frozen=True)
class Stores:
    webhooks: WebhookStore
    partners: PartnerStore


@pytest.fixture(params=["fake", *KINDS])
def stores(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> Iterator[Stores]:
    if request.param == "fake":
        fake = FakePartnerStore()
        found = Stores(FakeWebhookStore(fake), fake)
    else:
        url = new_database(request.param)
        migrations.upgrade(url)
        found = Stores(SqlWebhookStore(url), SqlPartnerStore(url))
    for name in ("clinic", "bakery"):
        found.partners.add(Partner(name, ()))
    yield found
    found.webhooks.close()
    found.partners.close()


@pytest.fixture
def store(stores: Stores) -> WebhookStore:
    return stores.webhooks


def test_webhooks_come_back_equal_by_partner_oldest_first(store: WebhookStore) -> None:
    later = webhook("wh_B", made=AT + timedelta(seconds=1))
    for each in (later, webhook("wh_C"), webhook("wh_A"), webhook("wh_D", "bakery")):
        store.add(each)
    assert store.webhooks() == (webhook("wh_D", "bakery"), webhook("wh_A"), webhook("wh_C"), later)
    assert store.webhook("wh_B") == later


def test_a_partner_that_is_not_there_gets_none(store: WebhookStore) -> None:
    with pytest.raises(PartnerNotFound, match="bakery, clinic"):
        store.add(webhook(partner="nobody"))
    assert store.webhooks() == ()


def test_the_same_address_again_is_refused_by_the_webhooks_id(store: WebhookStore) -> None:
    store.add(webhook())
    with pytest.raises(WebhookExists, match="wh_A"):
        store.add(replace(webhook("wh_B"), url=webhook().url))
    store.add(replace(webhook("wh_C", "bakery"), url=webhook().url))


def test_a_partner_has_so_many_webhooks_at_most(store: WebhookStore) -> None:
    for number in range(MOST):
        store.add(webhook(f"wh_{number}"))
    with pytest.raises(TooManyWebhooks, match="10"):
        store.add(webhook("wh_more"))
    store.add(webhook("wh_more", "bakery"))


def test_an_unknown_webhook_is_not_found(store: WebhookStore) -> None:
    store.add(webhook())
    for ask in (
        lambda: store.webhook("wh_Z"),
        lambda: store.rotate("wh_Z", AT),
        lambda: store.resume("wh_Z"),
        lambda: store.remove("wh_Z"),
    ):
        with pytest.raises(WebhookNotFound, match="wh_Z"):
            ask()
    assert store.hold("wh_Z", "me", AT, SOON) is None
    assert store.note(webhook("wh_Z"), "me", SOON) is None
    store.let_go("wh_Z", "me")


def test_rotation_raises_the_generation_and_says_until_when_the_old_one_signs(store: WebhookStore) -> None:
    store.add(webhook())
    elsewhere = SOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    store.rotate("wh_A", elsewhere)
    rotated = store.webhook("wh_A")
    assert (rotated.generation, rotated.older_until) == (2, SOON)
    assert rotated.generations(AT) == (2, 1)
    assert rotated.generations(SOON) == (2,)


def test_one_alone_holds_a_webhook_until_it_is_let_go_or_time_is_up(store: WebhookStore) -> None:
    store.add(webhook())
    store.add(webhook("wh_B"))
    assert store.hold("wh_A", "me", AT, SOON) == webhook()
    assert store.hold("wh_A", "you", AT, SOON) is None
    assert store.hold("wh_A", "me", AT, SOON) == webhook()
    assert store.hold("wh_B", "you", AT, SOON) is not None
    store.let_go("wh_A", "you")
    assert store.hold("wh_A", "you", AT, SOON) is None
    store.let_go("wh_A", "me")
    assert store.hold("wh_A", "you", AT, SOON) is not None
    assert store.hold("wh_A", "me", SOON, SOON + timedelta(minutes=1)) is not None


def test_progress_is_noted_by_who_holds_it_and_by_nobody_else(store: WebhookStore) -> None:
    store.add(webhook())
    store.hold("wh_A", "me", AT, SOON)
    come = replace(
        webhook(), place=8, failures=2, failing_since=AT, next_try=SOON, told="No.", told_at=AT, ended=SOON
    )
    assert store.note(come, "you", SOON) is None
    assert store.webhook("wh_A") == webhook()
    assert store.note(come, "me", SOON) == come
    assert store.webhook("wh_A") == come
    store.hold("wh_A", "you", SOON, SOON + timedelta(minutes=1))
    assert store.note(webhook(), "me", SOON) is None
    assert store.resume("wh_A") == replace(come, failures=0, failing_since=None, next_try=None, ended=None)


def test_who_notes_learns_of_a_rotation_and_of_a_removal_meanwhile(store: WebhookStore) -> None:
    store.add(webhook())
    store.hold("wh_A", "me", AT, SOON)
    store.rotate("wh_A", SOON)
    noted = store.note(replace(webhook(), place=8), "me", SOON)
    assert noted is not None
    assert (noted.place, noted.generation) == (8, 2)
    store.remove("wh_A")
    assert store.note(noted, "me", SOON) is None
    assert store.webhooks() == ()


def test_the_state_differs_after_what_people_do_and_not_after_deliveries(stores: Stores) -> None:
    store = stores.webhooks
    changes = (
        lambda: store.add(webhook()),
        lambda: store.rotate("wh_A", SOON),
        lambda: store.resume("wh_A"),
        lambda: stores.partners.rotate("clinic", KEY, AT),
        lambda: stores.partners.revoke([KEY.id], AT),
        lambda: store.remove("wh_A"),
    )
    seen = [store.state()]
    for change in changes:
        change()
        seen.append(store.state())
        store.hold("wh_A", "me", AT, SOON)
        store.note(webhook(), "me", SOON)
        store.let_go("wh_A", "me")
        assert store.state() == seen[-1]
    assert len(set(seen)) == len(changes) + 1


def test_of_eight_threads_one_holds_it(store: WebhookStore) -> None:
    store.add(webhook())
    with ThreadPoolExecutor(8) as threads:
        held = list(threads.map(lambda n: store.hold("wh_A", f"owner {n}", AT, SOON), range(8)))
    assert sum(each is not None for each in held) == 1
