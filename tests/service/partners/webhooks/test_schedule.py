"""When it is tried again, and when no more: by a clock that a test moves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from service.partners.errors import AddressRefused, NotReached
from service.partners.sender import Answer
from service.partners.webhooks.schedule import LEAST_TRIES, PATIENCE, STEPS, after
from service.partners.webhooks.webhook import Webhook, WebhookState
from tests.fakes.partners import START, Clock

WEBHOOK = Webhook("wh_AAAAAAAAAA", "clinic", "https://partner.example/", START, 7)
DOWN = Answer(500)


def fail(webhook: Webhook, outcome: Answer | NotReached = DOWN, *, chance: float = 0.5) -> Webhook:
    return after(webhook, 8, outcome, START, lambda: chance)


def test_what_was_taken_moves_the_place_and_forgets_failures() -> None:
    taken = after(fail(WEBHOOK), 8, Answer(204), START, lambda: 0.5)
    assert (taken.place, taken.failures, taken.failing_since, taken.next_try) == (8, 0, None, None)
    assert (taken.state, taken.told) == (WebhookState.WORKS, "Answered 204: taken.")


def test_pauses_grow_until_three_days_have_passed_and_then_it_ends_at_its_place() -> None:
    webhook, clock, pauses = WEBHOOK, Clock(), []
    while webhook.ended is None:
        assert webhook.may_be_tried(clock.now)
        webhook = after(webhook, 8, DOWN, clock.now, lambda: 0.5)
        if webhook.next_try is not None:
            pauses.append((webhook.next_try - clock.now).total_seconds())
            assert not webhook.may_be_tried(webhook.next_try - timedelta(seconds=1))
            clock.now = webhook.next_try
    assert pauses[: len(STEPS)] == list(STEPS)
    assert set(pauses[len(STEPS) :]) == {STEPS[-1]}
    assert PATIENCE <= clock.now - START < PATIENCE + timedelta(seconds=STEPS[-1])
    assert (webhook.place, webhook.next_try, webhook.state) == (7, None, WebhookState.ENDED)
    assert not webhook.may_be_tried(clock.now + timedelta(days=99))


def test_days_on_which_nobody_delivered_end_nothing_before_it_was_tried_often_enough() -> None:
    webhook, now = fail(WEBHOOK), START + timedelta(days=30)
    for tries in range(2, LEAST_TRIES):
        webhook = after(webhook, 8, DOWN, now, lambda: 0.5)
        assert (webhook.failures, webhook.state) == (tries, WebhookState.FAILING)
    assert after(webhook, 8, DOWN, now, lambda: 0.5).state is WebhookState.ENDED


@pytest.mark.parametrize(("chance", "seconds"), [(0.0, 4.0), (0.5, 5.0), (1.0, 6.0)])
def test_chance_shifts_a_pause_by_a_fifth_at_most(chance: float, seconds: float) -> None:
    assert fail(WEBHOOK, chance=chance).next_try == START + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (Answer(503, 60), 60),
        (Answer(429, 60), 60),
        (Answer(429, 1), 5),
        (Answer(429, 9_000_000), 21_600),
        (Answer(500, 60), 5),
    ],
)
def test_a_receiver_may_ask_for_a_longer_pause_but_not_for_ever(answer: Answer, seconds: int) -> None:
    assert fail(WEBHOOK, answer).next_try == START + timedelta(seconds=seconds)


def test_gone_ends_it_at_once() -> None:
    gone = fail(WEBHOOK, Answer(410))
    assert (gone.state, gone.ended, gone.place) == (WebhookState.ENDED, START, 7)
    assert gone.resumed().may_be_tried(START)


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (Answer(302), "Answered 302: redirects are not followed."),
        (Answer(199), "Answered 199: not taken."),
        (Answer(404), "Answered 404: not taken."),
        (AddressRefused("Refused: 10.0.0.1."), "Refused: 10.0.0.1."),
        (NotReached("No connection."), "No connection."),
    ],
)
def test_what_is_not_taken_is_told_in_words_of_our_own(outcome: Answer | NotReached, told: str) -> None:
    failed = fail(WEBHOOK, outcome)
    assert (failed.state, failed.told, failed.told_at) == (WebhookState.FAILING, told, START)
