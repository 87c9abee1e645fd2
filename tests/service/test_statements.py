from __future__ import annotations

import dataclasses
import re

import pytest
from flask.testing import FlaskClient

from content.article import Level
from content.errors import StoreUnavailable
from content.levels import policy
from content.readability.grade import measure_text
from service.app import create_app
from service.settings import Settings
from service.wiring import Services
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import WORDS, sample_article
from tests.service.outline import Outline, main_outline

STATEMENTS = ("/about/", "/accessibility/", "/levels/")


def page(client: FlaskClient, path: str) -> Outline:
    response = client.get(path)
    assert response.status_code == 200
    return main_outline(response.text)


@pytest.mark.parametrize("path", [*STATEMENTS, "/disclaimer/"])
def test_what_these_pages_say_themselves_is_at_grade_six_or_below(
    client: FlaskClient, services: Services, path: str
) -> None:
    services.store.unpublish("blood-pressure")  # what an article says is judged where it is published
    seen = page(client, path)
    own = [" ".join(e.text.split()) for e in seen.elements if e.tag in {"p", "li", "h1", "h2", "h3", "dd"}]
    assert (measure_text("\n\n".join(own)).grade or 0) <= 6.0
    if path != "/disclaimer/":  # which has the text for each level
        for text in own:
            assert len(text.split()) < 12 or (measure_text(text).grade or 0) <= 6.0, text


def test_the_levels_page_has_every_threshold_of_the_policy(client: FlaskClient) -> None:
    seen = page(client, "/levels/")
    told = [" ".join(e.text.split()) for e in seen.all("section") if e.attributes.get("class") == "band"]
    assert len(told) == len(policy().levels)
    for band, words in zip(policy().levels, told, strict=True):
        numbers = (band.page_grade, band.section_grade, band.hard_words_percent, band.mean_sentence_words,
                   band.max_sentence_words)  # fmt: skip
        for number in numbers:
            assert number is None or re.search(rf"\b{number:g}\b", words), (band.level, number)
    assert f"from {policy().scope.section_words} words on" in seen.words
    assert f"by {policy().scope.sibling_gap:g} of a grade" in seen.words


def test_the_thresholds_are_read_not_typed(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    stricter = policy().tightened({Level.EASY: {"page_grade": 3.25, "max_sentence_words": 13}})
    monkeypatch.setattr("service.pages.statements.policy", lambda: stricter)
    words = page(client, "/levels/").words
    assert "3.25 at most" in words
    assert "at most 13 words" in words


def test_the_levels_page_shows_one_passage_at_each_level_with_links(client: FlaskClient) -> None:
    seen = page(client, "/levels/")
    assert [quote.text.strip() for quote in seen.all("blockquote")] == list(WORDS.values())
    hrefs = [a.attributes["href"] for a in seen.all("a")]
    for href in (
        "/articles/blood-pressure/easy/introduction/",
        "/articles/blood-pressure/evidence/",
        "/workbench/",
        "/advice/",
    ):
        assert href in hrefs
    assert "On arterial pressure" in seen.words  # what it retells goes with it


def test_the_passage_is_of_an_article_with_the_most_levels(client: FlaskClient, services: Services) -> None:
    services.store.publish(sample_article("a", title="A first one", words={Level.FULL: "One."}))
    assert "“About blood pressure”" in page(client, "/levels/").words
    services.store.publish(sample_article("b", title="A new one", words={**WORDS, Level.EASY: "Now."}))
    assert "“A new one”" in page(client, "/levels/").words


def test_the_levels_page_needs_no_store(client: FlaskClient, services: Services) -> None:
    assert isinstance(services.store, FakeArticleStore)
    services.store.broken = "no disk"
    assert not page(client, "/levels/").all("blockquote")
    services.store.broken = ""
    assert page(client, "/levels/").all("blockquote")


def test_a_levels_page_without_its_passage_is_not_kept(
    client: FlaskClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(type(services.reader), "article", refuse)
        assert not page(client, "/levels/").all("blockquote")
    assert page(client, "/levels/").all("blockquote")


def refuse(*_: object) -> None:
    raise StoreUnavailable("damaged")


def test_without_an_article_the_levels_page_has_no_passage(client: FlaskClient, services: Services) -> None:
    services.store.unpublish("blood-pressure")
    assert not page(client, "/levels/").all("blockquote")


def test_the_disclaimer_stands_at_each_level_easiest_first(client: FlaskClient) -> None:
    names = [words.split(":")[0] for level, words in page(client, "/disclaimer/").headings() if level == 2]
    assert names[:4] == ["Easy", "Plain", "Standard", "Full"]


@pytest.mark.parametrize("path", ["/about/", "/accessibility/"])
def test_readers_are_told_where_to_write_to(
    client: FlaskClient, settings: Settings, services: Services, path: str
) -> None:
    assert "the people who run this site" in page(client, path).words
    known = create_app(dataclasses.replace(settings, contact="help@example.org"), services).test_client()
    links = [a.attributes["href"] for a in page(known, path).all("a")]
    assert "mailto:help@example.org" in links


def test_the_accessibility_statement_says_aim_tests_limits_and_date(client: FlaskClient) -> None:
    seen = page(client, "/accessibility/")
    titles = [words for level, words in seen.headings() if level == 2]
    assert titles == [
        "What we aim for", "What we test, and how", "What we have not tested, and known limits",
        "What you can set", "Keys for listening", "What you need", "Tell us what does not work",
    ]  # fmt: skip
    assert "WCAG 2.2" in seen.words
    assert "We have not yet tested with disabled people." in seen.words
    assert seen.all("time")


def test_what_the_about_page_says_of_cookies_is_so(client: FlaskClient) -> None:
    assert "There are no cookies" in page(client, "/about/").words
    for path in (*STATEMENTS, "/", "/?q=x", "/nothing", "/articles/blood-pressure/easy/"):
        assert "Set-Cookie" not in client.get(path).headers
