"""Verifying: what is kept is decoded, measured and compared; what is bad goes, and is made again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audio import verification
from audio.encoders.flac import FlacEncoder
from audio.encoding import encoder
from audio.engine import Speech, SpokenUtterance
from audio.joining import Joined
from audio.keys import AudioKey, master_key, speech_key, timing_key
from audio.mastering import mastered
from audio.object_store import open_store
from audio.rendering import Renderer
from audio.script import Script
from audio.store import AudioInfo
from audio.wire import timing_to_json
from tests.audio.heard import JOINED, SCRIPT
from tests.fakes.audio_store import FakeAudioStore
from tests.fakes.engine import FakeEngine

FORMATS = ("mp3", "opus", "flac", "wav")
WISH: dict[str, Any] = {"voice": "en-us", "tags": {"title": "Ketamine"}, "chapters": {0: "One"}}


class Loud(FakeEngine):
    """Speaks at the one loudness, as the workers do."""

    def speak(self, script: Script, voice: str, rate: int = 150) -> Speech:
        return mastered(super().speak(script, voice, rate))


@pytest.fixture
def engine() -> Loud:
    return Loud()


@pytest.fixture
def store() -> FakeAudioStore:
    return FakeAudioStore()


@pytest.fixture
def renderer(engine: Loud, store: FakeAudioStore) -> Renderer:
    return Renderer(engine, store)


def sound(script: Script = SCRIPT) -> AudioKey:
    return speech_key(script, "en-us", 150, "fake 1")


def put(store: FakeAudioStore, key: AudioKey, data: bytes, **told: int) -> None:
    """Put other bytes, with a hash that is theirs."""
    info = store.kept[key][1]
    store.kept[key] = (data, replace(AudioInfo.of(data, key, info.format, "", info.duration_ms), **told))


def put_master(store: FakeAudioStore, pcm: bytes) -> None:
    put(store, master_key(sound()), FlacEncoder().encode(pcm, 22_050, {}))


def speech(engine: Loud, script: Script = SCRIPT) -> Speech:
    return mastered(engine._silence.speak(script, "en-us"))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("what", [SCRIPT, JOINED])
def test_what_was_made_well_has_no_fault_and_stays(
    renderer: Renderer, store: FakeAudioStore, engine: Loud, what: Script | Joined, name: str
) -> None:
    made = renderer.render(what, format=name, **WISH)
    kept, spoken = dict(store.kept), list(engine.spoken)
    assert renderer.verify(what, format=name, **WISH) == ()
    assert store.kept == kept
    assert engine.spoken == spoken
    assert renderer.find(made.key) == made


@pytest.mark.parametrize("what", [SCRIPT, JOINED])
def test_what_is_not_kept_is_no_fault_and_is_not_made(
    renderer: Renderer, engine: Loud, what: Script | Joined
) -> None:
    assert renderer.verify(what, format="mp3", **WISH) == ()
    assert not engine.spoken


def test_the_bytes_are_hashed_anew_whatever_is_remembered_of_them(engine: Loud) -> None:
    asked: list[bool] = []

    class Remembers(FakeAudioStore):
        def head(self, key: AudioKey, *, anew: bool = False) -> AudioInfo:
            asked.append(anew)
            return super().head(key)

    renderer = Renderer(engine, Remembers())
    renderer.render(SCRIPT, format="mp3", **WISH)
    asked.clear()
    assert renderer.verify(SCRIPT, format="mp3", **WISH) == ()
    assert asked.count(True) == 3  # the file, its master and the timing


@pytest.mark.parametrize("name", FORMATS)
def test_without_its_masters_a_file_is_still_decoded_and_its_length_compared(
    renderer: Renderer, store: FakeAudioStore, name: str
) -> None:
    made = renderer.render(SCRIPT, format=name, **WISH)
    del store.kept[master_key(sound())], store.kept[timing_key(sound())]
    assert Renderer(FakeEngine(), store).verify(SCRIPT, format=name, **WISH) == ()
    put(store, made.key, store.kept[made.key][0], duration_ms=made.duration_ms + 11)
    (fault,) = Renderer(FakeEngine(), store).verify(SCRIPT, format=name, **WISH)
    assert "ms long instead of" in fault


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("what", [SCRIPT, JOINED])
def test_a_flipped_bit_is_found_in_a_file_and_only_the_file_is_made_again(
    tmp_path: Path, engine: Loud, what: Script | Joined, name: str
) -> None:
    renderer = Renderer(engine, open_store(tmp_path))
    made = renderer.render(what, format=name, **WISH)
    path, spoken = renderer.path(made.key), len(engine.spoken)
    assert path is not None
    whole = path.read_bytes()
    path.write_bytes(whole[:-9] + bytes([whole[-9] ^ 4]) + whole[-8:])
    assert renderer.verify(what, format=name, **WISH) == (
        "The bytes of the file are not those that were kept.",
    )
    assert not path.exists()
    assert renderer.verify(what, format=name, **WISH) == ()
    assert renderer.render(what, format=name, **WISH) == made
    assert path.read_bytes() == whole
    assert len(engine.spoken) == spoken


@pytest.mark.parametrize("which", ["flac", "timing"])
@pytest.mark.parametrize("what", [SCRIPT, JOINED])
def test_a_damaged_master_is_found_and_spoken_again(
    tmp_path: Path, engine: Loud, what: Script | Joined, which: str
) -> None:
    renderer = Renderer(engine, open_store(tmp_path))
    renderer.render(what, format="mp3", **WISH)
    key = (master_key if which == "flac" else timing_key)(sound())
    path = tmp_path / key.value[:2] / f"{key}.{which}"
    whole, spoken = path.read_bytes(), len(engine.spoken)
    path.write_bytes(bytes(len(whole)))
    (fault,) = renderer.verify(what, format="mp3", **WISH)
    assert fault == f"The bytes of the {'master' if which == 'flac' else which} are not those that were kept."
    assert not path.exists()
    renderer.render(what, format="opus", **WISH)
    assert engine.spoken[spoken:] == [SCRIPT]
    assert path.read_bytes() == whole
    assert renderer.verify(what, format="opus", **WISH) == ()


def test_a_file_that_is_none_of_its_format_is_found(renderer: Renderer, store: FakeAudioStore) -> None:
    for name in FORMATS:
        made = renderer.render(SCRIPT, format=name, **WISH)
        put(store, made.key, b"no sound at all" * 100)
        (fault,) = renderer.verify(SCRIPT, format=name, **WISH)
        assert fault.startswith(f"The {name} file can't be decoded")
        assert made.key not in store.kept


@pytest.mark.parametrize("name", ["mp3", "opus"])
def test_other_words_of_the_same_length_are_found(
    renderer: Renderer, store: FakeAudioStore, engine: Loud, name: str
) -> None:
    made = renderer.render(SCRIPT, format=name, **WISH)
    right = speech(engine)
    backwards = np.frombuffer(right.pcm, "<i2")[::-1].tobytes()
    put(store, made.key, encoder(name).encode(backwards, 22_050, {}))
    (fault,) = renderer.verify(SCRIPT, format=name, **WISH)
    assert "sounds unlike the master" in fault
    assert made.key not in store.kept


@pytest.mark.parametrize("name", ["flac", "wav"])
def test_one_other_sample_is_found_where_nothing_is_lost(
    renderer: Renderer, store: FakeAudioStore, engine: Loud, name: str
) -> None:
    made = renderer.render(SCRIPT, format=name, **WISH)
    pcm = bytearray(speech(engine).pcm)
    pcm[1000] ^= 1
    put(store, made.key, encoder(name).encode(bytes(pcm), 22_050, {}))
    assert renderer.verify(SCRIPT, format=name, **WISH) == (
        f"The {name} file has other samples than the master.",
    )


@pytest.mark.parametrize("name", ["mp3", "opus"])
@pytest.mark.parametrize(("longer_ms", "right"), [(9, True), (12, False), (-12, False)])
def test_a_length_is_right_to_10_ms(
    renderer: Renderer, store: FakeAudioStore, engine: Loud, name: str, longer_ms: int, right: bool
) -> None:
    made = renderer.render(SCRIPT, format=name, **WISH)
    samples = longer_ms * 22_050 // 1000
    pcm = speech(engine).pcm
    pcm = pcm + bytes(2 * samples) if samples > 0 else pcm[: 2 * samples]
    put(store, made.key, encoder(name).encode(pcm, 22_050, {}))
    faults = renderer.verify(SCRIPT, format=name, **WISH)
    assert [("ms long instead of" in fault) for fault in faults] == ([] if right else [True])


def test_a_length_that_is_told_wrong_is_found(renderer: Renderer, store: FakeAudioStore) -> None:
    made = renderer.render(SCRIPT, format="mp3", **WISH)
    put(store, made.key, store.kept[made.key][0], duration_ms=made.duration_ms + 1)
    (fault,) = renderer.verify(SCRIPT, format="mp3", **WISH)
    assert fault == f"{made.duration_ms + 1} ms are told of the file, {made.duration_ms} ms were spoken."


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda pcm: pcm[:-200], "samples at 22050 Hz, its timing"),
        (
            lambda pcm: (np.frombuffer(pcm, "<i2") // 2).astype("<i2").tobytes(),
            "The master's loudness is -21",
        ),
        (lambda pcm: b"\xff\x7f" * 6 + pcm[12:], "The master's true peak is"),
    ],
)
def test_a_master_that_is_not_as_it_should_be_is_found(
    renderer: Renderer, store: FakeAudioStore, engine: Loud, change: Any, told: str
) -> None:
    made = renderer.render(SCRIPT, format="mp3", **WISH)
    put_master(store, change(speech(engine).pcm))
    (fault,) = renderer.verify(SCRIPT, format="mp3", **WISH)
    assert told in fault
    assert master_key(sound()) not in store.kept
    assert timing_key(sound()) not in store.kept
    assert made.key in store.kept


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("gain", "told"), [(0.5, "file's loudness is -2"), (20, "file's true peak is")])
def test_a_file_that_is_not_as_loud_as_it_should_be_is_found(
    renderer: Renderer, store: FakeAudioStore, engine: Loud, name: str, gain: float, told: str
) -> None:
    made = renderer.render(SCRIPT, format=name, **WISH)
    louder = np.clip(np.frombuffer(speech(engine).pcm, "<i2") * gain, -32_768, 32_767).astype("<i2")
    put(store, made.key, encoder(name).encode(louder.tobytes(), 22_050, {}))
    assert told in " ".join(renderer.verify(SCRIPT, format=name, **WISH))
    assert made.key not in store.kept


def test_silence_has_no_loudness_to_be_wrong(renderer: Renderer, store: FakeAudioStore, engine: Loud) -> None:
    renderer.timing(SCRIPT, voice="en-us")
    put_master(store, bytes(len(speech(engine).pcm)))
    assert renderer.verify(SCRIPT, format="mp3", **WISH) == ()


@pytest.mark.parametrize(("start", "end"), [(50, 10), (0, 10**9), (-5, 10)])
def test_times_that_can_not_be_are_found(
    renderer: Renderer, store: FakeAudioStore, engine: Loud, start: int, end: int
) -> None:
    renderer.render(SCRIPT, format="mp3", **WISH)
    timing = speech(engine).timing
    wrong = replace(timing, utterances=(SpokenUtterance(start, end, ()), timing.utterances[1]))
    put(store, timing_key(sound()), json.dumps(timing_to_json(wrong)).encode())
    deceived = Renderer(engine, store)
    assert deceived.timing(SCRIPT, voice="en-us") == wrong
    (fault,) = deceived.verify(SCRIPT, format="mp3", **WISH)
    assert "one after the other" in fault
    assert timing_key(sound()) not in store.kept
    assert deceived.timing(SCRIPT, voice="en-us") == timing


def test_a_master_is_measured_once_for_all_files_made_of_it(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[bytes] = []
    real = verification.integrated

    def counted(pcm: bytes, rate: int) -> float | None:
        measured.append(pcm)
        return real(pcm, rate)

    monkeypatch.setattr(verification, "integrated", counted)
    for what in (SCRIPT, JOINED):
        for name in FORMATS:
            renderer.render(what, format=name, **WISH)
            assert renderer.verify(what, format=name, **WISH) == ()
    assert len(measured) == 2 + 2 * len(FORMATS)  # two masters, and each file
