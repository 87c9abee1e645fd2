"""Kept audio: keys that hash all that shapes the bytes, and the protocol of a store."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from audio.encoding import Encoder
from audio.script import Pause, Script

HEX_64 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class AudioKey:
    """A SHA-256 in lower-case hexadecimal. The same key always means the same bytes."""

    value: str

    def __post_init__(self) -> None:
        # It becomes a file name: nothing else may pass.
        if not HEX_64.fullmatch(self.value):
            raise ValueError("an audio key is 64 lower-case hexadecimal digits")

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class AudioInfo:
    """What is known of a kept file. `sha256` is that of its bytes, in hexadecimal."""

    key: AudioKey
    format: str
    media_type: str
    duration_ms: int
    size_bytes: int
    sha256: str


class AudioStore(Protocol):
    """Files under keys. Where a file or its metadata is missing, cut short or broken, it is not there."""

    def head(self, key: AudioKey) -> AudioInfo:
        """Look a file up. Raises AudioNotFound."""
        ...

    def exists(self, key: AudioKey) -> bool:
        """Tell whether `head` would find it."""
        ...

    def read(self, key: AudioKey, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Give the bytes from `start` to before `end` (default: all), in chunks.

        An `end` beyond the file means its end. Raises AudioNotFound at the call, before any chunk,
        and ValueError for a `start` below 0 or after `end`.
        """
        ...

    def put(self, key: AudioKey, data: bytes, info: AudioInfo) -> None:
        """Keep a file, all or nothing; one under the same key is replaced."""
        ...


def speech_key(script: Script, voice: str, rate: int, identity: str) -> AudioKey:
    """Key of a sound, from `speech` (this rule's version), `language`, `items`, `voice`, `rate`, `engine`.

    An item is a pause in milliseconds, or the spoken words and where they may command phonemes.
    What is shown is no part of it: two pages that say the same share the sound.
    """
    items = [item.ms if isinstance(item, Pause) else [item.spoken, *item.phonemes] for item in script.items]
    return _key(speech=1, language=script.language, items=items, voice=voice, rate=rate, engine=identity)


def file_key(
    speech: AudioKey, encoder: Encoder, tags: Mapping[str, str], chapters: Sequence[tuple[int, str]] = ()
) -> AudioKey:
    """Key of a file, from `file` (this rule's version), `speech`, `encoder`, `settings`, `tags`, `chapters`.

    `chapters` are titles with the position of the utterance that each begins with.
    """
    return _key(
        file=1,
        speech=speech.value,
        encoder=encoder.name,
        settings=encoder.settings,
        tags=dict(tags),
        chapters=list(chapters),
    )


def timing_key(speech: AudioKey) -> AudioKey:
    """Key under which the timing of a sound is kept."""
    return _key(timing=1, speech=speech.value)


def _key(**fields: Any) -> AudioKey:
    # Lone surrogates can't be UTF-8, but ASCII JSON writes them as escapes.
    canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return AudioKey(hashlib.sha256(canonical.encode()).hexdigest())
