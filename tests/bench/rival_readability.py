"""Run alone, with the folder of py-readability-metrics: texts on standard input, seconds on standard output."""

from __future__ import annotations

import json
import re
import sys
import time
from statistics import median

sys.path.insert(0, sys.argv[1])

from readability import Readability
from readability.text import analyzer

# NLTK's sentence model would have to be fetched; a single expression is faster than it, to the rival's gain.
analyzer.sent_tokenize = re.compile(r"(?<=[.!?])\s+").split


def judge(text: str) -> None:
    """Every score that it has, but SMOG, which it refuses under 30 sentences."""
    own = Readability(text)
    for name in (
        "ari",
        "coleman_liau",
        "dale_chall",
        "flesch",
        "flesch_kincaid",
        "gunning_fog",
        "linsear_write",
        "spache",
    ):
        getattr(own, name)()


told = {}
for length, texts in json.load(sys.stdin).items():
    judge(texts[0])
    rounds = []
    for _ in range(3):
        began = time.process_time()
        for text in texts:
            judge(text)
        rounds.append(time.process_time() - began)
    told[length] = median(rounds)
print(json.dumps(told))
