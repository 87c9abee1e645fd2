"""Help with words on an article's pages, as they come from the server."""

from __future__ import annotations

import dataclasses
import re

import pytest
from flask.testing import FlaskClient

from content.article import Article, Block, Level, Section, Term
from service.wiring import Services
from tests.fakes.articles import sample_article
from tests.service.outline import Element, outline

PAGE = "/articles/blood-pressure/plain/"
GLOSSARY = (
    Term("vein", "A way for blood & more.", show="VAYN"),
    Term("WHO", "A group.", expands="World Health Organization"),
    Term("blood", "It is red."),
    Term("dose", "How much you take."),
    Term("target dose", "The right amount."),
    Term("art", "Pictures."),
)
TEXTS = {
    "introduction": '<p>Your <em>blood</em> has veins.</p>\n<p>Ask <a href="https://who.int">WHO</a>.</p>',
    "treatment": "<ul>\n<li>A target dose, WHO says.</li>\n<li>Your blood.</li>\n</ul>",
}


def article() -> Article:
    sections = tuple(
        Section(name, {Level.PLAIN: dataclasses.replace(
            sample_article().sections[0].renditions[Level.PLAIN],
            section=name, html=html, blocks=(Block("paragraph", re.sub("<[^>]*>", "", html)),),
        )}) for name, html in TEXTS.items()
    )  # fmt: skip
    whole = sample_article(words={Level.PLAIN: "x"})
    return dataclasses.replace(whole, sections=sections, glossary=GLOSSARY)


@pytest.fixture(autouse=True)
def published(services: Services) -> None:
    services.store.publish(article())


def by_id(client: FlaskClient, path: str) -> dict[str, Element]:
    seen = outline(client.get(path).text)
    assert seen.faults == []
    return {element.attributes["id"]: element for element in seen.elements if "id" in element.attributes}


def test_each_word_is_marked_once_on_a_page_and_leads_to_its_meaning_and_back(client: FlaskClient) -> None:
    seen = by_id(client, PAGE)
    uses = {name: element for name, element in seen.items() if name.startswith("use-")}
    assert {name: element.text for name, element in uses.items()} == {
        "use-blood": "blood",
        "use-vein": "veins",
        "use-target-dose": "target dose",
        "use-who": "WHO",
    }
    for name, element in uses.items():
        meaning = element.attributes["href"].removeprefix("#")
        assert meaning == name.replace("use-", "word-")
        assert seen[meaning].tag == "div"
        assert "data-unspoken" in seen[meaning].attributes
        assert element.attributes["aria-describedby"] in seen
    page = client.get(PAGE).text
    assert all(f'class="back" href="#{name}"' in page for name in uses)


def test_a_page_of_one_part_marks_the_first_uses_in_that_part(client: FlaskClient) -> None:
    seen = by_id(client, f"{PAGE}treatment/")
    assert {name for name in seen if name.startswith("use-")} == {"use-target-dose", "use-who", "use-blood"}


def test_a_meaning_says_the_word_how_to_say_it_and_what_it_is_short_for(client: FlaskClient) -> None:
    seen = by_id(client, PAGE)
    words = {name: " ".join(element.text.split()) for name, element in seen.items()}
    assert words["word-vein"].startswith("vein (say: VAYN): A way for blood & more. Hear it")
    assert words["word-who"].startswith("WHO, short for World Health Organization: A group.")
    assert seen["word-who"].attributes["aria-label"] == "What “WHO” means"


def test_the_glossary_at_the_end_has_each_word_of_the_page_in_the_order_of_a_dictionary(
    client: FlaskClient,
) -> None:
    page = client.get(PAGE).text
    assert re.findall('<dt id="meaning-([^"]*)"', page) == ["blood", "dose", "target-dose", "vein", "who"]
    end = page[page.index('id="glossary"') :]
    assert "(say: VAYN)" in outline(end).words
    assert ", short for World Health Organization" in outline(end).words
    # "dose" stands in "target dose" alone: there is nowhere to lead to.
    assert re.findall('href="#use-([^"]*)"', end) == ["blood", "target-dose", "vein", "who"]


def test_every_word_can_be_heard_from_its_meaning_and_from_the_glossary(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    sounds = re.findall('class="hear" href="([^"]*)"', page)
    assert len(sounds) == 4 + 5
    for path in set(sounds):
        response = client.get(path)
        assert (response.status_code, response.mimetype) == (200, "audio/mpeg")


def test_the_words_of_the_article_are_the_same_as_without_its_glossary(
    client: FlaskClient, services: Services
) -> None:
    with_help = client.get(PAGE).text
    services.store.publish(dataclasses.replace(article(), glossary=()))
    without = client.get(PAGE).text
    assert "word-" not in without
    for html in TEXTS.values():
        assert html in without
    taken_out = re.sub(r'<div class="meaning".*?</div>', "", with_help, flags=re.DOTALL)
    taken_out = re.sub(r'<a class="term"[^>]*>(.*?)</a>', r"\1", taken_out)
    for html in TEXTS.values():
        assert html in taken_out


def test_words_of_another_language_than_the_pages_own_say_so(client: FlaskClient, services: Services) -> None:
    services.store.publish(dataclasses.replace(article(), language="fr"))
    page = client.get(PAGE).text
    meaning = page[page.index('<div class="meaning" id="word-who"') :].split("</div>")[0]
    assert ' lang="en" data-unspoken>' in meaning
    assert 'short for <span lang="fr">World Health Organization</span>' in meaning
    assert '<span lang="fr">A group.</span>' in meaning
    assert 'say: <span lang="fr">VAYN</span>' in page[page.index('id="glossary"') :]
