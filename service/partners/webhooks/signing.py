"""Secrets and signatures, as Standard Webhooks has them (standardwebhooks.com, 1.0).

A webhook's secret is not kept anywhere: it is derived from the server's own secret, the webhook's id and the
number of its generation. A copy of the database signs nothing.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

from service.partners.secret import ServerSecret
from service.partners.webhooks.webhook import Webhook

#: What a secret begins with, so that scanners of repositories and logs spot it.
PREFIX = "whsec_"
MEDIA_TYPE = "application/json"


class Signer:
    """Gives a webhook its secret, and signs in its name."""

    def __init__(self, secret: ServerSecret) -> None:
        self._secret = secret

    def secret_of(self, webhook: Webhook) -> str:
        """The newest secret, for the webhook's owner. Raises `SecretUnusable`."""
        return PREFIX + base64.b64encode(self._key(webhook.id, webhook.generation)).decode()

    def headers(self, webhook: Webhook, message: str, body: bytes, now: datetime) -> Mapping[str, str]:
        """What goes with a body that is sent now. Raises `SecretUnusable`.

        `message` is the same whenever the same is sent, and holds no full stop; it and the time are signed.
        """
        sent = str(int(now.timestamp()))
        signed = f"{message}.{sent}.".encode() + body
        keys = (self._key(webhook.id, number) for number in webhook.generations(now))
        return {
            "Content-Type": MEDIA_TYPE,
            "User-Agent": "Plainspoken-Webhook/1",
            "webhook-id": message,
            "webhook-timestamp": sent,
            "webhook-signature": " ".join(_signature(key, signed) for key in keys),
        }

    def _key(self, webhook_id: str, generation: int) -> bytes:
        # Keys of partners begin with `psk_`: nothing else that is hashed under this secret looks so.
        return bytes.fromhex(self._secret.digest(f"webhook:{webhook_id}:{generation}"))


def _signature(key: bytes, signed: bytes) -> str:
    return f"v1,{base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()}"
