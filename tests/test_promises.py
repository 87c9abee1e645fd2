"""What this service promises, held against the running application rather than against a list of ours."""

from __future__ import annotations

import dataclasses
import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml.etree import fromstring
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from audio.encoding import encoder
from audio.pool import SpeechPool
from audio.script import Script
from content.article import Article, Disclaimer, Level
from service.api.docs import explained_problems
from service.app import create_app
from service.explaining import explanations
from service.general import general_disclaimer
from service.glossary import words_of
from service.listening import FORMATS, KEPT
from service.narration import narrate
from service.pages.static_files import file_names
from service.partners.limits import LIMITED, Limits
from service.settings import PREFIX, Settings
from service.wiring import Services, assemble
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import sample_article
from tests.fakes.audio_store import FakeAudioStore
from tests.fakes.partners import Desk
from tests.log_mel import audible

# Short sections, so that the walk is quick, but disclaimers as long as real ones are.
ARTICLE = dataclasses.replace(
    sample_article(sections=("introduction",)),
    disclaimer=Disclaimer("https://example.org/disclaimer", general_disclaimer().texts),
)


#: A partner whose key opens what needs one, and who may ask as often as the walk does.
DESK = Desk(keyed=Limits(100_000))
KEYED = {"Authorization": f"Bearer {DESK.add().text}"}


@pytest.fixture(scope="module")
def services() -> Iterator[Services]:
    """The real speech engine, so that what is promised of sound is heard in sound."""
    pool = SpeechPool(workers=2)
    store = FakeArticleStore(ARTICLE)
    parts = assemble(store, pool, FakeAudioStore(), voice="en-us", closing=(pool,))
    yield dataclasses.replace(parts, partners=DESK.desk)
    parts.close()


@pytest.fixture(scope="module")
def app(services: Services, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    env = {f"{PREFIX}DATA_DIR": str(tmp_path_factory.mktemp("data")), f"{PREFIX}LOG_LEVEL": "error"}
    return create_app(Settings.from_environment(env), services)


#: What holds no words: a picture among them shows no more than the product's name.
WORDLESS = {"text/css", "text/javascript", "image/svg+xml", "image/png", "image/x-icon", "font/woff2"}

#: What to ask of those that answer nothing unless they are asked for something.
ASKED = {"/oembed": f"?url=http://localhost/articles/{ARTICLE.slug}/standard/"}

#: What to post to those routes that have nothing to be got.
POSTED: dict[str, Any] = {
    "/api/v1/readability": {"text": "Go home now."},
    "/api/v1/readability/batch": {"texts": [{"text": "Go home now."}]},
    "/api/v1/readability/compare": {"harder": {"text": "Go home now."}, "easier": {"text": "Go home."}},
}


def ask(client: FlaskClient, rule: Rule, path: str) -> TestResponse:
    """Get it, or post to it."""
    if "GET" in (rule.methods or ()):
        return client.get(path + ASKED.get(path, ""), headers=KEYED, buffered=True)
    return client.post(path, headers=KEYED, json=POSTED[path])  # KeyError: tell this test what to post


def values_of(app: Flask) -> dict[str, tuple[str, ...]]:
    """Every value that a part of an address can have. A route with another part fails the walk."""
    return {
        "slug": (ARTICLE.slug,),
        "level": tuple(level.value for level in ARTICLE.levels),
        "section": tuple(section.id for section in ARTICLE.sections),
        "format_name": FORMATS,
        "whole_format": KEPT,
        "word": tuple(word.id for word in words_of(ARTICLE)),
        "code": tuple(explanations()),
        "problem": tuple(explained_problems()),
        "filename": tuple(sorted(file_names())),
        "number": ("1",),
        "version": ("0123456789ab",),
    }


def addresses(app: Flask) -> list[tuple[Rule, str]]:
    """Every address of every route of the application."""
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            combinations: list[dict[str, str]] = [{}]
            for name in sorted(rule.arguments):
                known = values_of(app)[name]  # KeyError: tell this test what the new part can be
                combinations = [{**done, name: value} for done in combinations for value in known]
            adapter = app.url_map.bind("localhost")
            found += [(rule, adapter.build(rule.endpoint, values)) for values in combinations]
    return found


def disclaimers(path: str) -> tuple[Disclaimer, tuple[Level, ...]]:
    """Whose disclaimer an address owes, and at which levels it may be."""
    if f"/{ARTICLE.slug}" not in path + ASKED.get(path, ""):
        return general_disclaimer(), tuple(Level)
    named = [level for level in ARTICLE.levels if re.search(rf"/{level}[/.]", path)]
    return ARTICLE.disclaimer, tuple(named) or (Level.STANDARD,)


def fields_named(name: str, body: Any) -> Iterator[Any]:
    """Every value under this name, at any depth."""
    if isinstance(body, dict):
        for key, value in body.items():
            if key == name:
                yield value
            yield from fields_named(name, value)
    elif isinstance(body, list):
        for value in body:
            yield from fields_named(name, value)


def assert_carries_disclaimer(path: str, response: TestResponse, spoken: dict[str, list[bytes]]) -> None:
    owed, levels = disclaimers(path)
    texts = [owed.at(level) for level in levels]
    kind = response.mimetype
    if kind == "text/html":
        assert any(text in html.unescape(response.text) for text in texts), path
        assert owed.url in response.text, path
    elif kind in {"application/json", "application/problem+json"}:
        body = json.loads(response.text)
        carried = [*fields_named("disclaimer", body), *fields_named("x-disclaimer", body)]
        assert any(each.get("text") in texts for each in carried if isinstance(each, dict)), path
    elif kind in {"text/vtt", "text/plain"}:
        assert any(" ".join(text.split()) in " ".join(response.text.split()) for text in texts), path
    elif kind == "application/xml":
        comments = [each.text for each in fromstring(response.data).itersiblings(preceding=True)]
        assert any(text in comment for text in texts for comment in comments), path
    elif kind == "application/manifest+json":
        assert any(text in json.loads(response.text)["description"] for text in texts), path
    elif kind.startswith("audio/"):
        assert audible(spoken[texts[0]], response.data), path
    else:
        # Only what holds no words to read may lack it: style, script, fonts and icons, by their types.
        assert path.startswith("/static/") or path in {"/favicon.ico", "/embed.js"}, path
        assert kind in WORDLESS, f"{path} is {kind}: can it carry words?"


def section_script(article: Article, level: Level = Level.EASY) -> Script:
    return narrate(article, article.sections[0].renditions[level])


def disclaimer_scripts(article: Article, level: Level) -> list[Script]:
    """Each sentence of the disclaimer alone, as the section's script says it."""
    script = section_script(article, level)
    return [Script(script.language, (each,)) for each in script.utterances() if each.part == "disclaimer"]


def sound(services: Services, script: Script, name: str = "wav") -> bytes:
    speech = services.engine.speak(script, "en-us", 150)
    return encoder(name).encode(speech.pcm, speech.sample_rate, {})


@pytest.fixture(scope="module")
def spoken(services: Services) -> dict[str, list[bytes]]:
    """Each level's disclaimer as it sounds, sentence by sentence, as WAV."""
    return {
        ARTICLE.disclaimer.at(level): [sound(services, each) for each in disclaimer_scripts(ARTICLE, level)]
        for level in ARTICLE.levels
    }


@pytest.mark.timeout(300)  # it makes all of the sound there is
def test_every_answer_of_every_route_carries_the_disclaimer(
    app: Flask, spoken: dict[str, list[bytes]]
) -> None:
    client = app.test_client()
    walked = addresses(app)
    assert {rule.endpoint for rule, _ in walked} == {rule.endpoint for rule in app.url_map.iter_rules()}
    for rule, path in walked:
        response = ask(client, rule, path)
        assert response.status_code == 200, path
        assert_carries_disclaimer(path, response, spoken)


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/articles/nothing/",
        "/api/nothing",
        "/api/v1/articles/x",
        "/audio/x/y/z.mp3",
        "/health/x",
        "/embed/nothing/",
        "/embed/x/y/z/nothing",
        "/oembed?url=http://localhost/",
    ],
)
def test_every_error_carries_the_disclaimer(app: Flask, path: str) -> None:
    response = app.test_client().get(path)
    assert response.status_code == 404
    assert_carries_disclaimer(path, response, {})


def test_a_redirect_carries_the_disclaimer(app: Flask) -> None:
    client = app.test_client()
    for path in (f"/audio/{ARTICLE.slug}/easy/introduction.mp3?v=old", f"/articles/{ARTICLE.slug}"):
        response = client.get(path, buffered=True)
        assert response.status_code in {302, 308}
        assert any(text in html.unescape(response.text) for text in
                   (ARTICLE.disclaimer.at(Level.EASY), general_disclaimer().at(Level.EASY)))  # fmt: skip


def with_disclaimer(text: str) -> Article:
    return dataclasses.replace(
        ARTICLE, disclaimer=Disclaimer(ARTICLE.disclaimer.url, dict.fromkeys(Level, text))
    )


def test_the_sound_of_a_disclaimer_with_a_word_lost_or_of_another_or_none_is_told_apart(
    services: Services, spoken: dict[str, list[bytes]]
) -> None:
    for level in ARTICLE.levels:
        text = ARTICLE.disclaimer.at(level)
        wanted = spoken[text]
        assert audible(wanted, sound(services, section_script(with_disclaimer(text)), "mp3"))
        others = [ARTICLE.disclaimer.at(other) for other in ARTICLE.levels if other != level]
        for wrong in (text.replace(" not ", " ", 1), *others, "Blood is red. " * 30):
            assert wrong != text
            assert not audible(wanted, sound(services, section_script(with_disclaimer(wrong)), "mp3"))


def test_an_article_can_not_be_made_without_a_disclaimer() -> None:
    with pytest.raises(TypeError, match="disclaimer"):
        Article(  # type: ignore[call-arg]
            slug="x", title="x", language="en", topics=(), source=ARTICLE.source, reviewed=ARTICLE.reviewed,
            sections=(), pages={},
        )  # fmt: skip


def test_every_answer_can_be_asked_for_conditionally(app: Flask) -> None:
    client = app.test_client()
    for rule, path in addresses(app):
        if path.startswith("/health/"):
            continue  # a probe wants to know about now
        if "GET" not in (rule.methods or ()):
            # What somebody sent is theirs: nothing of the answer is to be kept by anyone.
            assert ask(client, rule, path).headers["Cache-Control"] == "no-store", path
            continue
        etag = ask(client, rule, path).headers.get("ETag")
        assert etag, path
        again = client.get(path + ASKED.get(path, ""), headers=KEYED | {"If-None-Match": etag}, buffered=True)
        assert (again.status_code, again.data) == (304, b""), path


def test_every_answer_of_the_api_tells_of_the_limit_and_none_other_does(app: Flask) -> None:
    client: FlaskClient = app.test_client()
    for rule, path in addresses(app):
        headers = ask(client, rule, path).headers
        assert ("RateLimit" in headers) == ("RateLimit-Policy" in headers) == path.startswith(LIMITED), path


@pytest.mark.parametrize("refused", [{"Authorization": "Bearer x"}, {}])
def test_a_refusal_carries_the_disclaimer(app: Flask, refused: dict[str, str]) -> None:
    response = app.test_client().get("/api/v1/usage", headers=refused)
    assert response.status_code == 401
    assert_carries_disclaimer("/api/v1/usage", response, {})


def test_every_answer_hardens_the_browser_and_names_its_request(app: Flask) -> None:
    client: FlaskClient = app.test_client()
    for rule, path in addresses(app):
        headers = ask(client, rule, path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert re.fullmatch("[0-9a-f]{32}", headers["X-Request-ID"]), path
