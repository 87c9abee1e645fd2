"""Every bundled file, as a recogniser hears it that knows nothing of how it was made.

Heard is every section at every level, as MP3 and as Opus, from its first word to its last; of the whole
articles the opening and the closing disclaimer. Words with digits are left out of what a body must hold:
they can be said in several ways. In disclaimers they count, digit by digit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

import pytest

from audio.script import Pause, Script
from content.article import Level
from service.hearing import Hearing
from service.jobs.render import hearings
from service.listening import KEPT
from service.wiring import Services
from tests.bench.bundled import SLUG
from tests.listening.conftest import Ears, Say
from tests.listening.recogniser import Samples, samples_of
from tests.listening.words import recall, words
from tests.log_mel import RATE, decoded

PRESENT = 0.6  # of a disclaimer's words: where it is there 0.72 and more are heard, else 0.28 at most
BODY = 0.8  # of a body's words
EDGE_MS = 200  # before a disclaimer's first word: a recogniser wants a breath before it


@dataclass(frozen=True, slots=True)
class Clip:
    """A stretch of a file, and the words that must be in it."""

    name: str
    level: Level
    part: str
    wanted: tuple[str, ...]
    samples: Samples


def clips(services: Services, hearing: Hearing, format_name: str) -> list[Clip]:
    """A section's body and disclaimer, or a whole article's opening and ending."""
    listener = services.listener
    sound = decoded(b"".join(listener.read(listener.hear(hearing, format_name))))
    starts = [chapter.start_ms for chapter in listener.words(hearing).chapters]
    last = max(0, starts[-1] - EDGE_MS) * RATE // 1000
    name = f"{hearing.level}/{hearing.section or 'whole'}.{format_name}"
    disclaimer = tuple(words(hearing.disclaimer))
    if hearing.section:
        body = tuple(
            word for each in hearing.text.split() if not re.search(r"\d", each) for word in words(each)
        )
        first = Clip(name, hearing.level, "body", body, sound[:last])
    else:
        opening = sound[: starts[1] * RATE // 1000]
        first = Clip(name, hearing.level, "opening", (*words(hearing.title), *disclaimer), opening)
    return [first, Clip(name, hearing.level, "disclaimer", disclaimer, sound[last:])]


@pytest.fixture(scope="module")
def heard(services: Services, ears: Ears) -> list[tuple[Clip, list[str]]]:
    """Every clip, with the words that were heard in it."""
    found = [
        clip
        for hearing in hearings(services, SLUG)
        for name in KEPT
        for clip in clips(services, hearing, name)
    ]
    return list(zip(found, map(words, ears.hear([clip.samples for clip in found], "clips")), strict=True))


def told(say: Say, what: str, shares: list[float]) -> None:
    say(f"{what}: least {min(shares):.0%}, median {median(shares):.0%} of {len(shares)}")


def test_every_file_ends_with_its_disclaimer_and_whole_articles_begin_with_it(
    heard: list[tuple[Clip, list[str]]], say: Say
) -> None:
    shares = {
        (clip.name, clip.part): recall(clip.wanted, said) for clip, said in heard if clip.part != "body"
    }
    assert len(shares) == (5 + 1 + 1) * 4 * 2  # sections, and the wholes' two ends
    told(say, "words of disclaimers heard", list(shares.values()))
    assert {place: share for place, share in shares.items() if share < PRESENT} == {}


def test_every_body_is_heard(heard: list[tuple[Clip, list[str]]], say: Say) -> None:
    shares = {clip.name: recall(clip.wanted, said) for clip, said in heard if clip.part == "body"}
    assert len(shares) == 5 * 4 * 2
    told(say, "words of bodies heard", list(shares.values()))
    assert {name: share for name, share in shares.items() if share < BODY} == {}


def test_another_levels_disclaimer_is_not_taken_for_it(heard: list[tuple[Clip, list[str]]], say: Say) -> None:
    """Levels share sentences, so it is the five sections' median that must be lower."""
    ends = [(clip, said) for clip, said in heard if clip.part == "disclaimer"]
    texts = {clip.level: clip.wanted for clip, _ in ends}
    for level, wanted in texts.items():
        medians = {
            other: median(recall(wanted, said) for clip, said in ends if clip.level is other)
            for other in texts
        }
        others = {other.value: f"{share:.0%}" for other, share in medians.items() if other is not level}
        say(f"the disclaimer of {level}: {medians[level]:.0%} heard where it is, {others} elsewhere")
        assert all(share < medians[level] for other, share in medians.items() if other is not level)


def test_a_disclaimer_with_a_sentence_lost_is_heard_less(services: Services, ears: Ears, say: Say) -> None:
    wanted, spoken, names = [], [], []
    for hearing in hearings(services, SLUG):
        if hearing.section != "introduction":
            continue
        sentences = tuple(each for each in hearing.script.utterances() if each.part == "disclaimer")
        for lost in (None, *range(len(sentences))):
            left = [each for number, each in enumerate(sentences) if number != lost]
            items = [item for each in left for item in (each, Pause(350))]
            wanted.append(words(hearing.disclaimer))
            script = Script(hearing.script.language, tuple(items))
            spoken.append(samples_of(services.engine.speak(script, services.manners.own.voice)))
            names.append((hearing.level, lost))
    said = map(words, ears.hear(spoken, "disclaimers with a sentence lost"))
    shares = {name: recall(words_, each) for name, words_, each in zip(names, wanted, said, strict=True)}
    whole = {level: share for (level, lost), share in shares.items() if lost is None}
    parts = {name: share for name, share in shares.items() if name[1] is not None}
    told(say, "words of disclaimers with a sentence lost", list(parts.values()))
    assert {name: share for name, share in parts.items() if share >= whole[name[0]]} == {}
