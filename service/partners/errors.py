"""Everything that can go wrong between this service and a partner, drawn as one tree.

    PartnerError                 told to whoever runs the service, by the command line
    |-- PartnerNotFound          no partner of that name (says which there are)
    |-- PartnerExists            the name is taken
    |-- KeyNotFound              no key with that id
    |-- WebhookNotFound          no webhook with that id
    |-- WebhookExists            the partner has one for that address already
    |-- TooManyWebhooks          the partner has as many as it may have
    `-- NotReached               an address of somebody else's gave no answer
        `-- AddressRefused       ... and was not called: it is not public, or unusual
    Refused                      told to whoever asks: this request is not answered
    |-- KeyInAddress             a key stands in the address, where logs and histories keep it
    |-- KeyNeeded                this answer is for the owner of a key
    |-- KeyUnreadable            what was sent is not a whole key as it was printed
    |-- KeyRefused               no such key, or it expired, or it was revoked: not told which
    |-- ScopeMissing             the key is good, but not for this
    `-- LimitReached             too many requests within a minute

A store that can't be reached is `content.errors.StoreUnavailable`: it is the same database.
"""

from __future__ import annotations


class PartnerError(Exception):
    """Base of what the command line tells; its text is fit for a person to read."""


class PartnerNotFound(PartnerError):
    """No partner has this name; `known` lists those there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"There is no partner {name!r}. Partners: {', '.join(known) or 'none yet'}.")
        self.name = name
        self.known = known


class PartnerExists(PartnerError):
    """The name is taken."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is a partner {name!r} already. A new key for it: plainspoken partner rotate {name}"
        )


class KeyNotFound(PartnerError):
    """No key has this id."""

    def __init__(self, shown_id: str) -> None:
        super().__init__(f"There is no key {shown_id}. Keys and their ids: plainspoken partner list")


class WebhookNotFound(PartnerError):
    """No webhook has this id."""

    def __init__(self, webhook_id: str) -> None:
        super().__init__(f"There is no webhook {webhook_id}. Webhooks: plainspoken partner webhook list")


class WebhookExists(PartnerError):
    """The partner has a webhook for this address."""

    def __init__(self, webhook_id: str) -> None:
        super().__init__(
            f"The partner has a webhook {webhook_id} for this address already. "
            f"A new secret for it: plainspoken partner webhook rotate {webhook_id}"
        )


class TooManyWebhooks(PartnerError):
    """The partner has as many webhooks as it may have."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"A partner has {most} webhooks at most. Remove one with: plainspoken partner webhook remove ID"
        )


class NotReached(PartnerError):
    """An address of somebody else's gave no answer. The text holds nothing that came from there."""


class AddressRefused(NotReached):
    """An address that is not called: it is not public, or too unusual to be sure."""


class Refused(Exception):
    """Base of what is told to whoever asks. The texts hold nothing of what was sent."""


class KeyInAddress(Refused):
    """A key stands in the address of a request."""

    def __init__(self) -> None:
        super().__init__(
            "A key stands in this address. Addresses are kept in logs and histories, so the key has to be "
            "taken for known: replace it, and send the new one in the header `Authorization: Bearer KEY`."
        )


class KeyNeeded(Refused):
    """This answer is for the owner of a key."""

    def __init__(self) -> None:
        super().__init__("This is for partners: send your key in the header `Authorization: Bearer KEY`.")


class KeyUnreadable(Refused):
    """What was sent is not a whole key. Anybody can tell so by its checksum, so it tells nothing."""

    def __init__(self) -> None:
        super().__init__(
            "The header `Authorization` does not hold one whole key. It is `Bearer`, a blank and the key, "
            "which begins with `psk_` and is 62 signs long. Was it copied whole?"
        )


class KeyRefused(Refused):
    """The key is unknown, expired or revoked: one answer for all, as guessers learn nothing from it."""

    def __init__(self) -> None:
        super().__init__(
            "This key is not accepted: it is unknown, or has expired, or was revoked. "
            "Without a key, articles can be read all the same."
        )


class ScopeMissing(Refused):
    """The key is good, but not for this."""

    def __init__(self, scope: str) -> None:
        super().__init__(f"This key may not be used for this: it lacks the scope `{scope}`.")
        self.scope = scope


class LimitReached(Refused):
    """Too many requests within a minute; `retry_after` is in seconds."""

    def __init__(self, limit: int, retry_after: int) -> None:
        wait = f"{retry_after} second{'' if retry_after == 1 else 's'}"
        super().__init__(f"The limit is {limit:,} requests a minute. Ask again in {wait}.")
        self.retry_after = retry_after
