"""Many webhooks, several deliverers: who is due, who waits, and what a look costs."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from content.store import migrations as articles
from content.store.sql_store import SqlArticleStore
from service.partners.partner import Key, Scope
from service.partners.sender import Answer
from service.partners.store import migrations
from service.partners.store.sql_store import SqlPartnerStore
from service.partners.store.sql_webhooks import SqlWebhookStore
from service.partners.webhooks.courier import Courier, Turn
from service.partners.webhooks.deliverer import Deliverer
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import sample_article
from tests.fakes.partner_store import FakePartnerStore
from tests.fakes.partners import START
from tests.fakes.webhook_store import FakeWebhookStore
from tests.fakes.webhooks import Webhooks

#: Seconds for what is to happen at once, on a busy machine.
PATIENCE = 30
URL, OTHER = "https://partner.example/", "https://other.example/"


@pytest.fixture
def parts() -> Webhooks:
    return Webhooks()


@pytest.fixture
def deliverer(parts: Webhooks) -> Iterator[Deliverer]:
    made = Deliverer(parts.desk, Courier(parts.desk, chance=lambda: 0.5), threads=2)
    yield made
    made.close()


def publish(parts: Webhooks, *slugs: str) -> None:
    for slug in slugs:
        parts.feed.publish(sample_article(slug))


def test_once_delivers_all_that_is_due_and_tells_of_it(parts: Webhooks, deliverer: Deliverer) -> None:
    first, second = parts.add(URL), parts.add(OTHER)
    publish(parts, *(f"a{number}" for number in range(23)))
    parts.sender.answering[OTHER] = lambda number: Answer(200 if number == 0 else 500)
    turns = deliverer.once()
    assert sum(turn.taken for webhook, turn in turns if webhook.id == first.id) == 23
    assert [turn for webhook, turn in turns if webhook.id == second.id] == [Turn(1, refused=True)]
    assert deliverer.once() == ()
    parts.clock.move(seconds=6)
    assert deliverer.once()[0][1] == Turn(refused=True)


def test_once_leaves_to_others_what_they_hold(parts: Webhooks, deliverer: Deliverer) -> None:
    webhook = parts.add(URL)
    publish(parts, "a")
    parts.store.hold(webhook.id, "other", START, START + timedelta(minutes=1))
    assert [turn for _, turn in deliverer.once()] == [Turn()]
    assert parts.sender.bodies(URL) == []


def test_a_partner_without_a_key_that_works_is_not_served_until_it_has_one(
    parts: Webhooks, deliverer: Deliverer
) -> None:
    parts.add(URL, "clinic")
    parts.add(OTHER, "bakery", expires=START + timedelta(days=1))
    publish(parts, "a")
    parts.partners.revoke(["clinic"], START)
    assert len(deliverer.once()) == 1
    parts.clock.move(days=1)
    publish(parts, "b")
    assert deliverer.once() == ()
    parts.partners.rotate("clinic", Key("new", "0" * 64, frozenset(Scope), START), START)
    deliverer.once()
    assert (parts.sender.bodies(URL), parts.sender.bodies(OTHER)) == (["1", "2"], ["1"])


class Counted(FakeWebhookStore):
    looks = 0

    def webhooks(self):  # type: ignore[no-untyped-def]
        self.looks += 1
        return super().webhooks()


def test_a_look_while_nothing_changes_reads_two_numbers_and_nothing_else() -> None:
    partners = FakePartnerStore()
    store = Counted(partners)
    parts = Webhooks(partners=partners, store=store)
    parts.add(URL)
    deliverer = Deliverer(parts.desk, Courier(parts.desk))
    for _ in range(5):
        deliverer.look()
    assert store.looks == 1
    publish(parts, "a")
    assert deliverer.look() == 1
    deliverer.close()
    assert parts.sender.bodies(URL) == ["1"]


def test_a_look_finds_what_is_to_be_tried_again_and_what_another_left(parts: Webhooks) -> None:
    deliverer = Deliverer(parts.desk, Courier(parts.desk, chance=lambda: 0.5))
    webhook = parts.add(URL)
    publish(parts, "a")
    parts.sender.answering[URL] = lambda number: Answer(500 if number == 0 else 200)
    parts.store.hold(webhook.id, "dead", START, START + timedelta(seconds=60))
    begun = []
    for _ in range(8):
        begun.append(deliverer.look())
        for future in list(deliverer._busy.values()):
            future.result(PATIENCE)
        parts.clock.move(seconds=30)
    # At 0 and 30 s it is held, at 60 it is refused, at 90 it is taken.
    assert begun == [1, 1, 1, 1, 0, 0, 0, 0]
    assert parts.sender.bodies(URL) == ["1", "1"]
    deliverer.close()


def test_what_was_refused_is_tried_again_when_it_is_due_and_not_at_the_next_look_at_all(
    parts: Webhooks, deliverer: Deliverer
) -> None:
    parts.add(URL)
    publish(parts, "a")
    parts.sender.answering[URL] = lambda number: Answer(500 if number == 0 else 200)
    assert deliverer.look() == 1
    for future in list(deliverer._busy.values()):
        future.result(PATIENCE)
    begun = []
    for _ in range(6):
        begun.append(deliverer.look())
        parts.clock.move(seconds=1)
    assert begun == [0] * 5 + [1]


def running(deliverer: Deliverer) -> tuple[threading.Thread, threading.Event]:
    stop = threading.Event()
    thread = threading.Thread(target=deliverer.run, args=(stop,))
    thread.start()
    return thread, stop


def test_who_answers_slowly_holds_up_nobody_else(parts: Webhooks) -> None:
    parts.add(URL)
    parts.add(OTHER)
    answered, arrived = threading.Event(), threading.Event()

    def slowly(_number: int) -> Answer:
        answered.wait(PATIENCE)
        return Answer(200)

    def at_once(number: int) -> Answer:
        if number == 24:
            arrived.set()
        return Answer(200)

    parts.sender.answering = {URL: slowly, OTHER: at_once}
    thread, stop = running(Deliverer(parts.desk, Courier(parts.desk, stopping=lambda: False), threads=2))
    publish(parts, *(f"a{number}" for number in range(25)))
    assert arrived.wait(PATIENCE)
    assert parts.sender.bodies(URL) == ["1"]
    answered.set()
    stop.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_a_store_that_is_out_of_reach_is_told_of_once_and_awaited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.partners.webhooks.deliverer.PAUSE_S", 0.01)
    monkeypatch.setattr("service.partners.webhooks.deliverer.LOOK_S", 0.01)
    feed = FakeArticleStore()
    parts = Webhooks(feed=feed)
    parts.add(URL)
    arrived = threading.Event()
    parts.sender.answering[URL] = lambda _: arrived.set() or Answer(200)  # type: ignore[func-returns-value]
    feed.publish(sample_article("a"))
    feed.broken = "The disk is full."
    with capture_logs() as logs:
        thread, stop = running(Deliverer(parts.desk, Courier(parts.desk)))
        assert not arrived.wait(0.2)
        feed.broken = ""
        assert arrived.wait(PATIENCE)
        stop.set()
        thread.join(PATIENCE)
    assert [each["problem"] for each in logs if "problem" in each] == ["The disk is full."]


def test_a_turn_that_fails_for_a_fault_of_ours_is_told_of_and_ends_nothing(parts: Webhooks) -> None:
    webhook = parts.add(URL)
    publish(parts, "a")

    class Broken(Courier):
        def turn(self, webhook_id: str) -> Turn:
            raise ValueError(f"a fault at {webhook_id}")

    deliverer = Deliverer(parts.desk, Broken(parts.desk))
    with capture_logs() as logs:
        deliverer.look()
        deliverer.close()
        deliverer.look()
    assert [(each["event"], each["webhook"]) for each in logs] == [("a webhook's turn failed", webhook.id)]


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[tuple[Webhooks, Webhooks]]:
    """Two desks on one database, whose requests come to one receiver."""
    url = f"sqlite:///{tmp_path}/webhooks.db"
    articles.upgrade(url)
    migrations.upgrade(url)
    first, second = (
        Webhooks(feed=SqlArticleStore(url), partners=SqlPartnerStore(url), store=SqlWebhookStore(url))
        for _ in range(2)
    )
    second.desk = replace(second.desk, sender=first.sender, clock=first.clock)
    yield first, second
    for parts in (first, second):
        for store in (parts.store, parts.partners, parts.feed):
            store.close()


def test_while_one_machine_sends_another_sends_nothing(machines: tuple[Webhooks, Webhooks]) -> None:
    first, second = machines
    webhook, meanwhile = first.add(URL), []

    def answer(_number: int) -> Answer:
        meanwhile.append(Courier(second.desk).turn(webhook.id))
        return Answer(200)

    first.sender.answering[URL] = answer
    publish(first, "a", "b")
    assert Courier(first.desk).turn(webhook.id) == Turn(taken=2)
    assert meanwhile == [Turn(), Turn()]
    assert first.sender.bodies(URL) == ["1", "2"]


def test_two_deliverers_on_one_database_send_all_in_order_and_nothing_at_once(
    machines: tuple[Webhooks, Webhooks],
) -> None:
    chance = random.Random(1)  # noqa: S311 - the same each time
    first = machines[0]
    addresses = [f"https://partner.example/{number}" for number in range(3)]

    def now_and_then(_number: int) -> Answer:
        time.sleep(0.002)  # long enough for another to come meanwhile
        return Answer(500 if chance.random() < 0.2 else 200)

    for address in addresses:
        first.add(address)
        first.sender.answering[address] = now_and_then
    deliverers = [
        Deliverer(each.desk, Courier(each.desk, chance=lambda: 0.0), threads=3) for each in machines
    ]
    publish(first, "b0", "b1", "b2", "b3", "b4")

    together, published = threading.Barrier(2), threading.Event()

    def deliver(deliverer: Deliverer) -> None:
        together.wait(PATIENCE)
        while not published.is_set():
            deliverer.once()
            first.clock.move(seconds=1)

    with ThreadPoolExecutor(2) as threads:
        work = [threads.submit(deliver, each) for each in deliverers]
        publish(first, *(f"a{number}" for number in range(15)))
        published.set()
        for each in work:
            each.result(PATIENCE * 3)
    first.sender.answering.clear()
    for webhook in first.store.webhooks():
        first.store.resume(webhook.id)
    deliverers[0].once()
    for address in addresses:
        assert list(dict.fromkeys(first.sender.bodies(address))) == [str(n + 1) for n in range(20)]
    assert first.sender.at_once == 0
    for deliverer in deliverers:
        deliverer.close()
