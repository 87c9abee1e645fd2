"""`/api/v1/voices`: which voices speak here."""

from __future__ import annotations

from flask import Response
from flask_smorest import Blueprint

from audio.engine import MAX_RATE, MIN_RATE
from service.answers import payload
from service.current import services
from service.presenting import general_view
from service.schemas.voices import VoiceListSchema, VoiceQuerySchema
from service.sound_views import voice_view

voices_api = Blueprint("voices", __name__, url_prefix="/api/v1", description="Voices that speak")


@voices_api.route("/voices")
@voices_api.arguments(VoiceQuerySchema, location="query", error_status_code=422)
@voices_api.response(200, VoiceListSchema)
def voices(query: dict[str, str]) -> Response:
    """List the voices that are installed, and the rates at which they speak."""
    manners = services().manners
    view = {
        "voices": [voice_view(voice, manners.own.voice) for voice in manners.voices(query["language"])],
        "rate": {"min": MIN_RATE, "max": MAX_RATE, "default": manners.own.rate},
        "disclaimer": general_view(),
    }
    return payload(VoiceListSchema, view)
