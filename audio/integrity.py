"""Whether kept bytes are those that were put: hashed once for each version of a file, then remembered."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from audio.errors import AudioDamaged
from audio.keys import AudioKey
from audio.recent import Recent
from audio.store import AudioInfo

RECHECK_S = 6 * 3600
"""Bytes that rot on the disk leave no sign: after so many seconds they are hashed again."""

SETTLED_S = 2
"""The coarsest clock of a file system (FAT's), in seconds: two changes within it may look like one."""

MOST_REMEMBERED = 20_000  # some 500 bytes each

_log = logging.getLogger(__name__)

Sign = tuple[object, ...]
"""What a store tells of a file at no cost, and what differs when the file was changed."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found when the bytes were hashed: at which time, under which sign."""

    info: AudioInfo
    whole: bool
    sign: Sign
    at: float

    def on(self, sign: Sign) -> AudioInfo | None:
        """Give what is known of the file with this sign, if that is the one that was hashed.

        Raises AudioDamaged when it was, and was found damaged.
        """
        if sign != self.sign:
            return None
        if not self.whole:
            raise _damaged(self.info.key)
        return self.info


class Verdicts:
    """The verdicts of one store, in this process. `clock` tells seconds since 1970."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._verdicts: Recent[AudioKey, Verdict] = Recent(MOST_REMEMBERED)

    def last(self, key: AudioKey) -> Verdict | None:
        """Give the last verdict, unless it is too old."""
        verdict = self._verdicts.get(key)
        if verdict is None or not 0 <= self._clock() - verdict.at < RECHECK_S:
            return None
        return verdict

    def judge(self, info: AudioInfo, sha256: str, sign: Sign, *, changed_at: float | None = None) -> None:
        """Compare a hash with the promised one, and remember. Raises AudioDamaged.

        `changed_at` is when the file was changed last, where the sign rests on a clock. One that is
        fresh is not remembered: it may change again under the same sign.
        """
        now = self._clock()
        verdict = Verdict(info, sha256 == info.sha256, sign, now)
        if changed_at is None or now - changed_at > SETTLED_S:
            self._verdicts.remember(info.key, verdict)
        if not verdict.whole:
            _log.warning("The %s kept under %s is damaged; it will be made again.", info.format, info.key)
            raise _damaged(info.key)


def sealed(info: AudioInfo) -> bytes:
    """Write metadata as JSON, with a hash over all of it."""
    fields = {**asdict(info), "key": info.key.value}
    return json.dumps({**fields, "seal": _seal(fields)}).encode()


def unsealed(data: bytes, key: AudioKey) -> AudioInfo:
    """Read `sealed` metadata back. Raises AudioDamaged when it is altered or another file's."""
    try:
        fields = json.loads(data)
        if fields.pop("seal") == _seal(fields) and fields["key"] == key.value:
            return AudioInfo(**{**fields, "key": key})
    except (ValueError, KeyError, TypeError, AttributeError):  # cut short, or not JSON at all
        pass
    _log.warning("The metadata kept under %s are damaged; the audio will be made again.", key)
    raise _damaged(key)


def _seal(fields: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def _damaged(key: AudioKey) -> AudioDamaged:
    return AudioDamaged(f"The audio under {key} is not what was put there.")
