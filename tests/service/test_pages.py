from __future__ import annotations

import dataclasses

import pytest
from flask.testing import FlaskClient

from content.article import Level, Term
from service.pages.tools import words_of_time
from service.wiring import Services
from tests.fakes.articles import sample_article
from tests.service.outline import Outline, outline

PAGES = (
    "/",
    "/?q=pressure&level=easy",
    "/?q=nothing&topic=none",
    "/about/",
    "/accessibility/",
    "/levels/",
    "/disclaimer/",
    "/api/docs",
    "/articles/blood-pressure/",
    "/articles/blood-pressure/easy/",
    "/articles/blood-pressure/easy/treatment/",
    "/articles/nothing/",
    "/nothing",
)


def page(client: FlaskClient, path: str) -> Outline:
    return outline(client.get(path).text)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_the_bones_that_assistive_technology_needs(client: FlaskClient, path: str) -> None:
    seen = page(client, path)
    assert seen.faults == []
    assert seen.all("html")[0].attributes["lang"] == "en"
    assert [level for level, _ in seen.headings()].count(1) == 1
    assert len(seen.all("main")) == 1
    skip = seen.all("a")[0]
    assert skip.attributes["href"] == f"#{seen.all('main')[0].attributes['id']}"
    for nav in seen.all("nav"):
        assert nav.attributes.get("aria-label") or nav.attributes.get("aria-labelledby")
    assert seen.all("title")
    assert all(heading for _, heading in seen.headings())
    assert all(link.text.strip() for link in seen.all("a")), "a link without words"


@pytest.mark.parametrize("path", PAGES)
def test_headings_never_skip_a_level(client: FlaskClient, path: str) -> None:
    before = 0
    for level, _ in page(client, path).headings():
        assert level <= before + 1
        before = level


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_unique_and_every_reference_has_its_target(client: FlaskClient, path: str) -> None:
    seen = page(client, path)
    ids = [element.attributes["id"] for element in seen.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for element in seen.elements:
        wanted = element.attributes.get("aria-labelledby", "").split()
        if element.attributes.get("href", "").startswith("#"):
            wanted.append(element.attributes["href"][1:])
        assert set(wanted) <= set(ids)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_script_or_a_style_in_it(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    seen = outline(response.text)
    for script in seen.scripts():
        assert script.attributes["src"].startswith("/static/")
        # A module waits for the page by itself; the one that the page waits for sets how it looks.
        early = script.attributes["src"].endswith("/early.js")
        assert early or script.attributes.get("type") == "module" or "defer" in script.attributes
    assert not seen.all("style")
    for element in seen.elements:
        assert not any(name == "style" or name.startswith("on") for name in element.attributes)
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_hardens_the_browser(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"


def test_the_level_switcher_says_the_current_level_in_words_and_to_machines(client: FlaskClient) -> None:
    for level in ("full", "standard", "plain", "easy"):
        seen = page(client, f"/articles/blood-pressure/{level}/")
        links = [
            a for a in seen.all("a") if "/articles/blood-pressure/" in a.attributes["href"] and a.text.strip()
        ]
        current = [a for a in links if a.attributes.get("aria-current") == "true"]
        assert [a.attributes["href"] for a in current] == [f"/articles/blood-pressure/{level}/"]
        assert "(you are reading this level)" in current[0].text
        others = {a.attributes["href"].split("/")[3] for a in links} - {level, "evidence"}
        assert others == {"full", "standard", "plain", "easy"} - {level}


def test_changing_the_level_of_a_section_keeps_the_section(client: FlaskClient) -> None:
    links = {a.attributes["href"] for a in page(client, "/articles/blood-pressure/easy/treatment/").all("a")}
    assert "/articles/blood-pressure/full/treatment/" in links


def test_each_section_has_a_native_player_with_captions_and_a_name(client: FlaskClient) -> None:
    seen = page(client, "/articles/blood-pressure/plain/")
    players = seen.all("audio")
    assert len(players) == 3  # the whole article, and each section
    for player in players:
        assert "controls" in player.attributes
        assert "autoplay" not in player.attributes
        assert player.attributes["aria-label"]
    assert len({player.attributes["aria-label"] for player in players}) == 3
    assert [track.attributes["kind"] for track in seen.all("track")] == ["captions", "chapters"] * 3
    for source in seen.all("source"):
        assert client.get(source.attributes["src"]).mimetype == source.attributes["type"].split(";")[0]


def test_without_styles_the_page_reads_in_a_sensible_order(client: FlaskClient) -> None:
    article = sample_article()
    words = page(client, "/articles/blood-pressure/plain/").words
    expected = [
        "Skip to the main text",
        article.title,
        "From an article by A. Doctor",
        "Choose your reading level",
        "Parts of this article",
        "Introduction",
        article.sections[0].renditions[Level.PLAIN].text,
        article.sections[1].renditions[Level.PLAIN].text,
        "What the words mean",
        "how hard something pushes",
        "Where this comes from",
        "On arterial pressure",
        "Reviewed by B. Nurse",
        article.disclaimer.at(Level.PLAIN),
    ]
    at = 0
    for each in expected:
        at = words.index(each, at)


def test_the_glossary_shows_the_terms_of_this_page_and_no_others(
    client: FlaskClient, services: Services
) -> None:
    article = sample_article()
    terms = (Term("art", "pictures"), Term("WHO", "a health body"), *article.glossary)
    services.store.publish(dataclasses.replace(article, glossary=terms))
    words = page(client, "/articles/blood-pressure/plain/").words
    assert "how hard something pushes" in words
    assert "a health body" not in words
    assert "pictures" not in words


def test_what_an_editor_wrote_can_not_break_the_page(client: FlaskClient, services: Services) -> None:
    evil = "<script>alert(1)</script>\"&'"
    article = dataclasses.replace(
        sample_article(), title=evil, topics=(evil,), glossary=(Term("pressure", evil),)
    )
    services.store.publish(article)
    for path in ("/", "/articles/blood-pressure/plain/"):
        seen = page(client, path)
        assert all("src" in script.attributes for script in seen.scripts())
        assert evil in seen.words


def test_an_empty_library_says_how_to_fill_it(client: FlaskClient, services: Services) -> None:
    services.store.unpublish("blood-pressure")
    assert "plainspoken publish" in page(client, "/").words


def test_pages_are_asked_for_again_only_when_they_changed(client: FlaskClient) -> None:
    for path in ("/", "/articles/blood-pressure/plain/"):
        first = client.get(path)
        assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_a_page_knows_the_length_of_a_sound_once_it_was_made(client: FlaskClient, services: Services) -> None:
    path = "/articles/blood-pressure/plain/introduction/"
    assert "Listen to this part (" not in page(client, path).words
    reader = services.reader
    reading = reader.section(reader.article("blood-pressure"), "introduction", Level.PLAIN)
    services.listener.hear_all(services.listener.section(reading))
    assert "Listen to this part (half a minute)" in page(client, path).words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (5, "half a minute"),
        (60, "about 1 minute"),
        (95, "about 1 and a half minutes"),
        (240, "about 4 minutes"),
    ],
)
def test_times_are_said_as_people_say_them(seconds: float, words: str) -> None:
    assert words_of_time(seconds) == words


def test_styles_fonts_and_icons_may_be_kept_for_ever_under_the_address_that_pages_give(
    client: FlaskClient,
) -> None:
    links = [link.attributes for link in page(client, "/").all("link")]
    named = [each["href"] for each in links if each["rel"] in {"stylesheet", "icon", "preload"}]
    assert len(named) >= 4
    for link in named:
        assert client.get(link).headers["Cache-Control"] == "public, max-age=31536000, immutable"
