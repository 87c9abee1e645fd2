"""A word of the glossary, heard: said twice, explained, and with the disclaimer."""

from __future__ import annotations

import dataclasses

import pytest
from flask.testing import FlaskClient

from audio.engines.silence import SilenceEngine
from content.article import Article, Level, Term
from service.app import create_app
from service.glossary import word_of
from service.hearing import of_word
from service.narration import narrate_word
from service.reading import Reader
from service.settings import Settings
from service.wiring import Services, assemble
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import sample_article
from tests.fakes.audio_store import FakeAudioStore
from tests.service.problem_shape import assert_problem

MP3 = "/audio/blood-pressure/plain/words/pressure.mp3"
WHO = Term("WHO", "A group. It works on health.", expands="World Health Organization", say="the W H O")
TYPES = {"mp3": "audio/mpeg", "opus": "audio/ogg", "wav": "audio/wav"}


def article() -> Article:
    return dataclasses.replace(sample_article(), glossary=(*sample_article().glossary, WHO))


def test_a_word_is_said_twice_then_explained_and_then_comes_the_disclaimer_of_that_level() -> None:
    for level in Level:
        said = [(each.part, each.shown) for each in narrate_word(article(), WHO, level).utterances()]
        assert said == [
            ("title", "WHO"),
            ("title", "WHO"),
            ("body", "World Health Organization."),
            ("body", "A group."),
            ("body", "It works on health."),
            ("disclaimer", f"This is not medical advice ({level})."),
        ]


def test_a_word_is_said_as_its_editor_wants_it() -> None:
    script = narrate_word(article(), WHO, Level.EASY)
    assert next(script.utterances()).spoken == "the W H O"


def test_a_words_offsets_point_into_its_text_and_its_tags_hold_the_disclaimer() -> None:
    published = Reader(FakeArticleStore(article())).article("blood-pressure")
    hearing = of_word(published, Level.PLAIN, word_of(published.article, "who"))
    assert hearing.text == "WHO\n\nWorld Health Organization. A group. It works on health."
    body = hearing.text.split("\n\n")[1]
    for each in hearing.script.utterances():
        if each.part == "body":
            assert body[each.start : each.start + len(each.shown)] == each.shown
    assert hearing.tags["title"] == "WHO (plain)"
    assert hearing.tags["comment"] == "This is not medical advice (plain)."
    assert hearing.chapters == {0: "WHO", 5: "Disclaimer"}


@pytest.mark.parametrize("name", TYPES)
def test_a_words_sound_is_there_in_each_format(client: FlaskClient, name: str) -> None:
    response = client.get(MP3.replace("mp3", name))
    assert response.status_code == 200
    assert response.mimetype == TYPES[name]
    assert response.headers["Content-Disposition"] == (
        f'inline; filename="blood-pressure-plain-pressure.{name}"'
    )


def test_a_words_sound_differs_by_level_rate_and_word(client: FlaskClient, services: Services) -> None:
    services.store.publish(article())
    paths = (MP3, MP3.replace("plain", "easy"), f"{MP3}?rate=80", MP3.replace("pressure.mp3", "who.mp3"))
    assert len({client.get(path).headers["ETag"] for path in paths}) == 4


def test_an_old_address_of_a_word_leads_to_its_sound(client: FlaskClient) -> None:
    response = client.get(f"{MP3}?v=0123456789abcdef")
    assert response.status_code == 302
    assert client.get(response.headers["Location"]).data == client.get(MP3).data


def test_an_unknown_word_level_or_format_is_a_problem_that_lists_what_there_is(client: FlaskClient) -> None:
    unknown = assert_problem(client.get(MP3.replace("pressure.", "dose.")), 404, "word-not-found")
    assert unknown["available"] == ["pressure"]
    assert_problem(client.get(MP3.replace("plain", "simple")), 404, "level-not-offered")
    assert_problem(client.get(MP3.replace("mp3", "aac")), 404, "format-not-offered")


def test_a_words_sound_is_kept_only_while_there_is_room(settings: Settings) -> None:
    """There may be hundreds of them, and each is made in a moment."""
    lasting, passing = FakeAudioStore(), FakeAudioStore()
    store = FakeArticleStore(sample_article())
    parts = assemble(store, SilenceEngine(), lasting, voice="en-us", passing=passing)
    create_app(settings, parts).test_client().get(MP3)
    assert lasting.puts == []
    assert sorted(passing.puts) == ["flac", "mp3", "timing"]


def test_the_api_gives_each_words_sound(client: FlaskClient) -> None:
    for path in ("/api/v1/articles/blood-pressure/sections/introduction", "/api/v1/articles/blood-pressure"):
        entry = client.get(f"{path}?level=plain").get_json()["glossary"][0]
        assert entry["audio_url"].endswith(MP3)
        assert client.get(entry["audio_url"]).status_code == 200
