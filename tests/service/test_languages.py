from __future__ import annotations

import dataclasses

import pytest
from flask.testing import FlaskClient

from content.article import Article, Level
from service.pages.languages import territory
from service.wiring import Services
from tests.fakes.articles import WORDS, sample_article
from tests.service.head import head_of

SITE = "http://localhost"
ENGLISH, SPANISH = "/articles/blood-pressure/plain/", "/articles/la-presion/plain/"


def languages(client: FlaskClient, path: str) -> dict[str, str]:
    return {
        each["hreflang"]: each["href"].removeprefix(SITE)
        for each in head_of(client, path).linked("alternate")
        if "hreflang" in each
    }


def spanish(**changes: object) -> Article:
    """The same source, retold in another language."""
    return dataclasses.replace(sample_article("la-presion", language="es"), **changes)


def test_a_page_in_one_language_names_itself(client: FlaskClient) -> None:
    assert languages(client, ENGLISH) == {"en": ENGLISH, "x-default": ENGLISH}
    # The page of a reader who chose no level is that of a level.
    chosen = "/articles/blood-pressure/standard/"
    assert languages(client, "/articles/blood-pressure/") == {"en": chosen, "x-default": chosen}


@pytest.mark.parametrize("part", ["", "treatment/"])
def test_a_translation_needs_nothing_but_to_be_published(
    client: FlaskClient, services: Services, part: str
) -> None:
    services.store.publish(spanish())
    expected = {"en": ENGLISH + part, "es": SPANISH + part, "x-default": ENGLISH + part}
    assert languages(client, ENGLISH + part) == languages(client, SPANISH + part) == expected


def test_an_article_of_another_source_is_no_translation(client: FlaskClient, services: Services) -> None:
    source = dataclasses.replace(sample_article().source, url="https://example.org/another")
    services.store.publish(spanish(source=source))
    assert set(languages(client, ENGLISH)) == {"en", "x-default"}


def test_a_level_or_a_section_that_a_translation_lacks_is_not_offered(
    client: FlaskClient, services: Services
) -> None:
    words = {level: text for level, text in WORDS.items() if level is not Level.EASY}
    services.store.publish(
        sample_article("la-presion", language="es", words=words, sections=("introduction",))
    )
    assert set(languages(client, "/articles/blood-pressure/easy/")) == {"en", "x-default"}
    assert set(languages(client, f"{ENGLISH}treatment/")) == {"en", "x-default"}
    assert set(languages(client, f"{ENGLISH}introduction/")) == {"en", "es", "x-default"}


def test_without_english_all_pages_agree_on_the_one_for_other_readers(
    client: FlaskClient, services: Services
) -> None:
    services.store.unpublish("blood-pressure")
    services.store.publish(spanish())
    services.store.publish(sample_article("a-pressao", language="pt"))
    assert languages(client, SPANISH) == languages(client, "/articles/a-pressao/plain/")
    assert languages(client, SPANISH)["x-default"] == SPANISH


@pytest.mark.parametrize(
    ("language", "named"),
    [("en", "en_US"), ("es", "es_ES"), ("pt-BR", "pt_BR"), ("en-gb", "en_GB"), ("zh-Hant-TW", "zh_TW"),
     ("xx", "xx")],
)  # fmt: skip
def test_a_language_is_named_with_a_country_where_links_are_shared(language: str, named: str) -> None:
    assert territory(language) == named
