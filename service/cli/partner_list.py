"""Partners as `plainspoken partner list` shows them: never more of a key than its id."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from service.cli.table import count
from service.partners.credentials import shown_id
from service.partners.limits import Limits
from service.partners.partner import Key, KeyState, Partner

#: Days that usage is summed over, today included.
DAYS = 30


def lines(partner: Partner, requests: int, keyed: Limits, now: datetime) -> Iterator[str]:
    """A line for the partner and one for each key. `keyed` holds where it has no limits of its own."""
    held = partner.limits.over(keyed)
    yield f"{partner.name}: {held} requests a minute; {count(requests, 'request')} in {DAYS} days"
    for key in partner.keys:
        yield f"  {shown_id(key.id)}  {_told(key, now)}; for {', '.join(sorted(key.scopes))}"


def as_json(partner: Partner, requests: int, keyed: Limits, now: datetime) -> dict[str, Any]:
    """For scripts; times in ISO 8601, UTC."""
    held = partner.limits.over(keyed)
    return {
        "name": partner.name,
        "limits": {"general": held.general, "groups": dict(held.groups)},
        f"requests_in_{DAYS}_days": requests,
        "keys": [
            {
                "id": shown_id(key.id),
                "state": key.state(now).value,
                "scopes": sorted(key.scopes),
                "created": key.created.isoformat(),
                "expires": key.expires and key.expires.isoformat(),
                "revoked": key.revoked and key.revoked.isoformat(),
            }
            for key in partner.keys
        ],
    }


def _told(key: Key, now: datetime) -> str:
    made = f"made {key.created:%Y-%m-%d}"
    state = key.state(now)
    if state is KeyState.REVOKED:
        return f"revoked {key.revoked:%Y-%m-%d}, {made}"
    if state is KeyState.EXPIRED:
        return f"expired {key.expires:%Y-%m-%d}, {made}"
    return f"works until {key.expires:%Y-%m-%d %H:%M} UTC, {made}" if key.expires else f"works, {made}"
