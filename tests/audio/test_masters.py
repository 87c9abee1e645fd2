"""Masters: kept without loss, read back, spoken again where they are damaged."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from audio.encoders.flac import FlacEncoder, pcm_of
from audio.engines.silence import SilenceEngine
from audio.joining import Joined
from audio.keys import AudioKey, master_key, speech_key, timing_key
from audio.object_store import open_store
from audio.rendering import Renderer
from audio.script import Script
from audio.store import AudioInfo
from tests.audio.heard import JOINED, SCRIPT, TAGS
from tests.fakes.audio_store import FakeAudioStore
from tests.fakes.engine import FakeEngine


def test_the_master_is_the_sound_without_loss(renderer: Renderer, store: FakeAudioStore) -> None:
    renderer.render(SCRIPT, voice="en-us", format="mp3", tags=TAGS)
    speech = SilenceEngine().speak(SCRIPT, "en-us")
    data, info = store.kept[master_key(speech_key(SCRIPT, "en-us", 150, "fake 1"))]
    assert info.format == "flac"
    assert pcm_of(data) == (speech.pcm, speech.sample_rate)


class Forgets(FakeAudioStore):
    """Keeps no master: room is short."""

    def put(self, key: AudioKey, data: bytes, info: AudioInfo) -> None:
        if info.format != "flac":
            super().put(key, data, info)


def test_all_formats_cost_one_speech_also_where_the_master_is_deleted_at_once(engine: FakeEngine) -> None:
    Renderer(engine, Forgets()).render_all(SCRIPT, voice="en-us", formats=("mp3", "opus"))
    assert len(engine.spoken) == 1


def test_a_timing_that_was_read_is_remembered(engine: FakeEngine, store: FakeAudioStore) -> None:
    timing = Renderer(engine, store).timing(SCRIPT, voice="en-us")
    renderer = Renderer(engine, store)
    assert renderer.timing(SCRIPT, voice="en-us") == timing
    store.kept.clear()
    assert renderer.timing(SCRIPT, voice="en-us") == timing
    assert len(engine.spoken) == 1


def damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    match how:
        case "missing":
            path.unlink()
        case "short":
            path.write_bytes(data[:100])
        case "zeros":  # as a power cut may leave it: the size is right
            path.write_bytes(bytes(len(data)))
        case "bit":
            path.write_bytes(data[:-20] + bytes([data[-20] ^ 1]) + data[-19:])


DAMAGES = ["missing", "short", "zeros", "bit"]


@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.parametrize("suffix", ["mp3", "json"])
@pytest.mark.parametrize("what", [SCRIPT, JOINED])
def test_a_damaged_file_is_made_again_from_its_masters(
    tmp_path: Path, engine: FakeEngine, how: str, suffix: str, what: Script | Joined
) -> None:
    renderer = Renderer(engine, open_store(tmp_path))
    first = renderer.render(what, voice="en-us", format="mp3")
    whole, spoken = b"".join(renderer.read(first.key)), len(engine.spoken)
    damage(tmp_path / first.key.value[:2] / f"{first.key}.{suffix}", how)
    for asked in (Renderer(engine, open_store(tmp_path)), renderer):
        if suffix == "mp3" or asked is not renderer:  # who knows the metadata reads them no more
            assert asked.find(first.key) is None
    again = Renderer(engine, open_store(tmp_path))
    assert again.render(what, voice="en-us", format="mp3") == first
    assert b"".join(again.read(first.key)) == b"".join(renderer.read(first.key)) == whole
    assert len(engine.spoken) == spoken


@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.parametrize("which", ["flac", "timing"])
def test_a_damaged_master_is_spoken_again(tmp_path: Path, engine: FakeEngine, how: str, which: str) -> None:
    first = Renderer(engine, open_store(tmp_path)).render(SCRIPT, voice="en-us", format="mp3")
    (path,) = tmp_path.glob(f"*/*.{which}")
    whole = path.read_bytes()
    damage(path, how)
    renderer = Renderer(engine, open_store(tmp_path))
    assert renderer.render(SCRIPT, voice="en-us", format="mp3") == first
    assert len(engine.spoken) == 1
    assert renderer.render(SCRIPT, voice="en-us", format="opus")
    assert len(engine.spoken) == 2
    assert path.read_bytes() == whole


@pytest.mark.parametrize("other", [b"no FLAC", FlacEncoder().encode(bytes(2000), 22_050, {})])
def test_a_master_that_can_not_be_used_is_spoken_again(
    engine: FakeEngine, store: FakeAudioStore, other: bytes
) -> None:
    first = Renderer(engine, store).render(SCRIPT, voice="en-us", format="mp3")
    key = master_key(speech_key(SCRIPT, "en-us", 150, "fake 1"))
    store.put(key, other, AudioInfo.of(other, key, "flac", "audio/flac", 1))
    del store.kept[first.key]
    assert Renderer(engine, store).render(SCRIPT, voice="en-us", format="mp3") == first
    assert len(engine.spoken) == 2


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_timing_is_never_told(tmp_path: Path, engine: FakeEngine, how: str) -> None:
    timing = Renderer(engine, open_store(tmp_path)).timing(SCRIPT, voice="en-us")
    (path,) = tmp_path.glob("*/*.timing")
    damage(path, how)
    renderer = Renderer(engine, open_store(tmp_path))
    assert renderer.expected(SCRIPT, voice="en-us", format="wav") is None
    assert renderer.timing(SCRIPT, voice="en-us") == timing


def test_the_timing_is_kept_as_json(renderer: Renderer, store: FakeAudioStore, engine: FakeEngine) -> None:
    timing = renderer.timing(SCRIPT, voice="en-us")
    data, info = store.kept[timing_key(speech_key(SCRIPT, "en-us", 150, engine.identity_of("en-us")))]
    assert json.loads(data)["samples"] == timing.samples
    assert replace(info, format="x").duration_ms == timing.duration_ms
