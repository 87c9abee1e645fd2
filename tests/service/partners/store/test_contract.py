"""What every `PartnerStore` does: the real one, on each database, and the fake."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from service.partners.errors import KeyNotFound, PartnerExists, PartnerNotFound
from service.partners.limits import Limits
from service.partners.partner import Key, KeyState, Partner, Scope, Usage
from service.partners.store import migrations
from service.partners.store.protocol import PartnerStore
from service.partners.store.sql_store import SqlPartnerStore
from tests.fakes.partner_store import FakePartnerStore
from tests.service.partners.store.conftest import KINDS

AT = datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)
DAY = date(2026, 3, 1)


def key(key_id: str, *, made: datetime = AT, expires: datetime | None = None) -> Key:
    return Key(key_id, f"digest of {key_id}", frozenset({Scope.READ}), made, expires)


@pytest.fixture(params=["fake", *KINDS])
def store(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> Iterator[PartnerStore]:
    if request.param == "fake":
        yield FakePartnerStore()
        return
    url = new_database(request.param)
    migrations.upgrade(url)
    store = SqlPartnerStore(url)
    yield store
    store.close()


def test_a_partner_comes_back_equal_with_its_keys_oldest_first(store: PartnerStore) -> None:
    newer = key("BBBBBBBB", made=AT + timedelta(hours=1), expires=AT + timedelta(days=90))
    there = Partner("clinic", (newer, key("AAAAAAAA")), Limits(5000, {"readability": 60}))
    store.add(there)
    store.add(Partner("bakery", ()))
    assert store.partners() == (
        Partner("bakery", ()),
        replace(there, keys=(key("AAAAAAAA"), newer)),
    )
    assert store.partner("bakery") == Partner("bakery", ())


def test_times_come_back_in_utc_whatever_zone_they_were_told_in(store: PartnerStore) -> None:
    elsewhere = AT.astimezone(timezone(timedelta(hours=5, minutes=30)))
    store.add(Partner("clinic", (key("AAAAAAAA", made=elsewhere, expires=elsewhere + timedelta(days=1)),)))
    store.revoke(["AAAAAAAA"], elsewhere)
    (found,) = store.partner("clinic").keys
    assert (found.created, found.expires, found.revoked) == (AT, AT + timedelta(days=1), AT)


def test_a_name_that_is_taken_is_refused_and_nothing_changes(store: PartnerStore) -> None:
    store.add(Partner("clinic", (key("AAAAAAAA"),)))
    with pytest.raises(PartnerExists, match="partner rotate clinic"):
        store.add(Partner("clinic", (key("BBBBBBBB"),)))
    assert [each.id for each in store.partner("clinic").keys] == ["AAAAAAAA"]


def test_a_partner_that_is_not_there_is_named_with_those_that_are(store: PartnerStore) -> None:
    store.add(Partner("clinic", ()))
    for ask in (
        lambda: store.partner("bakery"),
        lambda: store.rotate("bakery", key("AAAAAAAA"), AT),
        lambda: store.limit("bakery", Limits(5)),
    ):
        with pytest.raises(PartnerNotFound, match="clinic") as error:
            ask()
        assert (error.value.name, error.value.known) == ("bakery", ("clinic",))


def test_rotation_ends_old_keys_at_the_end_of_the_overlap_but_none_later_than_before(
    store: PartnerStore,
) -> None:
    until = AT + timedelta(days=7)
    soon = key("BBBBBBBB", made=AT + timedelta(minutes=1), expires=AT + timedelta(days=1))
    store.add(Partner("clinic", (key("AAAAAAAA"), soon)))
    store.add(Partner("bakery", (key("CCCCCCCC"),)))
    store.rotate("clinic", key("DDDDDDDD", made=AT + timedelta(hours=1)), until)
    assert [(each.id, each.expires) for each in store.partner("clinic").keys] == [
        ("AAAAAAAA", until),
        ("BBBBBBBB", AT + timedelta(days=1)),
        ("DDDDDDDD", None),
    ]
    assert store.partner("bakery").keys[0].expires is None


def test_revoking_is_for_the_named_keys_alone_and_keeps_the_first_date(store: PartnerStore) -> None:
    store.add(Partner("clinic", (key("AAAAAAAA"), key("BBBBBBBB"))))
    store.revoke(["AAAAAAAA"], AT)
    store.revoke(["AAAAAAAA"], AT + timedelta(days=1))
    first, second = store.partner("clinic").keys
    assert (first.revoked, first.state(AT)) == (AT, KeyState.REVOKED)
    assert (second.revoked, second.state(AT)) == (None, KeyState.WORKS)


def test_an_unknown_key_is_refused_and_none_is_revoked(store: PartnerStore) -> None:
    store.add(Partner("clinic", (key("AAAAAAAA"),)))
    with pytest.raises(KeyNotFound, match="psk_ZZZZZZZZ"):
        store.revoke(["AAAAAAAA", "ZZZZZZZZ"], AT)
    assert store.partner("clinic").keys[0].revoked is None
    store.revoke([], AT)


def test_limits_are_set_in_place_of_the_old_ones(store: PartnerStore) -> None:
    store.add(Partner("clinic", (), Limits(5000, {"readability": 60})))
    store.limit("clinic", Limits(None, {"articles": 7}))
    assert store.partner("clinic").limits == Limits(None, {"articles": 7})
    store.limit("clinic", Limits())
    assert store.partner("clinic").limits == Limits()


def test_the_state_differs_after_each_change_and_only_then(store: PartnerStore) -> None:
    changes = (
        lambda: store.add(Partner("clinic", (key("AAAAAAAA"),))),
        lambda: store.rotate("clinic", key("BBBBBBBB"), AT),
        lambda: store.revoke(["AAAAAAAA"], AT),
        lambda: store.limit("clinic", Limits(5)),
    )
    seen = [store.state()]
    for change in changes:
        assert store.state() == seen[-1]
        change()
        seen.append(store.state())
    assert len(set(seen)) == 5
    store.count([Usage("clinic", DAY, "", 1)])
    with pytest.raises(PartnerExists):
        store.add(Partner("clinic", ()))
    assert store.state() == seen[-1]


def test_usage_adds_up_by_day_and_article(store: PartnerStore) -> None:
    tomorrow = DAY + timedelta(days=1)
    store.count([Usage("clinic", DAY, "sleep", 2), Usage("clinic", DAY, "", 1)])
    store.count([Usage("clinic", DAY, "sleep", 3), Usage("bakery", DAY, "sleep", 9)])
    store.count([Usage("clinic", tomorrow, "sleep", 4)])
    assert store.usage("clinic", DAY, DAY) == (
        Usage("clinic", DAY, "", 1),
        Usage("clinic", DAY, "sleep", 5),
    )
    assert sum(each.requests for each in store.usage("clinic", DAY, tomorrow)) == 10
    assert store.usage("nobody", DAY, tomorrow) == ()
    assert dict(store.totals(DAY)) == {"clinic": 10, "bakery": 9}
    assert dict(store.totals(tomorrow)) == {"clinic": 4}


def test_eight_threads_counting_at_once_lose_nothing(store: PartnerStore) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: store.count([Usage("clinic", DAY, "sleep", 1)]), range(40)))
    assert store.usage("clinic", DAY, DAY) == (Usage("clinic", DAY, "sleep", 40),)


def test_a_store_that_works_passes_its_check_and_may_be_closed_twice(store: PartnerStore) -> None:
    store.check()
    store.close()
    store.close()
