"""One webhook's turns: in order, without a gap, whatever fails and whoever dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook as Receiver
from structlog.testing import capture_logs

from content.errors import StoreUnavailable
from service.feed import cursor_of
from service.partners.errors import AddressRefused, NotReached
from service.partners.secret import SecretUnusable
from service.partners.sender import Answer
from service.partners.webhooks.courier import HOLD, TURN, Courier, Turn
from service.partners.webhooks.webhook import Webhook, WebhookState
from tests.fakes.articles import sample_article
from tests.fakes.webhooks import Webhooks

URL = "https://partner.example/hook?token=hunter2"


class Killed(BaseException):
    """The process ends here, whatever it was about."""


class Dying:
    """A store that kills whoever writes, before or after what is written, when it is told to."""

    def __init__(self, parts: Webhooks) -> None:
        self.store = parts.store
        self.before = self.after = False

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)

    def note(self, webhook: Webhook, owner: str, until: datetime) -> Webhook | None:
        if self.before:
            raise Killed
        noted = self.store.note(webhook, owner, until)
        if self.after:
            raise Killed
        return noted

    def let_go(self, webhook_id: str, owner: str) -> None:
        # Nobody who was killed lets anything go.
        if not (self.before or self.after):
            self.store.let_go(webhook_id, owner)


@pytest.fixture
def parts() -> Webhooks:
    return Webhooks()


def publish(parts: Webhooks, *slugs: str) -> None:
    for slug in slugs:
        parts.feed.publish(sample_article(slug))


def courier(parts: Webhooks) -> Courier:
    return Courier(parts.desk, chance=lambda: 0.5)


def without_repeats(found: list[str]) -> list[str]:
    """What a receiver takes in that drops what it has had."""
    return list(dict.fromkeys(found))


def test_a_new_webhook_is_told_of_what_comes_after_it_and_of_nothing_before(parts: Webhooks) -> None:
    publish(parts, "a", "b")
    webhook = parts.add(URL)
    assert courier(parts).turn(webhook.id) == Turn()
    publish(parts, "c", "d")
    assert courier(parts).turn(webhook.id) == Turn(taken=2)
    assert parts.sender.bodies(URL) == ["3", "4"]
    assert parts.store.webhook(webhook.id).place == 4


def test_a_turn_ends_after_so_many_changes_and_the_next_goes_on(parts: Webhooks) -> None:
    webhook = parts.add(URL)
    publish(parts, *(f"a{number}" for number in range(TURN + 2)))
    assert [courier(parts).turn(webhook.id).taken for _ in range(3)] == [TURN, 2, 0]
    assert parts.sender.bodies(URL) == [str(number + 1) for number in range(TURN + 2)]


def test_nothing_is_sent_before_what_came_earlier_was_taken(parts: Webhooks) -> None:
    webhook = parts.add(URL)
    publish(parts, "a", "b")
    parts.sender.answering[URL] = lambda number: Answer(500 if number == 0 else 200)
    assert courier(parts).turn(webhook.id) == Turn(refused=True)
    assert courier(parts).turn(webhook.id) == Turn()
    assert parts.sender.bodies(URL) == ["1"]
    parts.clock.move(seconds=5)
    assert courier(parts).turn(webhook.id) == Turn(taken=2)
    assert parts.sender.bodies(URL) == ["1", "1", "2"]


def test_the_id_of_a_change_stays_and_time_and_signature_are_those_of_each_try(parts: Webhooks) -> None:
    webhook = parts.add(URL)
    publish(parts, "a", "b")
    parts.sender.answering[URL] = lambda number: Answer(500 if number == 0 else 200)
    courier(parts).turn(webhook.id)
    parts.clock.move(seconds=5)
    courier(parts).turn(webhook.id)
    first, again, other = (headers for headers, _ in parts.sender.sent[URL])
    change = parts.feed.changes()[0]
    assert first["webhook-id"] == again["webhook-id"] == f"msg_{webhook.id}_{cursor_of(change)}"
    assert other["webhook-id"] != first["webhook-id"]
    assert int(again["webhook-timestamp"]) - int(first["webhook-timestamp"]) == 5
    assert first["webhook-signature"] != again["webhook-signature"]
    told = Receiver(parts.desk.signer.secret_of(webhook)).sign(again["webhook-id"], parts.clock.now, "1")
    assert told == again["webhook-signature"]


def test_a_refused_address_is_reported_by_its_reason_and_tried_again_later(parts: Webhooks) -> None:
    webhook = parts.add(URL)
    publish(parts, "a")
    parts.sender.answering[URL] = lambda _: AddressRefused("Refused: partner.example leads to 10.0.0.1.")
    with capture_logs() as logs:
        assert courier(parts).turn(webhook.id) == Turn(refused=True)
    assert parts.store.webhook(webhook.id).told == "Refused: partner.example leads to 10.0.0.1."
    assert logs[0]["told"] == "Refused: partner.example leads to 10.0.0.1."
    assert parts.store.webhook(webhook.id).state is WebhookState.FAILING


def test_a_try_that_fails_for_a_fault_of_ours_is_noted_like_any_other(parts: Webhooks) -> None:
    webhook = parts.add(URL)
    publish(parts, "a")

    def broken(_number: int) -> Answer:
        raise OverflowError("a fault")

    parts.sender.answering[URL] = broken
    with capture_logs() as logs:
        while parts.store.webhook(webhook.id).ended is None:
            assert courier(parts).turn(webhook.id) == Turn(refused=True)
            assert courier(parts).turn(webhook.id) == Turn()
            parts.clock.now = parts.store.webhook(webhook.id).next_try or parts.clock.now
    assert len(parts.sender.bodies(URL)) < 30
    assert parts.store.webhook(webhook.id).told == "This service failed to send it: its log says why."
    assert (logs[0]["event"], logs[0]["exc_info"]) == ("a try failed for a fault of this service", True)


@pytest.mark.parametrize("foreseen", [StoreUnavailable("The disk is full."), SecretUnusable("It is empty.")])
def test_what_our_store_or_our_secret_lacks_is_not_held_against_a_receiver(
    parts: Webhooks, foreseen: Exception
) -> None:
    webhook = parts.add(URL)
    publish(parts, "a")

    def broken(_number: int) -> Answer:
        raise foreseen

    parts.sender.answering[URL] = broken
    with pytest.raises(type(foreseen)):
        courier(parts).turn(webhook.id)
    assert parts.store.webhook(webhook.id) == webhook


def test_what_is_ended_is_not_tried_until_it_is_resumed_and_then_nothing_is_missing(parts: Webhooks) -> None:
    webhook = parts.add(URL)
    publish(parts, "a", "b")
    parts.sender.answering[URL] = lambda number: Answer(410 if number == 0 else 200)
    with capture_logs() as logs:
        courier(parts).turn(webhook.id)
    assert (logs[0]["log_level"], logs[0]["event"]) == ("error", "webhook ended")
    assert f"resume {webhook.id}" in logs[0]["remedy"]
    parts.clock.move(days=30)
    assert courier(parts).turn(webhook.id) == Turn()
    parts.store.resume(webhook.id)
    assert courier(parts).turn(webhook.id) == Turn(taken=2)
    assert parts.sender.bodies(URL) == ["1", "1", "2"]


def test_who_holds_it_keeps_everybody_else_off_until_time_is_up(parts: Webhooks) -> None:
    webhook = parts.add(URL)
    publish(parts, "a")
    parts.store.hold(webhook.id, "dead", parts.clock.now, parts.clock.now + HOLD)
    assert courier(parts).turn(webhook.id) == Turn()
    assert parts.sender.bodies(URL) == []
    parts.clock.move(seconds=HOLD.total_seconds())
    assert courier(parts).turn(webhook.id) == Turn(taken=1)


def test_a_rotation_amid_a_turn_signs_what_comes_next_with_both_secrets(parts: Webhooks) -> None:
    webhook = parts.add(URL)
    publish(parts, "a", "b")

    def rotating(number: int) -> Answer:
        if number == 0:
            parts.store.rotate(webhook.id, parts.clock.now.replace(year=2030))
        return Answer(200)

    parts.sender.answering[URL] = rotating
    courier(parts).turn(webhook.id)
    signatures = [headers["webhook-signature"].split(" ") for headers, _ in parts.sender.sent[URL]]
    assert [len(each) for each in signatures] == [1, 2]


def test_what_was_removed_amid_a_turn_gets_nothing_more(parts: Webhooks) -> None:
    webhook = parts.add(URL)
    publish(parts, "a", "b")

    def removing(_number: int) -> Answer:
        parts.store.remove(webhook.id)
        return Answer(200)

    parts.sender.answering[URL] = removing
    assert courier(parts).turn(webhook.id) == Turn(taken=1)
    assert parts.sender.bodies(URL) == ["1"]


def test_who_is_to_stop_begins_nothing_more(parts: Webhooks) -> None:
    webhook = parts.add(URL)
    publish(parts, "a", "b", "c")
    stopping: Iterator[bool] = iter([False, True])
    assert Courier(parts.desk, stopping=lambda: next(stopping)).turn(webhook.id) == Turn(taken=1)


def test_no_log_has_an_address_or_a_secret(parts: Webhooks) -> None:
    webhook = parts.add(URL)
    publish(parts, "a", "b", "c")
    answers = [Answer(200), NotReached("No connection."), Answer(410)]
    parts.sender.answering[URL] = lambda number: answers[number]
    with capture_logs() as logs:
        for _ in range(3):
            courier(parts).turn(webhook.id)
            parts.clock.move(hours=1)
    assert len(logs) == 3
    secret = parts.desk.signer.secret_of(webhook).removeprefix("whsec_")
    assert not any(each in str(logs) for each in (secret, "hunter2", "whsec_", "v1,"))


STEPS = st.lists(
    st.sampled_from(["publish", "taken", "down", "lost", "killed before", "killed after", "wait", "gone"]),
    max_size=40,
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(STEPS)
def test_all_is_sent_at_least_once_in_order_without_a_gap_whatever_fails_and_whoever_is_killed(
    steps: list[str],
) -> None:
    parts = Webhooks()
    webhook = parts.add(URL)
    dying = Dying(parts)
    ours = Courier(replace(parts.desk, store=dying), chance=lambda: 0.5)  # type: ignore[arg-type]
    # What the receiver has: also what was answered with a failure, or whose answer was lost.
    outcome: list[Answer | NotReached] = [Answer(200)]
    parts.sender.answering[URL] = lambda _: outcome[0]
    outcomes = {"down": Answer(503, 60), "lost": NotReached("No answer."), "gone": Answer(410)}
    for number, step in enumerate(steps):
        if step == "publish":
            publish(parts, f"a{number}")
            continue
        if step == "wait":
            parts.clock.move(hours=7)
            continue
        outcome[0] = outcomes.get(step, Answer(200))
        dying.before, dying.after = step == "killed before", step == "killed after"
        with suppress(Killed):
            ours.turn(webhook.id)
        if step.startswith("killed"):
            parts.clock.move(seconds=HOLD.total_seconds())
        dying.before = dying.after = False
        numbers = [int(body) for body in without_repeats(parts.sender.bodies(URL))]
        assert numbers == list(range(1, len(numbers) + 1))
    outcome[0] = Answer(200)
    parts.store.resume(webhook.id)
    while ours.turn(webhook.id).taken:
        pass
    last = parts.feed.last_change()
    assert parts.store.webhook(webhook.id).place == (last.id if last else 0)
    assert [int(body) for body in without_repeats(parts.sender.bodies(URL))] == [
        change.id for change in parts.feed.changes(limit=1000)
    ]
    assert parts.sender.at_once == 0
