"""Unseen medical sentences, sound by sound: as they are said against how a nurse would read them out."""

from __future__ import annotations

import json
import tomllib
from difflib import SequenceMatcher
from pathlib import Path

from audio.normalization import Normalizer
from tests.audio.test_pyttsx3_engine import fresh

NURSE = Path(__file__).parents[2] / "listening/nurse.toml"
MOST_WRONG = 0.02
LEAST_WRONG_RAW = 0.2  # what the rules are for: as they are written, 3 in 10 sounds are others

READ = """
import json, sys
from audio.engines.phonemes import read
from audio.engines.pyttsx3_engine import Espeak
texts = json.loads({texts!r})
heard = read(Espeak(phonemes=True), texts, "gmw/en-US")
print(json.dumps(["".join(each.phonemes) for each in heard]))
"""


def sounds(phonemes: str) -> str:
    """Without stress, pauses and punctuation, which differ between "ECG" and "E C G"."""
    return "".join(sound for sound in phonemes if sound.isalpha())


def wrong(wanted: list[str], heard: list[str]) -> float:
    """The share of sounds that are missing, or that are others."""
    same = sum(
        block.size
        for one, other in zip(wanted, heard, strict=True)
        for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    )
    return 1 - same / max(sum(map(len, wanted)), sum(map(len, heard)))


def test_unseen_sentences_sound_as_a_nurse_would_read_them_out() -> None:
    sentences = tomllib.loads(NURSE.read_text("utf-8"))["sentence"]
    normalizer = Normalizer.of({}, "en")
    written = [each["written"] for each in sentences]
    spoken = [normalizer.utterance(each, "body", 0).spoken for each in written]
    texts = [*(each["heard"] for each in sentences), *spoken, *written]
    heard = list(map(sounds, json.loads(fresh(READ.format(texts=json.dumps(texts))))))
    count = len(sentences)
    nurse, said, raw = heard[:count], heard[count : 2 * count], heard[2 * count :]
    assert wrong(nurse, raw) > LEAST_WRONG_RAW
    assert wrong(nurse, said) < MOST_WRONG
