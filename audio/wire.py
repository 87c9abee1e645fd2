"""Scripts and timings as JSON, and the frames in which pool and workers exchange them.

A frame is a big-endian 32-bit length and a JSON object. No pickle: what comes from a process that may
have crashed is data, never code.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict
from typing import Any

from audio.engine import SpokenUtterance, Timing, WordEvent
from audio.script import Pause, Script, Swap, Utterance

PREFIX = struct.Struct(">I")

Message = dict[str, Any]


def frame(message: Message) -> bytes:
    """Pack a message."""
    body = json.dumps(message, separators=(",", ":")).encode()
    return PREFIX.pack(len(body)) + body


def frame_size(start: bytes) -> int | None:
    """Size of the whole frame that begins so, in bytes; None while its prefix is incomplete."""
    if len(start) < PREFIX.size:
        return None
    return PREFIX.size + int(PREFIX.unpack_from(start)[0])


def unframe(data: bytes) -> Message:
    """Unpack one whole frame. Raises ValueError when it is cut short or not JSON."""
    if frame_size(data) != len(data):
        raise ValueError("the frame is cut short")
    message: Message = json.loads(data[PREFIX.size :])
    return message


def script_to_json(script: Script) -> Message:
    """Turn a script into JSON's types."""
    items = [item.ms if isinstance(item, Pause) else asdict(item) for item in script.items]
    return {"language": script.language, "items": items}


def script_from_json(data: Message) -> Script:
    """Turn `script_to_json`'s result back."""
    return Script(data["language"], tuple(_item(item) for item in data["items"]))


def _item(item: int | Message) -> Utterance | Pause:
    if isinstance(item, int):
        return Pause(item)
    return Utterance(**{**item, "swaps": tuple(Swap(**swap) for swap in item["swaps"])})


def timing_to_json(timing: Timing) -> Message:
    """Turn a timing into JSON's types."""
    return {
        "sample_rate": timing.sample_rate,
        "samples": timing.samples,
        "utterances": [
            [each.start, each.end, [[word.offset, word.length, word.sample] for word in each.words]]
            for each in timing.utterances
        ],
    }


def timing_from_json(data: Message) -> Timing:
    """Turn `timing_to_json`'s result back. Raises KeyError, TypeError or ValueError if it is not one."""
    utterances = tuple(
        SpokenUtterance(start, end, tuple(WordEvent(*word) for word in words))
        for start, end, words in data["utterances"]
    )
    return Timing(data["sample_rate"], data["samples"], utterances)
