from __future__ import annotations

import dataclasses
import re

from flask.testing import FlaskClient

from content.article import Level
from service.wiring import Services
from tests.fakes.articles import sample_article
from tests.service.outline import outline

ARTICLE = "/articles/blood-pressure/plain/"
ADDRESS = f"{ARTICLE}syllables.json"


def test_the_words_of_an_article_come_with_the_places_of_their_breaks_and_the_disclaimer(
    client: FlaskClient,
) -> None:
    body = client.get(ADDRESS).get_json()
    text = outline(client.get(ARTICLE).text).words
    assert body["words"]["pressure"] == [4]
    for word, places in body["words"].items():
        assert word in text
        assert places == sorted(set(places))
        assert places[0] > 0
        assert places[-1] < len(word)
    assert body["disclaimer"]["level"] == "plain"


def test_the_page_names_that_address(client: FlaskClient) -> None:
    article = outline(client.get(ARTICLE).text).all("article")[0]
    assert article.attributes["data-breaks"] == ADDRESS


def test_a_level_that_is_not_offered_has_no_syllables(client: FlaskClient) -> None:
    assert client.get("/articles/blood-pressure/nothing/syllables.json").status_code == 404


def test_without_script_the_page_itself_comes_with_its_words_parted(client: FlaskClient) -> None:
    usual, parted = client.get(ARTICLE).text, client.get(f"{ARTICLE}?syllables=on").text
    assert 'class="syl"' not in usual
    assert parted.count('<span class="syl"></span>') > 3
    words = re.compile(r'<div class="words".*?</div>', re.DOTALL)
    joined = [each.replace('<span class="syl"></span>', "") for each in words.findall(parted)]
    assert joined == words.findall(usual)


def test_tags_and_signs_by_name_are_left_as_they_are(client: FlaskClient) -> None:
    from service.pages.syllables import parted

    html = '<p><a href="/doctor" title="doctor > patient">doctor</a> &amp; doctor &quot;also&quot;</p>'
    with client.application.test_request_context("/?syllables=on"):
        seen = parted(html, "en-GB")
        assert seen.replace('<span class="syl"></span>', "|") == (
            '<p><a href="/doctor" title="doctor > patient">doc|tor</a> &amp; doc|tor &quot;al|so&quot;</p>'
        )
        assert parted(html, "de") == html
    with client.application.test_request_context("/?syllables=yes"):
        assert parted(html, "en") == html


def test_words_of_another_language_are_left_whole(client: FlaskClient, services: Services) -> None:
    article = dataclasses.replace(sample_article("herz"), language="de")
    services.store.publish(article)
    body = client.get(f"/articles/herz/{Level.PLAIN}/syllables.json").get_json()
    assert body["words"] == {}
    assert body["disclaimer"]
