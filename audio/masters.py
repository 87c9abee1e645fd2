"""Masters: each sound is spoken once, and kept as an untagged FLAC with its timing beside it.

All files, captions and marks are made from these, so another format or another title costs no speech.
What is joined has no master of its own: those of its parts are joined again in a moment.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from audio.encoders.flac import FlacEncoder, pcm_of
from audio.engine import Speech, SpeechEngine, Timing, check_rate
from audio.errors import AudioNotFound, EncodingFailed
from audio.flights import Flights, FolderLocks
from audio.joining import Audible, Joined, join, join_timings
from audio.keys import AudioKey, joined_key, master_key, speech_key, timing_key
from audio.recent import Recent
from audio.script import Pause, Script
from audio.shelves import Shelves
from audio.store import AudioInfo
from audio.wire import timing_from_json, timing_to_json

MOST_TIMINGS = 32  # kept in memory: 5,000 words take about a megabyte


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be heard, in which voice, at how many words a minute (80-450, else ValueError).

    What `passes` is kept only while there is room, whatever its voice and rate.
    """

    what: Audible
    voice: str
    rate: int
    passes: bool = False

    def __post_init__(self) -> None:
        check_rate(self.rate)

    def of(self, script: Script) -> Wish:
        """Wish for one script in the same voice and rate."""
        return Wish(script, self.voice, self.rate, self.passes)


class Masters:
    """Finds speech that is kept, or speaks and keeps it. For many threads."""

    def __init__(self, engine: SpeechEngine, shelves: Shelves, locks: FolderLocks) -> None:
        self._engine = engine
        self._shelves = shelves
        self._locks = locks
        self._flights: Flights[Speech] = Flights()
        self._timings: Recent[AudioKey, Timing] = Recent(MOST_TIMINGS)

    def key_of(self, wish: Wish) -> AudioKey:
        """Key of the sound; starts no worker. Raises UnknownVoice, SpeechUnavailable."""
        identity = self._engine.identity_of(wish.voice)
        if isinstance(wish.what, Script):
            return speech_key(wish.what, wish.voice, wish.rate, identity)
        parts: list[int | tuple[AudioKey, int, int]] = []
        for part in wish.what.parts:
            if isinstance(part, Pause):
                parts.append(part.ms)
            else:
                sound = speech_key(part.script, wish.voice, wish.rate, identity)
                parts.append((sound, part.first, part.stop))
        return joined_key(parts)

    def speech(self, wish: Wish) -> Speech:
        """Give the sound, from what is kept or spoken now. Raises what the engine does, and SoundTooLong."""
        what = wish.what
        if isinstance(what, Joined):
            return join(what, lambda part: self.speech(wish.of(part)))
        sound = self.key_of(wish)
        return self._flights.join(sound, lambda: self._spoken(sound, what, wish))

    def timing(self, wish: Wish) -> Timing:
        """Tell when each utterance is heard; speaks what is not kept. Raises as `speech` does."""
        if isinstance(wish.what, Joined):
            return join_timings(wish.what, [self.timing(wish.of(each)) for each in wish.what.scripts()])
        return self.speech(wish).timing

    def kept_timing(self, wish: Wish) -> Timing | None:
        """As `timing`, but None where something would have to be spoken."""
        if isinstance(wish.what, Script):
            return self._kept_timing(self.key_of(wish))
        timings: list[Timing] = []
        for script in wish.what.scripts():
            timing = self.kept_timing(wish.of(script))
            if timing is None:
                return None
            timings.append(timing)
        return join_timings(wish.what, timings)

    def kept_speech(self, wish: Wish) -> Speech | None:
        """As `speech`, but None where something would have to be spoken."""
        if isinstance(wish.what, Script):
            return self._kept(self.key_of(wish))

        def part(script: Script) -> Speech:
            if speech := self._kept(self.key_of(wish.of(script))):
                return speech
            raise AudioNotFound("A part of the joined sound is not kept.")

        try:
            return join(wish.what, part)
        except AudioNotFound:
            return None

    def drop(self, sound: AudioKey) -> None:
        """Forget a master, so that it is spoken again when it is needed."""
        self._timings.forget(sound)
        for key in (master_key(sound), timing_key(sound)):
            self._shelves.drop(key)

    def _spoken(self, sound: AudioKey, script: Script, wish: Wish) -> Speech:
        with self._locks.hold(sound):
            if kept := self._kept(sound):
                return kept
            speech = self._engine.speak(script, wish.voice, wish.rate)
            self._keep(sound, speech, wish)
            return speech

    def _keep(self, sound: AudioKey, speech: Speech, wish: Wish) -> None:
        flac = FlacEncoder()
        data = flac.encode(speech.pcm, speech.sample_rate, {})
        info = AudioInfo.of(data, master_key(sound), flac.name, flac.media_type, speech.duration_ms)
        self._shelves.keep(data, info, wish.voice, wish.rate, passes=wish.passes)
        data = json.dumps(timing_to_json(speech.timing), separators=(",", ":")).encode()
        info = AudioInfo.of(data, timing_key(sound), "timing", "application/json", speech.duration_ms)
        self._shelves.keep(data, info, wish.voice, wish.rate, passes=wish.passes)

    def _kept(self, sound: AudioKey) -> Speech | None:
        timing, data = self._kept_timing(sound), self._shelves.whole(master_key(sound))
        if timing is None or data is None:
            return None
        try:
            return Speech(pcm_of(data)[0], timing)
        except (EncodingFailed, ValueError):  # the two don't fit
            return None

    def _kept_timing(self, sound: AudioKey) -> Timing | None:
        if timing := self._timings.get(sound):
            return timing
        data = self._shelves.whole(timing_key(sound))
        if data is None:
            return None
        timing = timing_from_json(json.loads(data))
        self._timings.remember(sound, timing)
        return timing
