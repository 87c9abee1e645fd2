"""What is heard is what is written: every bundled file, decoded, by measures that know nothing of how it was made."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from itertools import pairwise

import av
import numpy as np
import pytest

from audio.encoders.decoding import decoded
from audio.encoding import encoder
from audio.engine import Speech
from audio.folder_store import FolderAudioStore
from audio.loudness import integrated, true_peak
from audio.mastering import CEILING_DBTP, TARGET_LUFS
from audio.pool import SpeechPool
from audio.script import Pause, Script, Utterance
from content.article import Level
from service.hearing import DISCLAIMER, Hearing
from service.jobs.render import hearings
from service.listening import KEPT
from service.wiring import Services, assemble
from tests import ebur128, log_mel
from tests.bench.bundled import SLUG, article
from tests.fakes.article_store import FakeArticleStore

LOUDNESS_LU = 1.0
DURATION_MS = 10
#: Milliseconds of silence that may stand between the disclaimer's start, as chapters tell it, and its words.
BREATH_MS = 500
SECTIONS = (
    "introduction",
    "the-treatment",
    "how-the-therapy-works",
    "how-it-affects-the-brain",
    "depression-treatment",
)
ALL = [(level, section) for level in Level for section in (*SECTIONS, "whole")]
every_file = pytest.mark.parametrize(("level", "section"), ALL)


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The real sound of the bundled article, made once for however many processes test it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    pool = SpeechPool(1)
    store, sounds = FakeArticleStore(article()), FolderAudioStore(folder / "bundled-sound")
    parts = assemble(
        store, pool, sounds, voice="en-us", lock_dir=folder / "bundled-locks", closing=(pool, store)
    )
    yield parts
    parts.close()


@pytest.fixture(scope="module")
def everything(services: Services) -> dict[tuple[Level, str], Hearing]:
    return {(each.level, each.section or "whole"): each for each in hearings(services, SLUG)}


def speech(services: Services, *items: Utterance | Pause) -> Speech:
    return services.engine.speak(Script("en", items), "en-us", 150)


def sound_of(made: Speech) -> log_mel.Frames:
    return stretch(made.pcm, made.sample_rate, 0, made.duration_ms)


def file(made: Speech, name: str) -> bytes:
    return encoder(name).encode(made.pcm, made.sample_rate, {})


@pytest.fixture(scope="module")
def sentences(
    services: Services, everything: dict[tuple[Level, str], Hearing]
) -> dict[Level, list[tuple[Utterance, log_mel.Frames]]]:
    """Each level's disclaimer, sentence by sentence, each with its own sound."""
    return {
        level: [
            (each, sound_of(speech(services, each)))
            for each in everything[level, SECTIONS[0]].script.utterances()
            if each.part == "disclaimer"
        ]
        for level in Level
    }


def heard(sentence: log_mel.Frames, within: log_mel.Frames) -> bool:
    return log_mel.likeness(sentence, within) >= log_mel.PRESENT


def stretch(pcm: bytes, rate: int, start_ms: int, end_ms: int) -> log_mel.Frames:
    """A stretch of decoded sound as the log-mel check sees it."""
    samples = np.frombuffer(pcm, np.int16)[max(0, start_ms) * rate // 1000 : end_ms * rate // 1000]
    frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="s16", layout="mono")
    frame.rate = rate
    resampler = av.AudioResampler(format="s16", layout="mono", rate=log_mel.RATE)
    resampled = [each.to_ndarray()[0] for part in (frame, None) for each in resampler.resample(part)]
    return log_mel.log_mel(np.concatenate(resampled) / 32768)


@every_file
def test_every_file_is_as_loud_as_published_and_speaks_its_disclaimer(
    services: Services,
    everything: dict[tuple[Level, str], Hearing],
    sentences: dict[Level, list[tuple[Utterance, log_mel.Frames]]],
    level: Level,
    section: str,
) -> None:
    hearing, listener = everything[level, section], services.listener
    listener.hear_all(hearing)
    starts = [chapter.start_ms for chapter in listener.words(hearing).chapters]
    for name in KEPT:
        info = listener.hear(hearing, name)
        pcm, rate = decoded(b"".join(listener.read(info)), name)
        length_ms = 1000 * len(pcm) / 2 / rate
        assert length_ms == pytest.approx(info.duration_ms, abs=DURATION_MS)
        assert integrated(pcm, rate) == pytest.approx(TARGET_LUFS, abs=LOUDNESS_LU)
        assert true_peak(pcm, rate) <= CEILING_DBTP
        owed = [stretch(pcm, rate, starts[-1] - BREATH_MS, info.duration_ms)]
        if section == "whole":  # it opens with the disclaimer too
            owed.append(stretch(pcm, rate, 0, starts[1]))
        for said in owed:
            assert all(heard(frames, said) for _, frames in sentences[level]), name


@pytest.mark.parametrize("name", KEPT)
@pytest.mark.parametrize("level", Level)
def test_each_sentence_of_a_disclaimer_that_lost_its_shortest_word_is_missed(
    services: Services,
    sentences: dict[Level, list[tuple[Utterance, log_mel.Frames]]],
    level: Level,
    name: str,
) -> None:
    lost = [shortened(sentence) for sentence, _ in sentences[level]]
    made = speech(services, *(item for each in lost for item in (each, Pause(350))))
    said = stretch(*decoded(file(made, name), name), 0, made.duration_ms)
    assert len(lost) >= 7
    assert [each.spoken for each, frames in sentences[level] if heard(frames, said)] == []


def shortened(sentence: Utterance) -> Utterance:
    """Without its shortest word. "A" is spared: "in a crisis" and "in crisis" sound too much alike."""
    words = list(re.finditer(r"(?<!\S)[A-Za-z]{2,} ", sentence.spoken))
    least = min(words, key=lambda word: len(word[0]))
    left = sentence.spoken[: least.start()] + sentence.spoken[least.end() :]
    return Utterance(left, left, sentence.part)


@pytest.mark.parametrize("level", Level)
def test_another_levels_disclaimer_is_not_taken_for_it(
    services: Services,
    everything: dict[tuple[Level, str], Hearing],
    sentences: dict[Level, list[tuple[Utterance, log_mel.Frames]]],
    level: Level,
) -> None:
    hearing, listener = everything[level, SECTIONS[0]], services.listener
    info = listener.hear(hearing, "mp3")
    start = listener.words(hearing).chapters[-1].start_ms
    said = stretch(*decoded(b"".join(listener.read(info)), "mp3"), start - BREATH_MS, info.duration_ms)
    told = [each for each in Level if all(heard(frames, said) for _, frames in sentences[each])]
    assert told == [level]


@pytest.mark.parametrize("name", KEPT)
def test_ffmpeg_measures_the_same_loudness_and_peak(
    services: Services, everything: dict[tuple[Level, str], Hearing], name: str
) -> None:
    listener = services.listener
    data = b"".join(listener.read(listener.hear(everything[Level.PLAIN, SECTIONS[0]], name)))
    loudness, peak = ebur128.measured(data)
    pcm, rate = decoded(data, name)
    assert loudness == pytest.approx(integrated(pcm, rate), abs=0.1)
    assert peak == pytest.approx(true_peak(pcm, rate), abs=0.1)


@every_file
def test_every_file_has_its_chapters_and_a_mark_for_each_word(
    services: Services, everything: dict[tuple[Level, str], Hearing], level: Level, section: str
) -> None:
    hearing, listener = everything[level, section], services.listener
    listener.hear_all(hearing)
    words = listener.words(hearing)
    assert [chapter.title for chapter in words.chapters][-1] == DISCLAIMER
    for name in KEPT:
        with av.open(io.BytesIO(b"".join(listener.read(listener.hear(hearing, name))))) as container:
            found = [
                (each["metadata"]["title"], float(each["start"] * each["time_base"]))
                for each in container.chapters()
            ]
        assert [title for title, _ in found] == [chapter.title for chapter in words.chapters]
        assert [1000 * start for _, start in found] == pytest.approx(
            [chapter.start_ms for chapter in words.chapters], abs=1
        )
    marks = [mark for mark in words.marks if mark.type == "word"]
    texts = [hearing.title, hearing.disclaimer] if section == "whole" else []
    texts += [hearing.text, hearing.disclaimer]
    shown = [word for text in texts for word in text.split() if re.search(r"[^\W_]", word)]
    assert [strip(mark.value) for mark in marks] == [strip(word) for word in shown]
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(marks))
    assert all(mark.start_ms < mark.end_ms for mark in marks)
    assert words.duration_ms - 300 <= marks[-1].end_ms <= words.duration_ms


def strip(word: str) -> str:
    return re.sub(r"^[\W_]+|[\W_]+$", "", word)
