"""Unseen medical sentences, as a nurse would read them out: the product's speech against espeak-ng's own.

One engine speaks both: what is written, as it is; and what the product makes of it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from audio.normalization import Normalizer
from audio.pool import SpeechPool
from audio.script import Script, Utterance
from tests.listening.conftest import Ears, Say
from tests.listening.recogniser import samples_of
from tests.listening.words import errors, words

PAIRS = Path(__file__).with_name("nurse.toml")
MARGIN = 0.5  # of the errors that espeak-ng alone makes: at most so many may be left
WORST = 8  # sentences that are printed


def test_a_page_of_medicine_is_heard_as_a_nurse_would_say_it(ears: Ears, say: Say) -> None:
    pairs = tomllib.loads(PAIRS.read_text("utf-8"))["sentence"]
    normalizer = Normalizer.of({}, "en")
    ways = {
        "espeak-ng alone": [Utterance(pair["written"], pair["written"], "body") for pair in pairs],
        "the product": [normalizer.utterance(pair["written"], "body", 0) for pair in pairs],
    }
    wanted = [words(pair["heard"]) for pair in pairs]
    total = sum(map(len, wanted))
    wrong: dict[str, list[int]] = {}
    texts: dict[str, list[str]] = {}
    with SpeechPool() as pool:
        for name, utterances in ways.items():
            speeches = [pool.speak(Script("en", (each,)), "en-us") for each in utterances]
            texts[name] = ears.hear([samples_of(each) for each in speeches], name)
            wrong[name] = [errors(want, words(text)) for want, text in zip(wanted, texts[name], strict=True)]
    for name, each in wrong.items():
        say(f"{name}: {sum(each) / total:.1%} of {total} words wrong")
    left = wrong["the product"]
    for index in sorted(range(len(pairs)), key=left.__getitem__, reverse=True)[:WORST]:
        say(f"{left[index]} wrong: {pairs[index]['written']} -> {texts['the product'][index]}")
    assert len(pairs) >= 60
    assert sum(wrong["the product"]) <= MARGIN * sum(wrong["espeak-ng alone"])
