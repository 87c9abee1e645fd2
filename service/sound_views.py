"""Sounds and voices -> the plain dicts that the schemas dump, and the addresses that pages link to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from audio.engine import Voice
from service.addresses import absolute, path
from service.hearing import Hearing
from service.listening import Sound
from service.manner import Manner


def short_key(sound: Sound) -> str:
    """Enough of the key to tell any two versions of one sound apart (64 bits)."""
    return sound.key[:16]


def sound_path(hearing: Hearing, sound: Sound, manner: Manner | None = None) -> str:
    """The address of one sound. `v` names its very bytes, so that caches may keep it for ever."""
    asked = {"v": short_key(sound)}
    if manner:
        asked |= {"voice": manner.voice, "rate": str(manner.rate)}
    if hearing.word:
        return path("audio.word", **where(hearing), word=hearing.word, format_name=sound.format, **asked)
    if hearing.section:
        return path("audio.sound", **where(hearing), format_name=sound.format, **asked)
    return path("audio.whole_sound", **where(hearing), whole_format=sound.format, **asked)


def words_path(hearing: Hearing, kind: str) -> str:
    """The address of what goes with a sound: `kind` is "captions", "chapters" or "marks"."""
    return path(f"audio.{kind}", **where(hearing))


def where(hearing: Hearing) -> dict[str, str]:
    """The parts of an address that name one section, or the whole article, at one level."""
    at = {"slug": hearing.article.slug, "level": hearing.level.value}
    return at | {"section": hearing.section} if hearing.section else at


def audio_view(hearing: Hearing, sounds: Iterable[Sound]) -> list[dict[str, Any]]:
    """One entry a format. Length and size are null until the sound was made."""
    return [
        {
            "format": sound.format,
            "media_type": sound.media_type,
            "url": absolute(sound_path(hearing, sound)),
            "duration_s": None if sound.duration_ms is None else sound.duration_ms / 1000,
            "size_bytes": sound.size_bytes,
        }
        for sound in sounds
    ]


def voice_view(voice: Voice, usual: str) -> dict[str, Any]:
    """A voice; `usual` is the id of the one that speaks when none is asked for."""
    return asdict(voice) | {"default": voice.id == usual}
