"""Rendering: spoken once, encoded once, kept, found again; also what is joined."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import av
import pytest

from audio.encoders.flac import pcm_of
from audio.engines.silence import SilenceEngine
from audio.errors import (
    AudioNotFound,
    SpeechBusy,
    SpeechUnavailable,
    UnknownFormat,
    UnknownVoice,
)
from audio.joining import Excerpt, Joined
from audio.keys import AudioKey
from audio.marks import marks
from audio.object_store import open_store
from audio.pool import SpeechPool
from audio.rendering import Expected, Renderer
from audio.script import Script
from audio.shelves import Passing
from tests.audio.conftest import say, utterance
from tests.audio.heard import JOINED, OTHER, SCRIPT, TAGS
from tests.fakes.audio_store import FakeAudioStore
from tests.fakes.engine import FakeEngine


def test_a_render_is_kept_under_its_key_and_found_again(renderer: Renderer, engine: FakeEngine) -> None:
    key = renderer.key_of(SCRIPT, voice="en-us", format="mp3", tags=TAGS)
    assert renderer.find(key) is None
    with pytest.raises(AudioNotFound):
        renderer.read(key)
    made = renderer.render(SCRIPT, voice="en-us", format="mp3", tags=TAGS)
    assert made.key == key
    assert renderer.find(key) == made
    assert len(b"".join(renderer.read(key))) == made.size_bytes
    assert made.duration_ms == SilenceEngine().speak(SCRIPT, "en-us").duration_ms
    assert renderer.render(SCRIPT, voice="en-us", format="mp3", tags=TAGS) == made
    assert len(engine.spoken) == 1


def test_all_formats_and_the_marks_cost_one_speech(
    renderer: Renderer, engine: FakeEngine, store: FakeAudioStore
) -> None:
    made = renderer.render_all(SCRIPT, voice="en-us", formats=("mp3", "opus", "wav"), tags=TAGS)
    assert [info.format for info in made.values()] == list(made) == ["mp3", "opus", "wav"]
    assert len({info.duration_ms for info in made.values()}) == 1
    found = marks(SCRIPT, renderer.timing(SCRIPT, voice="en-us"))
    assert found == marks(SCRIPT, SilenceEngine().speak(SCRIPT, "en-us").timing)
    assert len(engine.spoken) == 1
    assert sorted(store.puts) == ["flac", "mp3", "opus", "timing", "wav"]


def test_tags_do_not_share_a_file_but_the_speech(renderer: Renderer, engine: FakeEngine) -> None:
    one = renderer.render(SCRIPT, voice="en-us", format="mp3", tags={"title": "One"})
    two = renderer.render(SCRIPT, voice="en-us", format="mp3", tags={"title": "Two"})
    assert one.key != two.key
    assert one.sha256 != two.sha256
    assert len(engine.spoken) == 1


def test_other_words_voice_rate_or_engine_are_other_audio(
    renderer: Renderer, engine: FakeEngine, store: FakeAudioStore
) -> None:
    first = renderer.render(SCRIPT, voice="en-us", format="wav")
    others = [
        renderer.render(say("Other."), voice="en-us", format="wav"),
        renderer.render(SCRIPT, voice="en-gb", format="wav"),
        renderer.render(SCRIPT, voice="en-us", rate=200, format="wav"),
        Renderer(FakeEngine("fake 2"), store).render(SCRIPT, voice="en-us", format="wav"),
    ]
    assert len({first.key, *(other.key for other in others)}) == 5
    assert len(engine.spoken) == 4


def test_pages_that_say_the_same_share_the_sound_but_not_the_marks(
    renderer: Renderer, engine: FakeEngine
) -> None:
    shown = Script("en", (utterance("1 day", ("1", "one")),))
    plain = say("one day")
    assert [mark.value for mark in marks(shown, renderer.timing(shown, voice="en-us"))] == [
        "1 day",
        "1",
        "day",
    ]
    assert [mark.value for mark in marks(plain, renderer.timing(plain, voice="en-us"))] == [
        "one day",
        "one",
        "day",
    ]
    assert len(engine.spoken) == 1


def test_wrong_wishes_are_refused_before_anything_is_spoken(renderer: Renderer, engine: FakeEngine) -> None:
    with pytest.raises(UnknownFormat):
        renderer.render(SCRIPT, voice="en-us", format="midi")
    with pytest.raises(ValueError, match="80-450"):
        renderer.key_of(SCRIPT, voice="en-us", rate=9, format="mp3")
    assert not engine.spoken
    with pytest.raises(UnknownVoice):
        renderer.render(SCRIPT, voice="nobody", format="mp3")


def test_chapters_begin_with_their_utterances(renderer: Renderer) -> None:
    titles = {0: "One", 1: "Two"}
    made = renderer.render(SCRIPT, voice="en-us", format="mp3", chapters=titles)
    timing = renderer.timing(SCRIPT, voice="en-us")
    path = b"".join(renderer.read(made.key))
    with av.open(io.BytesIO(path)) as file:
        starts = [float(chapter["start"] * chapter["time_base"]) for chapter in file.chapters()]
    assert starts == [timing.ms(each.start) / 1000 for each in timing.utterances]
    with pytest.raises(ValueError, match="does not have"):
        renderer.render(SCRIPT, voice="en-us", format="mp3", chapters={2: "Three"})


@pytest.mark.parametrize("what", [SCRIPT, JOINED])
def test_a_wav_is_foretold_to_the_byte_once_the_speech_is_kept(
    renderer: Renderer, store: FakeAudioStore, what: Script | Joined
) -> None:
    wish: dict[str, Any] = {"voice": "en-us", "tags": TAGS, "chapters": {0: "One", 1: "Two"}}
    assert renderer.expected(what, format="wav", **wish) is None
    renderer.render(what, voice="en-us", format="mp3")
    expected, puts = renderer.expected(what, format="wav", **wish), len(store.puts)
    assert renderer.expected(what, format="mp3", **wish) is None
    assert len(store.puts) == puts
    made = renderer.render(what, format="wav", **wish)
    assert expected == Expected(made.duration_ms, made.size_bytes)


def test_what_is_joined_is_made_of_what_was_spoken_before(renderer: Renderer, engine: FakeEngine) -> None:
    for script in (SCRIPT, OTHER):
        renderer.render(script, voice="en-us", format="mp3")
    made = renderer.render_all(JOINED, voice="en-us", formats=("mp3", "flac"), chapters={0: "One", 2: "Two"})
    assert engine.spoken == [SCRIPT, OTHER]
    alone = SilenceEngine().speak(JOINED.script, "en-us")
    assert pcm_of(b"".join(renderer.read(made["flac"].key)))[0] == alone.pcm
    assert renderer.timing(JOINED, voice="en-us") == alone.timing
    assert made["mp3"].duration_ms == alone.duration_ms
    assert made["mp3"].key == renderer.key_of(
        JOINED, voice="en-us", format="mp3", chapters={2: "Two", 0: "One"}
    )


def test_what_is_joined_speaks_only_what_is_missing(renderer: Renderer, engine: FakeEngine) -> None:
    renderer.render(OTHER, voice="en-us", format="mp3")
    timing = renderer.timing(JOINED, voice="en-us")
    assert engine.spoken == [OTHER, SCRIPT]
    assert timing == SilenceEngine().speak(JOINED.script, "en-us").timing


def test_what_is_joined_of_other_words_parts_or_voices_is_another_file(renderer: Renderer) -> None:
    keys = {
        renderer.key_of(what, voice=voice, rate=rate, format="mp3")
        for what, voice, rate in (
            (JOINED, "en-us", 150),
            (JOINED, "en-gb", 150),
            (JOINED, "en-us", 151),
            (SCRIPT, "en-us", 150),
            (Joined((Excerpt(SCRIPT),)), "en-us", 150),
            (Joined((Excerpt(SCRIPT, 1),)), "en-us", 150),
            (Joined((Excerpt(OTHER),)), "en-us", 150),
        )
    }
    assert len(keys) == 7


def test_excerpts_to_the_end_have_one_key_however_they_are_written(renderer: Renderer) -> None:
    one, two = Joined((Excerpt(SCRIPT, 0, 2),)), Joined((Excerpt(SCRIPT),))
    assert renderer.key_of(one, voice="en-us", format="mp3") == renderer.key_of(
        two, voice="en-us", format="mp3"
    )


def test_other_voices_rates_and_wav_go_where_they_may_be_deleted(
    engine: FakeEngine, store: FakeAudioStore
) -> None:
    passing = FakeAudioStore()
    renderer = Renderer(engine, store, passing=Passing(passing, "en-us", 150))
    for voice, rate in (("en-us", 150), ("en-gb", 150), ("en-us", 200)):
        for name in ("mp3", "wav"):
            made = renderer.render(SCRIPT, voice=voice, rate=rate, format=name)
            assert renderer.find(made.key) == made
            assert renderer.read(made.key)
    assert sorted(store.puts) == ["flac", "mp3", "timing"]
    assert sorted(passing.puts) == sorted(["wav", *["flac", "mp3", "timing", "wav"] * 2])
    assert len(engine.spoken) == 3
    passing.kept.clear()
    renderer.render(SCRIPT, voice="en-us", format="wav")
    assert len(engine.spoken) == 3


def test_what_is_said_to_pass_goes_where_it_may_be_deleted_whatever_its_voice(
    engine: FakeEngine, store: FakeAudioStore
) -> None:
    passing = FakeAudioStore()
    renderer = Renderer(engine, store, passing=Passing(passing, "en-us", 150), most_waiting=0)
    with pytest.raises(SpeechBusy):
        renderer.render(SCRIPT, voice="en-us", format="mp3", passing=True)
    renderer = Renderer(engine, store, passing=Passing(passing, "en-us", 150))
    made = renderer.render(SCRIPT, voice="en-us", format="mp3", passing=True)
    assert (store.puts, sorted(passing.puts)) == ([], ["flac", "mp3", "timing"])
    assert renderer.render(SCRIPT, voice="en-us", format="mp3") == made
    assert len(engine.spoken) == 1
    renderer.render(Joined((Excerpt(OTHER),)), voice="en-us", format="mp3", passing=True)
    assert store.puts == []


def test_a_folder_tells_where_a_file_lies(engine: FakeEngine, tmp_path: Path) -> None:
    renderer = Renderer(engine, open_store(tmp_path))
    made = renderer.render(SCRIPT, voice="en-us", format="mp3")
    path = renderer.path(made.key)
    assert path is not None
    assert path.read_bytes() == b"".join(renderer.read(made.key))
    with pytest.raises(AudioNotFound):
        renderer.path(AudioKey("0" * 64))


def test_what_is_kept_is_served_without_an_engine(tmp_path: Path) -> None:
    made = Renderer(SilenceEngine(), open_store(tmp_path)).render(SCRIPT, voice="en-us", format="mp3")
    broken = FakeEngine(SilenceEngine().identity_of("en-us"))
    broken.error = SpeechUnavailable("no library")
    renderer = Renderer(broken, open_store(tmp_path))
    assert renderer.render(SCRIPT, voice="en-us", format="mp3") == made
    assert marks(SCRIPT, renderer.timing(SCRIPT, voice="en-us"))
    with pytest.raises(SpeechUnavailable):
        renderer.render(say("New."), voice="en-us", format="mp3")


def test_real_speech_from_two_pools_and_stores_is_the_same_file(pool: SpeechPool, tmp_path: Path) -> None:
    wanted = {"voice": "en-us", "formats": ("mp3", "opus", "wav"), "tags": TAGS}
    one = Renderer(pool, open_store(tmp_path / "1")).render_all(SCRIPT, **wanted)  # type: ignore[arg-type]
    with SpeechPool(1) as other:
        two = Renderer(other, open_store(tmp_path / "2")).render_all(SCRIPT, **wanted)  # type: ignore[arg-type]
    assert one == two
