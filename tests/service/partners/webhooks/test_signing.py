"""Signatures, judged by a receiver's library that is not ours."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from standardwebhooks.webhooks import Webhook as Receiver
from standardwebhooks.webhooks import WebhookVerificationError

from service.partners.secret import ServerSecret
from service.partners.webhooks.signing import Signer
from service.partners.webhooks.webhook import Webhook, new_id
from tests.fakes.partners import SECRET, START

SIGNER = Signer(SECRET)
WEBHOOK = Webhook("wh_AAAAAAAAAA", "clinic", "https://partner.example/", START, 0)
BODY = '{"type":"ping","note":"37 °C"}'.encode()


def signed(webhook: Webhook = WEBHOOK, minutes: float = 0) -> dict[str, str]:
    """Its headers as of now, or of so many minutes later: the library looks at the real clock."""
    return dict(SIGNER.headers(webhook, "msg_1", BODY, datetime.now(UTC) + timedelta(minutes=minutes)))


def verified(secret: str, headers: Mapping[str, str], body: bytes = BODY) -> object:
    return Receiver(secret).verify(body, dict(headers))


def test_a_receivers_library_accepts_what_is_signed() -> None:
    assert verified(SIGNER.secret_of(WEBHOOK), signed()) == {"type": "ping", "note": "37 °C"}


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature", "body"])
def test_what_was_altered_on_the_way_is_refused(name: str) -> None:
    headers, body = signed(), BODY
    if name == "body":
        body = BODY.replace(b"37", b"38")
    elif name == "webhook-timestamp":
        headers[name] = str(int(headers[name]) + 1)
    else:
        headers[name] = headers[name][:-4] + "AAA="
    with pytest.raises(WebhookVerificationError):
        verified(SIGNER.secret_of(WEBHOOK), headers, body)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_what_was_signed_too_long_ago_or_ahead_is_refused(minutes: int) -> None:
    with pytest.raises(WebhookVerificationError, match="timestamp too"):
        verified(SIGNER.secret_of(WEBHOOK), signed(minutes=minutes))


def test_after_a_rotation_both_secrets_hold_until_the_overlap_ends_and_then_the_new_one() -> None:
    rotated = WEBHOOK.rotated(datetime.now(UTC) + timedelta(minutes=1))
    old, new = SIGNER.secret_of(WEBHOOK), SIGNER.secret_of(rotated)
    assert old != new
    for secret in (old, new):
        assert verified(secret, signed(rotated))
    later = signed(rotated, minutes=2)
    assert len(later["webhook-signature"].split(" ")) == 1
    assert verified(new, later)
    with pytest.raises(WebhookVerificationError):
        verified(old, later)


def test_secrets_have_256_bits_and_no_two_webhooks_servers_or_generations_share_one() -> None:
    made = {
        signer.secret_of(replace(WEBHOOK, id=webhook_id, generation=generation))
        for signer in (SIGNER, Signer(ServerSecret("another secret of the tests", Path("/nowhere"))))
        for webhook_id in ("wh_AAAAAAAAAA", "wh_AAAAAAAAAB")
        for generation in (1, 2, 11)
    }
    assert len(made) == 12
    assert {len(base64.b64decode(each.removeprefix("whsec_"))) for each in made} == {32}


def test_an_id_is_new_each_time_and_has_no_full_stop() -> None:
    made = {new_id() for _ in range(100)}
    assert len(made) == 100
    assert not any("." in each for each in made)


def test_neither_address_nor_secret_stands_in_what_is_printed_of_a_webhook() -> None:
    assert "partner.example" not in repr(WEBHOOK)
    assert "whsec_" not in repr(WEBHOOK)
