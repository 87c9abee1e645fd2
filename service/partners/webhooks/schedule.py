"""When to try again, and when to stop: what one try makes of a webhook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from service.partners.errors import NotReached
from service.partners.sender import Answer
from service.partners.webhooks.webhook import Webhook

#: Seconds from one failure to the next try. The first are for what a restart or a deployment takes, the
#: last for what waits for a person; that one repeats.
STEPS = (5, 30, 120, 600, 3_600, 10_800, 21_600)
#: Each is taken so much shorter or longer, so that those who failed together do not come back together.
JITTER = 0.2
#: For so long it is tried: a weekend, and the working day after it.
PATIENCE = timedelta(days=3)
#: And so often at least: of the days, some may have passed while nobody delivered.
LEAST_TRIES = 8
#: The longest `Retry-After` that is heeded, in seconds.
LONGEST_WAIT = 21_600
_ASKS_TO_WAIT = (429, 503)
_GONE = 410

Chance = Callable[[], float]
"""A random number from 0 to 1."""


def after(
    webhook: Webhook, change: int, outcome: Answer | NotReached, now: datetime, chance: Chance
) -> Webhook:
    """The webhook after a change (its id) was sent to it."""
    told = outcome_told(outcome)
    if is_taken(outcome):
        return replace(webhook.resumed(), place=change, told=told, told_at=now)
    since = webhook.failing_since or now
    failed = replace(
        webhook,
        failures=webhook.failures + 1,
        failing_since=since,
        next_try=now + _pause(webhook.failures, outcome, chance),
        told=told,
        told_at=now,
    )
    gone = isinstance(outcome, Answer) and outcome.status == _GONE
    if gone or (now - since >= PATIENCE and failed.failures >= LEAST_TRIES):
        return replace(failed, ended=now, next_try=None)
    return failed


def is_taken(outcome: Answer | NotReached) -> bool:
    """Whether the receiver said that it has it."""
    return isinstance(outcome, Answer) and 200 <= outcome.status < 300


def outcome_told(outcome: Answer | NotReached) -> str:
    """A sentence of our own on what became of a try; nothing that the receiver wrote."""
    if isinstance(outcome, NotReached):
        return str(outcome)
    status = outcome.status
    if 200 <= status < 300:
        return f"Answered {status}: taken."
    if 300 <= status < 400:
        return f"Answered {status}: redirects are not followed."
    if status == _GONE:
        return f"Answered {status}: it wants no more."
    return f"Answered {status}: not taken."


def _pause(failures: int, outcome: Answer | NotReached, chance: Chance) -> timedelta:
    step = STEPS[min(failures, len(STEPS) - 1)]
    seconds = step * (1 + JITTER * (2 * chance() - 1))
    if isinstance(outcome, Answer) and outcome.status in _ASKS_TO_WAIT and outcome.retry_after:
        seconds = max(seconds, min(outcome.retry_after, LONGEST_WAIT))
    return timedelta(seconds=seconds)
