"""Every page in a language in which each text of ours wears brackets: what has none was not translated."""

from __future__ import annotations

import calendar
import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

import service
from content.advice import plain_words
from content.article import Article, Level
from content.levels import policy
from service.api.contract import document
from service.api.docs import STARTS, explained_problems
from service.app import create_app
from service.catalogue import register_catalogue
from service.explaining import explanations, groups
from service.general import general_disclaimer
from service.judging import Sent, compare_texts, judge
from service.pages.marks import marked
from service.pages.scores import METRICS
from service.settings import Settings
from service.wiring import Services
from tests.fakes.articles import sample_article
from tests.service.pseudo_language import untranslated, write_pseudo

ARTICLE = sample_article()
HARD = (
    "Utilise a spoon. The tablets were administered to the individuals by the nurses prior to the procedure "
    "in order to facilitate the absorption of the medication, notwithstanding the contraindications. "
) * 8
HARDER, EASIER = "Do not take more than 40 mg of this drug in a day.", "Take more than 50 mg of this drug."
#: Names, which stay as they are in each language.
NAMES = {
    "",
    "Plainspoken",
    "MP3",
    "Opus",
    "WAV",
    "Markdown",
    "HTML",
    "English",
    *(each.name for each in METRICS.values()),
}
MONTHS = set(calendar.month_name)


@pytest.fixture
def app(settings: Settings, services: Services, tmp_path: Path) -> Flask:
    app = create_app(settings, services)
    write_pseudo(tmp_path / "languages")
    register_catalogue(app, tmp_path / "languages")
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def strings(value: Any) -> Iterator[str]:
    """Every string in a value, at any depth: what is data."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from strings([getattr(value, each.name) for each in dataclasses.fields(value)])
    elif isinstance(value, dict):
        yield from strings([*value.keys(), *value.values()])
    elif isinstance(value, (list, tuple, set, frozenset)):
        for each in value:
            yield from strings(each)


def data() -> set[str]:
    """What is no text of the pages, but has its own files: articles, rules, words, levels, the contract."""
    judged = judge(Sent(HARD, target=Level.EASY))
    compared = compare_texts(Sent(HARDER), Sent(EASIER))
    words = [each for word in plain_words() for each in (word, ", ".join(word.plainer), word.term[0].upper())]
    titles = [f"{each.code}: {each.title}" for each in explanations().values()]
    told = [each.message for each in judged.advice.steps]
    remarks = [(each.message, each.unless) for found in judged.advice.sentences for each in found.remarks]
    differences = [f"{each.message}. {each.remedy}" for each in compared.differences]
    values = (
        ARTICLE,
        ARTICLE.source.attribution,
        general_disclaimer(),
        explanations(),
        list(groups()),
        titles,
        words,
        policy().levels,
    )
    quoted = [each.text for each in marked(judged).notes]
    spec = document()
    spoken = spec["info"]["description"].split("\n\n")
    titles += [language for _, language in STARTS]
    for problem in explained_problems().values():
        titles += [problem.title, problem.slug]
        titles += [
            part.strip() for text in (problem.words.means, problem.words.todo) for part in text.split("`")
        ]
    return {*NAMES, *MONTHS, *strings([*values, spec, spoken, told, remarks, differences, quoted])}


def pages(app: Flask, article: Article = ARTICLE) -> list[str]:
    """The addresses of every page, each kind once."""
    known = {
        "slug": article.slug, "level": "plain", "section": "introduction", "code": next(iter(explanations())),
        "problem": "article-not-found",
    }  # fmt: skip
    found = []
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if rule.endpoint.startswith(("pages.", "embeds.")) or rule.endpoint in {
                "contract.docs",
                "contract.problem",
            }:
                # KeyError: tell this test what the new part of an address can be.
                values = {name: known[name] for name in rule.arguments}
                found.append(adapter.build(rule.endpoint, values))
    return found


def test_no_page_says_a_word_that_is_not_in_the_catalogue(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        known = data()
    walked = pages(app)
    assert len(walked) >= 10
    left = {}
    for path in (
        *walked,
        "/advice/plain-words/?q=use",
        "/advice/plain-words/?q=zzz",
        "/nothing",
        "/articles/x/",
        "/embed/x/",
        "/embed/blood-pressure/simple/",
        "/articles/x",
    ):
        response = client.get(path)
        if response.mimetype == "text/html":
            assert "⟦" in response.text, path
            left[path] = untranslated(response.text, known)
    assert {path: words for path, words in left.items() if words} == {}


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/workbench/", {"text": HARD, "target": "easy"}),
        ("/workbench/", {"text": "Rest well.", "target": "easy"}),
        ("/workbench/", {"text": "Rest well.", "target": "none"}),
        ("/workbench/", {"text": "", "format": "odd"}),
        ("/workbench/", {"text": "a " * 60_000}),
        ("/workbench/compare/", {"harder": HARDER, "easier": EASIER}),
        ("/workbench/compare/", {"harder": HARDER, "easier": HARDER}),
        ("/workbench/compare/", {"harder": "", "easier": "x"}),
    ],
    ids=lambda value: str(value)[:30],
)
def test_no_answer_to_a_form_says_one_either(
    app: Flask, client: FlaskClient, path: str, fields: dict[str, str]
) -> None:
    with app.test_request_context():
        known = data() | set(strings(fields))
    response = client.post(path, data=fields)
    assert "⟦" in response.text
    assert untranslated(response.text, known) == []


def test_words_outside_of_the_catalogue_are_found() -> None:
    page = (
        '<p aria-label="Own">⟦Yes ⟦no⟧ <a>link</a>.⟧ No<b>w</b></p><p class="words">theirs</p><p>MP3, ⟦x⟧</p>'
    )
    assert untranslated(page, {"MP3"}) == ["Own", "No", "w"]
    assert untranslated('<form data-failed="It failed now." data-part="play"></form>', set()) == [
        "It failed now."
    ]


def test_scripts_have_no_words_of_their_own() -> None:
    scripts = sorted((Path(service.__file__).parent / "pages" / "static").rglob("*.js"))
    assert len(scripts) >= 5
    for script in scripts:
        # Values that are put into a text are no words of the script.
        text = re.sub(r"\$\{[^}]*\}", "", script.read_text("utf-8"))
        assert not re.findall(r"""(?:textContent|ariaLabel|title) = ["'`][^"'`]*[a-z]""", text), script.name
        assert not re.findall(r"""["'`][A-Z][a-z]+(?: [a-z“”]+)+[.!?:]?["'`]""", text), script.name
