"""Whether what is kept is what its key promises: hashed, decoded, measured, compared with its master."""

from __future__ import annotations

import json
from collections.abc import Iterator

from audio.encoders.decoding import decoded
from audio.encoders.flac import pcm_of
from audio.engine import Speech, Timing
from audio.errors import AudioDamaged, AudioNotFound, EncodingFailed
from audio.keys import AudioKey, master_key, timing_key
from audio.likeness import likeness
from audio.loudness import integrated, true_peak
from audio.mastering import CEILING_DBTP, TARGET_LUFS
from audio.masters import Masters, Wish
from audio.recent import Recent
from audio.script import Script
from audio.shelves import Shelves
from audio.store import AudioInfo
from audio.wire import timing_from_json

LOSSLESS = frozenset({"flac", "wav"})
OFF_MS = 10  # a player's seek is hardly finer
OFF_LU = 1.0  # EBU R 128 allows as much where a target can't be met exactly
ALIKE = 0.9
"""Likeness: coding leaves it above 0.99, another sentence in the same voice below 0.5."""

MOST_MEASURED = 1024  # remembered by the hash of their bytes

Faults = tuple[str, ...]


class Verifier:
    """Checks what is kept, and drops what is bad. It speaks nothing."""

    def __init__(self, shelves: Shelves, masters: Masters) -> None:
        self._shelves = shelves
        self._masters = masters
        self._measured: Recent[tuple[str, str], Faults] = Recent(MOST_MEASURED)

    def faults(self, wish: Wish, key: AudioKey) -> Faults:
        """Tell in words what is wrong with a file and with the masters it is made from.

        Empty when nothing is; what is not kept is no fault. What has one is dropped.
        """
        scripts = [wish.what] if isinstance(wish.what, Script) else dict.fromkeys(wish.what.scripts())
        of_masters = [fault for script in scripts for fault in self._of_master(wish.of(script))]
        return (*of_masters, *self._of_file(wish, key))

    def _of_master(self, wish: Wish) -> Faults:
        sound = self._masters.key_of(wish)
        try:
            master = self._kept(master_key(sound), "master")
            timing = self._kept(timing_key(sound), "timing")
            if master is None or timing is None:
                return ()
            hashes = master[0].sha256, timing[0].sha256
            faults = self._measured.get(hashes)
            if faults is None:
                faults = _of_speech(master[1], timing_from_json(json.loads(timing[1])))
                self._measured.remember(hashes, faults)
        except _Fault as fault:
            faults = (str(fault),)
        if faults:
            self._masters.drop(sound)
        return faults

    def _of_file(self, wish: Wish, key: AudioKey) -> Faults:
        try:
            kept = self._kept(key, "file")
            if kept is None:
                return ()
            faults = _of_copy(*kept, self._masters.kept_timing(wish), self._masters.kept_speech(wish))
        except _Fault as fault:
            faults = (str(fault),)
        if faults:
            self._shelves.drop(key)
        return faults

    def _kept(self, key: AudioKey, name: str) -> tuple[AudioInfo, bytes] | None:
        """Give a file, hashed anew; None when there is none. Raises _Fault."""
        try:
            info = self._shelves.head(key, anew=True)
            return info, b"".join(self._shelves.read(key))
        except AudioDamaged:
            raise _Fault(f"The bytes of the {name} are not those that were kept.") from None
        except AudioNotFound:
            return None


class _Fault(Exception):
    """One that leaves nothing more to check; its text tells it."""


def _of_speech(flac: bytes, timing: Timing) -> Faults:
    """Check a master: as long as its timing says, and as loud as it should be."""
    try:
        pcm, rate = pcm_of(flac)
    except EncodingFailed as error:
        return (f"The master can't be decoded: {error}",)
    faults: list[str] = []
    if (len(pcm) // 2, rate) != (timing.samples, timing.sample_rate):
        faults.append(
            f"The master has {len(pcm) // 2} samples at {rate} Hz, "
            f"its timing {timing.samples} at {timing.sample_rate} Hz."
        )
    ends = [place for each in timing.utterances for place in (each.start, each.end)]
    if ends != sorted(ends) or not all(0 <= place <= timing.samples for place in ends):
        faults.append("The timing's utterances are not one after the other within the sound.")
    return (*faults, *_of_level(pcm, rate, "master"))


def _of_level(pcm: bytes, rate: int, name: str) -> Iterator[str]:
    """Check that it is as loud as all that is made here."""
    loudness, peak = integrated(pcm, rate), true_peak(pcm, rate)
    if loudness is not None and abs(loudness - TARGET_LUFS) > OFF_LU:
        yield f"The {name}'s loudness is {loudness:.1f} LUFS instead of {TARGET_LUFS:g}."
    if peak > CEILING_DBTP:
        yield f"The {name}'s true peak is {peak:.2f} dBTP, above {CEILING_DBTP:g}."


def _of_copy(info: AudioInfo, data: bytes, timing: Timing | None, speech: Speech | None) -> Faults:
    """Check a file: whole, as long as the speech, as loud as it should be, and the same sound."""
    try:
        pcm, rate = decoded(data, info.format)
    except EncodingFailed as error:
        return (f"The {info.format} file can't be decoded: {error}",)
    length_ms = len(pcm) / 2 * 1000 / rate
    promised_ms = timing.samples * 1000 / timing.sample_rate if timing else info.duration_ms
    faults: list[str] = []
    if timing and timing.duration_ms != info.duration_ms:
        faults.append(f"{info.duration_ms} ms are told of the file, {timing.duration_ms} ms were spoken.")
    if abs(length_ms - promised_ms) > OFF_MS:
        faults.append(f"The {info.format} file is {length_ms:.0f} ms long instead of {promised_ms:.0f}.")
    faults += _of_level(pcm, rate, f"{info.format} file")
    if speech is None:
        return tuple(faults)
    if info.format in LOSSLESS:
        if (pcm, rate) != (speech.pcm, speech.sample_rate):
            faults.append(f"The {info.format} file has other samples than the master.")
    else:
        alike = likeness(pcm, rate, speech.pcm, speech.sample_rate)
        if alike is not None and alike < ALIKE:
            faults.append(f"The {info.format} file sounds unlike the master ({alike:.2f} of 1).")
    return tuple(faults)
