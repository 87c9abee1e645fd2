"""All installed voices as one engine: which there are, what they are called, who speaks."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from audio import engines
from audio.engine import Voice
from audio.engines import espeak_catalogue
from audio.engines.catalogue import Catalogue, Offer
from audio.engines.silence import SilenceEngine
from audio.errors import SpeechUnavailable, UnknownVoice
from audio.pool import SpeechPool
from audio.voices import Voices, speaking
from tests.audio.conftest import TEXT, say
from tests.fakes.engine import FakeEngine


class Choir(FakeEngine):
    """A fake with other voices than its tones'."""

    def __init__(self, identity: str, *voices: Voice) -> None:
        super().__init__(identity)
        self._voices = voices

    def voices(self) -> tuple[Voice, ...]:
        return self._voices

    def identity_of(self, voice: str) -> str:
        return f"{self._identity} {voice}"


def voice(id_: str, language: str = "en-us") -> Voice:
    return Voice(id_, id_.title(), language, "", "fake")


FIRST = voice("en-us"), voice("en-us-f"), voice("fr", "fr-fr"), voice("mair", "cy"), voice("rhys", "cy")
SECOND = voice("ada", "en-gb"), voice("en-us", "en-gb-x-rp")


@pytest.fixture
def parts() -> tuple[FakeEngine, FakeEngine]:
    return Choir("first", *FIRST), Choir("second", *SECOND)


@pytest.fixture
def both(parts: tuple[FakeEngine, FakeEngine]) -> Voices:
    return Voices(*parts)


def test_the_voices_of_all_engines_are_listed_and_the_first_engines_wins(both: Voices) -> None:
    assert both.voices() == (SECOND[0], *FIRST)


def test_an_identity_is_that_of_the_voices_own_engine(both: Voices) -> None:
    assert [both.identity_of(name) for name in ("ada", "en-us")] == ["second ada", "first en-us"]


def test_the_voices_own_engine_speaks(both: Voices, parts: tuple[FakeEngine, FakeEngine]) -> None:
    first, second = parts
    slow, fast = (both.speak(say(TEXT), "en-us", rate).duration_ms for rate in (100, 200))
    assert slow > 1.9 * fast
    assert (len(first.spoken), len(second.spoken)) == (2, 0)
    with pytest.raises(UnknownVoice):  # the fake's own voices are others: it was asked for "ada"
        both.speak(say(TEXT), "en-gb")
    assert (len(first.spoken), len(second.spoken)) == (2, 1)


@pytest.mark.parametrize(
    ("name", "id_"), [("EN-US", "en-us"), ("fr-FR", "fr"), ("en-gb", "ada"), ("en-us-f", "en-us-f")]
)
def test_a_voice_answers_to_its_id_and_to_a_language_that_it_alone_speaks(
    both: Voices, name: str, id_: str
) -> None:
    assert both.voice(name).id == id_
    assert both.identity_of(name) == both.identity_of(id_)


@pytest.mark.parametrize("name", ["nobody", "", "en", "cy", "f", "en us", "en-us\n"])
def test_an_unknown_voice_is_refused_with_all_there_are(both: Voices, name: str) -> None:
    for ask in (both.voice, both.identity_of, lambda name: both.speak(say(TEXT), name)):
        with pytest.raises(UnknownVoice) as refused:
            ask(name)
        assert refused.value.name == name
        assert refused.value.known == ("ada", "en-us", "en-us-f", "fr", "mair", "rhys")


def test_closing_closes_every_engine(parts: tuple[FakeEngine, FakeEngine]) -> None:
    with Voices(*parts, SilenceEngine()) as both:
        assert both.voices()
    assert [part.closed for part in parts] == [True, True]


def test_installed_voices_speak_and_start_nothing_before() -> None:
    with speaking(1) as voices:
        assert voices.voice("en-us").engine == "pyttsx3"
        assert voices.identity_of("en-us") == SpeechPool(1).identity_of("en-us")
        assert voices.speak(say("Hi."), "en-us").duration_ms > 0
        assert [len(part._slots) for part in voices._parts if isinstance(part, SpeechPool)][:1] == [1]


def test_two_voices_of_an_engine_with_one_id_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="same id"):
        Catalogue([Offer(voice("en-us"), "a", "1"), Offer(voice("en-us"), "b", "1")])


# What espeak-ng offers.

POLICY = tomllib.loads((Path(espeak_catalogue.__file__).with_name("espeak_voices.toml")).read_text("utf-8"))
ENGLISH = [each for each in espeak_catalogue.catalogue().voices if each.language.partition("-")[0] == "en"]


def test_every_english_voice_of_the_library_is_offered() -> None:
    files = {path.name.lower() for path in (espeak_catalogue.data_folder() / "lang/gmw").glob("en*")}
    plain = {each.id for each in ENGLISH} - variants()
    assert plain == {POLICY["ids"].get(name, name) for name in files - {"en-shaw"}}
    assert {each.language for each in ENGLISH if each.id in ("en-gb", "en-us-nyc")} == {"en-gb", "en-us"}


def variants() -> set[str]:
    return {f"{base}-{each['id']}" for each in POLICY["variants"] for base in each["of"]}


def test_american_and_british_english_have_women_and_men() -> None:
    genders = {(each.language, each.gender) for each in ENGLISH}
    assert genders >= {(language, gender) for language in ("en-us", "en-gb") for gender in ("female", "male")}
    assert variants() <= {each.id for each in ENGLISH}


def test_ids_can_stand_in_an_address_and_tags_are_of_bcp_47() -> None:
    for each in espeak_catalogue.catalogue().voices:
        assert re.fullmatch(r"[a-z0-9-]+", each.id), each
        assert re.fullmatch(
            r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})*(-x-[a-z0-9]{1,8})?",
            each.language,
        ), each
        assert each.gender in ("female", "male", "")
        assert each.name == each.name.strip() != ""


def test_the_catalogue_says_of_plain_voices_what_the_library_says(pool: SpeechPool) -> None:
    from tests.audio.test_pyttsx3_engine import fresh

    out = fresh("""
from audio.engines.pyttsx3_engine import Espeak
from audio.engines.espeak_catalogue import catalogue
told = {each.id: (each.name, each.gender) for each in Espeak()._engine.getProperty("voices")}
offers = [catalogue().offer(each.id) for each in catalogue().voices]
plain = {each.source: (each.voice.name, each.voice.gender) for each in offers if "+" not in each.source}
print([each for each in plain.items() if told[each[0]] != each[1]], len(plain) > 100)
""")
    assert out == "[('iro/chr', ('Cherokee', 'male'))] True"  # the library leaves a space


def test_each_english_voice_has_a_sound_of_its_own(pool: SpeechPool) -> None:
    sounds = {each.id: pool.speak(say("Hello there, water."), each.id).pcm for each in ENGLISH}
    assert len(set(sounds.values())) == len(ENGLISH)
    assert len({pool.identity_of(each.id) for each in ENGLISH}) == len(ENGLISH)


def test_a_variant_that_the_data_lacks_is_not_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lang/gmw").mkdir(parents=True)
    (tmp_path / "lang/gmw/en-US").write_text(
        "name English (America) // spoken\n\nlanguage en-us 2\nlanguage en 3\n"
    )
    monkeypatch.setattr(espeak_catalogue, "data_folder", lambda: tmp_path)
    found = espeak_catalogue.catalogue.__wrapped__()
    assert found.voices == (Voice("en-us", "English (America)", "en-us", "male", "pyttsx3"),)
    assert found.offer("en-us").source == "gmw/en-US"
    (tmp_path / "lang/gmw/en-US").unlink()
    with pytest.raises(SpeechUnavailable, match="no voices"):
        espeak_catalogue.catalogue.__wrapped__()


@pytest.mark.parametrize("gone", ["package", "data", "metadata"])
def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: str) -> None:
    if gone == "metadata":
        monkeypatch.setattr(espeak_catalogue, "PACKAGES", ("not-installed-at-all",))
        expected = "The package not-installed-at-all is not installed"
    elif gone == "package":
        monkeypatch.setattr("importlib.util.find_spec", {}.get)
        expected = "The package espeakng-loader is not installed"
    else:
        (tmp_path / "espeakng_loader.py").touch()
        monkeypatch.syspath_prepend(tmp_path)
        expected = "espeak-ng's data is missing: there is no .*phontab"
    with pytest.raises(SpeechUnavailable, match=expected):
        espeak_catalogue.catalogue.__wrapped__()


def test_engines_are_known_by_name_without_loading_them() -> None:
    assert engines.installed()[0] == "pyttsx3"
    for ask in (engines.catalogue, engines.load):
        with pytest.raises(
            SpeechUnavailable, match="no speech engine 'nonsense'; there is pyttsx3, piper, silence"
        ):
            ask("nonsense")
