"""What the tests of rendering hear."""

from __future__ import annotations

from audio.joining import Excerpt, Joined
from audio.script import Pause
from tests.audio.conftest import TEXT, say

SCRIPT = say(TEXT, 300, "Not advice.")
OTHER = say("Other words are said here, and they are about as long as these.", 200, "Not advice.")
JOINED = Joined((Excerpt(SCRIPT, 1), Pause(500), Excerpt(SCRIPT, 0, 1), Pause(400), Excerpt(OTHER)))
TAGS = {"title": "Ketamine", "comment": "Not advice."}
