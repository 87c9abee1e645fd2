from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from flask import Flask, render_template_string
from flask_babel import format_date, gettext, lazy_gettext, ngettext

from service.app import create_app
from service.catalogue import TranslationRefused, register_catalogue, speak, ui_language
from service.settings import Settings
from service.wiring import Services
from tests.fakes.articles import sample_article

GERMAN = {
    "Disclaimer: please read this": "Haftungsausschluss: bitte lesen",
    "Choose your reading level": "Wählen Sie Ihr Lese-Niveau",
    "Plain": "Klar",
    "Listen to “%(title)s”": "„%(title)s“ anhören",
    ("%(count)s word", "%(count)s words"): ("%(count)s Wort", "%(count)s Wörter"),
}


def write(folder: Path, language: str, texts: dict[str | tuple[str, str], str | tuple[str, str]]) -> None:
    """A translator's file."""
    catalogue = Catalog(locale=language)
    for text, told in texts.items():
        catalogue.add(text, told)
    file = folder / language / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    with file.open("wb") as out:
        write_po(out, catalogue)


@pytest.fixture
def app(settings: Settings, services: Services, tmp_path: Path) -> Flask:
    write(tmp_path / "languages", "de", GERMAN)
    write(tmp_path / "languages", "pt_BR", {"Plain": "Claro"})
    app = create_app(settings, services)
    register_catalogue(app, tmp_path / "languages")
    return app


def test_an_articles_pages_speak_its_language_where_a_translator_gave_one(
    app: Flask, services: Services
) -> None:
    services.store.publish(sample_article("blutdruck", title="Über Blutdruck", language="de"))
    client = app.test_client()
    seen = client.get("/articles/blutdruck/plain/").text
    assert '<html lang="de"' in seen
    assert "Wählen Sie Ihr Lese-Niveau" in seen
    assert 'aria-label="„Introduction“ anhören"' in seen
    assert "6. Mai 2024" in seen
    assert '<html lang="de"' in client.get("/articles/blutdruck/evidence/").text
    # Others are not touched, nor is what the service says of itself, whatever a browser asks for.
    for path in ("/", "/articles/blood-pressure/plain/", "/disclaimer/"):
        assert '<html lang="en"' in client.get(path, headers={"Accept-Language": "de"}).text


def test_an_article_without_a_catalogue_in_its_language_is_marked_as_what_it_is(
    app: Flask, services: Services
) -> None:
    services.store.publish(sample_article("tension", title="La tension", language="fr"))
    for path in ("/articles/tension/plain/", "/articles/tension/plain/introduction/"):
        seen = app.test_client().get(path).text
        assert '<html lang="en"' in seen
        assert '<h1 lang="fr">La tension</h1>' in seen
        assert 'data-section="introduction" lang="fr"' in seen
    seen = app.test_client().get("/articles/tension/evidence/").text
    assert '<dd lang="fr">“High blood pressure' in seen


@pytest.mark.parametrize(
    ("asked", "spoken", "told"),
    [("de", "de", "Klar"), ("de-AT", "de", "Klar"), ("pt-BR", "pt-BR", "Claro"), ("pt", "en", "Plain"), ("xx", "en", "Plain")],
)  # fmt: skip
def test_the_nearest_language_is_spoken_and_english_else(
    app: Flask, asked: str, spoken: str, told: str
) -> None:
    with app.test_request_context():
        speak(asked)
        assert (ui_language(), gettext("Plain")) == (spoken, told)


def test_plurals_and_figures_are_those_of_the_language(app: Flask) -> None:
    template = (
        "{{ 1|words_long }}, {{ 1200|words_long }}, {{ 6.25|score }}, {{ 24.4|percent }}, {{ none|score }}"
    )
    with app.test_request_context():
        assert render_template_string(template) == "1 word, 1,200 words, 6.2, 24%, none"
        speak("de")
        assert render_template_string(template) == "1 Wort, 1.200 Wörter, 6,2, 24\u00a0%, none"


def test_english_says_the_day_before_the_month(app: Flask) -> None:
    published = sample_article().source.published
    with app.test_request_context():
        assert format_date(published, "long") == "3 January 2022"


def test_what_others_wrote_is_escaped_inside_of_a_text(app: Flask) -> None:
    said = {"said": '<b>"&'}
    with app.test_request_context():
        for template in (
            "{{ _('In “%(part)s”.', part=said) }}",
            "{% trans part=said %}In “{{ part }}”.{% endtrans %}",
            "{{ ngettext('In “%(part)s”.', 'In “%(part)s”.', 1, part=said) }}",
        ):
            assert render_template_string(template, **said) == "In “&lt;b&gt;&#34;&amp;”.", template


def test_a_page_shows_a_title_with_markup_in_it_as_it_is_written(app: Flask, services: Services) -> None:
    services.store.publish(dataclasses.replace(sample_article("odd"), title='<i>"A" & B</i>'))
    for path in ("/articles/odd/plain/", "/articles/odd/evidence/"):
        seen = app.test_client().get(path).text
        assert "<i>" not in seen
        assert "&lt;i&gt;" in seen


def test_a_text_that_no_translator_has_stays_english(app: Flask) -> None:
    with app.test_request_context():
        speak("de")
        assert gettext("Skip to the main text") == "Skip to the main text"


def test_a_text_is_english_where_there_is_no_request(app: Flask) -> None:
    assert str(lazy_gettext("Plain")) == "Plain"
    with app.app_context():
        assert ngettext("%(count)s word", "%(count)s words", 2, count=2) == "2 words"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ('msgid "Plain"\nKlar', "Unknown"),
        ('#, python-format\nmsgid "%(level)s level"\nmsgstr "Niveau %(stufe)s"', "stufe"),
    ],
)
def test_a_translation_that_would_fail_on_a_page_stops_the_start(
    app: Flask, tmp_path: Path, written: str, why: str
) -> None:
    file = tmp_path / "damaged" / "de" / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    file.write_text(written, "utf-8")
    with pytest.raises(TranslationRefused, match=rf"messages\.po.*{why}"):
        register_catalogue(app, tmp_path / "damaged")


def test_a_text_may_be_written_over_several_lines(app: Flask) -> None:
    with app.test_request_context():
        speak("de")
        assert render_template_string("{% trans %}\n  Plain\n{% endtrans %}") == "Klar"
