from __future__ import annotations

import dataclasses
import re
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from content.article import Article, Confirmation, Fact, Level
from content.levels import policy
from content.readability.grade import CAVEAT
from service.pages.evidence import Chart, Limit, scores
from service.wiring import Services
from tests.fakes.articles import measurement, sample_article
from tests.service.bones import page
from tests.service.outline import Outline

PATH = "/articles/blood-pressure/evidence/"


def with_pages(**changes: dict[str, Any]) -> Article:
    """The sample article with other numbers for its pages, by level."""
    article = sample_article()
    pages = {
        level: dataclasses.replace(found, words=400, **changes.get(level.value, {}))
        for level, found in article.pages.items()
    }
    return dataclasses.replace(article, pages=pages)


def bars(client: FlaskClient) -> list[str]:
    """The names of the bars, as a screen reader gives them."""
    return re.findall(r"<title id=\"bar-[^>]*>([^<]*)<", client.get(PATH).text)


def rows_of(seen: Outline, caption: str) -> list[list[str]]:
    """The cells of the table with this caption, row by row."""
    at = next(i for i, e in enumerate(seen.elements) if e.tag == "caption" and e.text.strip() == caption)
    rows: list[list[str]] = []
    for each in seen.elements[at + 1 :]:
        if each.tag in {"caption", "section"}:
            break
        if each.tag == "tr":
            rows.append([])
        elif each.tag in {"th", "td"}:
            rows[-1].append(" ".join(each.text.split()))
    return rows


def test_every_part_at_every_level_is_in_the_chart_and_in_the_table(client: FlaskClient) -> None:
    seen = page(client, PATH)
    for title in ("The whole article", "Introduction", "Treatment"):
        rows = rows_of(seen, f"Scores of “{title}”")
        assert [row[0] for row in rows] == ["Level", "Full", "Standard", "Plain", "Easy"]
        assert [row[1].split()[0] for row in rows[1:]] == ["12.5", "9.5", "6.5", "3.5"]
    drawings = [each for each in seen.all("svg") if each.attributes.get("role") == "img"]
    assert len(drawings) == 12
    assert len(bars(client)) == 12
    for grade in ("12.5", "9.5", "6.5", "3.5"):
        assert sum(f": grade {grade}" in " ".join(each.text.split()) for each in seen.all("p")) == 3


def test_a_bar_that_goes_past_its_line_says_so_in_words(client: FlaskClient, services: Services) -> None:
    services.store.publish(with_pages(plain={"grade": 6.3}, easy={"grade": 3.9}))
    titles = bars(client)
    assert "Bar of 6.3, past the line at 6" in titles
    assert "Bar of 3.9, before the line at 4" in titles


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({"grade": 5.9}, "Keeps the level"),
        ({"grade": 6.04}, "Does not keep the level"),
        ({"grade": 5.9, "hard_words_percent": 24.5}, "Does not keep the level"),
        ({"grade": 5.9, "longest_sentence_words": 26}, "Does not keep the level"),
        ({"grade": 9.9, "words": 60}, "Too short to grade: its sentences keep the level"),
    ],
)
def test_a_verdict_is_of_all_that_its_level_asks(
    client: FlaskClient, services: Services, change: dict[str, Any], verdict: str
) -> None:
    article = sample_article()
    plain = dataclasses.replace(article.pages[Level.PLAIN], **{"words": 400} | change)
    services.store.publish(dataclasses.replace(article, pages={**article.pages, Level.PLAIN: plain}))
    rows = {row[0]: row for row in rows_of(page(client, PATH), "Scores of “The whole article”")}
    assert rows["Plain"][-1] == verdict
    assert rows["Full"][-1] == "Shown only: no grade is asked for"


def test_a_section_is_held_to_a_sections_grade_and_a_page_to_a_pages() -> None:
    long = dataclasses.replace(measurement(Level.PLAIN), words=400, grade=6.5)
    section = next(scores({Level.PLAIN: long}, "section"))
    whole = next(scores({Level.PLAIN: long}, "page"))
    assert (section.grade.most, section.kept) == (policy().of(Level.PLAIN).section_grade, True)
    assert (whole.grade.most, whole.kept) == (policy().of(Level.PLAIN).page_grade, False)


def test_a_level_is_told_how_much_easier_it_is_than_the_one_before(client: FlaskClient) -> None:
    rows = rows_of(page(client, PATH), "Scores of “The whole article”")
    assert [row[2] for row in rows[1:]] == ["first level", "3.0 grades", "3.0 grades", "3.0 grades"]


def test_all_formulas_are_there_with_their_names_and_textstats_version(client: FlaskClient) -> None:
    seen = page(client, PATH)
    rows = rows_of(seen, "Formulas for “Treatment”")
    assert rows[1] == ["Flesch-Kincaid grade", "12.2", "9.2", "6.2", "3.2", "school grade"]
    assert "textstat 0.7.13" in seen.words


def test_what_a_level_asks_for_is_what_the_policy_says(client: FlaskClient) -> None:
    rows = {row[0]: row for row in rows_of(page(client, PATH), "The most that each level allows")}
    assert rows["Easy"][1:] == [
        policy().of(Level.EASY).purpose,
        "grade 4",
        "grade 5",
        "20%",
        "10",
        "15 words",
    ]
    assert rows["Full"][2:4] == ["no limit", "no limit"]


def test_the_caveat_the_reviewer_and_the_articles_disclaimer_are_there(client: FlaskClient) -> None:
    seen = page(client, PATH)
    assert CAVEAT in seen.words
    assert "Reviewed by B. Nurse, on 6 May 2024" in seen.words
    assert "This is not medical advice (standard)." in seen.words


def test_each_declared_fact_is_shown_with_the_sentence_that_says_it(
    client: FlaskClient, services: Services
) -> None:
    facts = (
        Fact("long", "introduction", "It lasts.", ("stays|long",)),
        Fact("lost", "introduction", "Salt matters.", ("salt",)),
    )
    services.store.publish(dataclasses.replace(sample_article(), facts=facts))
    seen = page(client, PATH)
    assert "“High blood pressure is when your blood pushes too hard for a long time.”" in seen.words
    assert seen.words.count("Not in one sentence") == 6  # `full` and `easy` say neither word
    assert "“how it is measured” is not in: Easy. Why: too much at once" in seen.words


def test_an_article_without_facts_or_omissions_says_so(client: FlaskClient, services: Services) -> None:
    services.store.publish(dataclasses.replace(sample_article(), facts=(), omissions=()))
    words = page(client, PATH).words
    assert "No facts were named" in words
    assert "Nothing was left out on purpose." in words


def test_an_article_of_which_nothing_was_confirmed_says_so(client: FlaskClient) -> None:
    assert "Nobody had to confirm a change here." in page(client, PATH).words


def test_what_was_confirmed_is_shown_with_who_when_and_why(client: FlaskClient, services: Services) -> None:
    confirmed = Confirmation(
        code="MEANING-010", section="introduction", level=Level.PLAIN, sentence="Take it for 14 days.",
        against="Take it for two weeks.", by="C. Editor", on=date(2025, 1, 2), why="Days are easier to count.",
    )  # fmt: skip
    services.store.publish(dataclasses.replace(sample_article(), confirmed=(confirmed,)))
    words = page(client, PATH).words
    for each in ("MEANING-010", "C. Editor, 2 January 2025: Days are easier", "14 days", "two weeks"):
        assert each in words
    assert "Nobody had to confirm" not in words


def test_an_unknown_article_is_not_found(client: FlaskClient) -> None:
    assert page(client, "/articles/nothing/evidence/", 404)


def test_the_article_leads_to_its_evidence_and_back(client: FlaskClient) -> None:
    links = {a.attributes["href"] for a in page(client, "/articles/blood-pressure/plain/").all("a")}
    assert PATH in links
    assert "/articles/blood-pressure/" in {a.attributes["href"] for a in page(client, PATH).all("a")}


def test_the_scale_has_room_for_every_grade_and_none_falls_off_it() -> None:
    chart = Chart(16)
    assert [chart.at(grade) for grade in (-3.0, 0, 4, 16, 40)] == [
        "0.00",
        "0.00",
        "25.00",
        "100.00",
        "100.00",
    ]
    assert list(Chart(20).steps) == [0, 4, 8, 12, 16, 20]


def test_a_scale_grows_with_the_hardest_text(client: FlaskClient, services: Services) -> None:
    services.store.publish(with_pages(full={"grade": 21.3}))
    assert "On a scale from grade 0 to grade 24" in page(client, PATH).words
    assert "Bar of 21.3" in bars(client)


def test_a_text_without_a_grade_is_shown_without_a_bar(client: FlaskClient, services: Services) -> None:
    services.store.publish(with_pages(easy={"grade": None, "level": None}))
    seen = page(client, PATH)
    rows = {row[0]: row for row in rows_of(seen, "Scores of “The whole article”")}
    assert rows["Easy"][1] == "none"
    assert "can't say" in rows["Easy"]


def test_a_limit_is_kept_when_nothing_is_asked_or_nothing_is_known() -> None:
    assert Limit(9.0, None).kept
    assert Limit(None, 6.0).kept
    assert Limit(6.0, 6.0).kept
    assert not Limit(6.0001, 6.0).kept


def test_no_meaning_is_in_a_colour_alone(client: FlaskClient) -> None:
    text = client.get(PATH).text
    assert set(re.findall(r"url\(#(fill-\w+)\)", text)) == {
        "fill-full", "fill-standard", "fill-plain", "fill-easy",
    }  # fmt: skip
