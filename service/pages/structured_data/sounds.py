"""What there is to hear of a page, as schema.org's `AudioObject`s."""

from __future__ import annotations

from typing import Any

from service.addresses import absolute
from service.listening import KEPT, Sound
from service.pages.structured_data.shown import Shown
from service.sound_views import sound_path, words_path


def audio(shown: Shown) -> list[dict[str, Any]]:
    """One entry a format that is kept: a WAV would be made anew for every crawler."""
    return [_audio(shown, each) for each in shown.sounds if each.format in KEPT]


def _audio(shown: Shown, sound: Sound) -> dict[str, Any]:
    told = {
        "@type": "AudioObject",
        "name": shown.title,
        "contentUrl": absolute(sound_path(shown.hearing, sound)),
        "encodingFormat": sound.media_type,
        "inLanguage": shown.article.language,
        # The transcript is the page itself.
        "encodesCreativeWork": {"@id": shown.address},
        "caption": {
            "@type": "MediaObject",
            "contentUrl": absolute(words_path(shown.hearing, "captions")),
            "encodingFormat": "text/vtt",
        },
    }
    if sound.duration_ms is not None:
        told["duration"] = duration(sound.duration_ms / 1000)
    return told


def duration(seconds: float) -> str:
    """A length of time in ISO 8601, in whole seconds: "PT3M20S"."""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (rest, "S"))
    return "PT" + "".join(f"{number}{unit}" for number, unit in parts if number)
