"""Keys that hash all that shapes the bytes kept under them: change anything, and it is another key."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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


def speech_key(script: Script, voice: str, rate: int, identity: str) -> AudioKey:
    """Key of a sound, from `speech` (this rule's version), `language`, `items`, `voice`, `rate`, `engine`.

    An item is a pause in milliseconds, or the spoken words and where they may command phonemes.
    What is shown is no part of it: two pages that say the same share the sound.
    """
    items = [item.ms if isinstance(item, Pause) else [item.spoken, *item.phonemes] for item in script.items]
    return _key(speech=1, language=script.language, items=items, voice=voice, rate=rate, engine=identity)


def joined_key(parts: Sequence[int | tuple[AudioKey, int, int]]) -> AudioKey:
    """Key of sounds that are joined, from `joined` (this rule's version) and `parts`.

    A part is a pause in milliseconds, or a sound's key with the utterances that are taken of it:
    the position of the first, and that behind the last.
    """
    return _key(
        joined=1, parts=[part if isinstance(part, int) else [part[0].value, *part[1:]] for part in parts]
    )


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


def master_key(speech: AudioKey) -> AudioKey:
    """Key under which the master of a sound is kept.

    Nothing of its encoder is in it: a master is lossless, so a newer one gives the same sound.
    """
    return _key(master=1, speech=speech.value)


def timing_key(speech: AudioKey) -> AudioKey:
    """Key under which the timing of a sound is kept."""
    return _key(timing=1, speech=speech.value)


def _key(**fields: Any) -> AudioKey:
    # Lone surrogates can't be UTF-8, but ASCII JSON writes them as escapes.
    canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return AudioKey(hashlib.sha256(canonical.encode()).hexdigest())
