from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from content.article import Level
from tests.fakes.articles import sample_article

WHOLE = "/audio/blood-pressure/plain.json"


def marks(client: FlaskClient) -> list[dict[str, Any]]:
    return list(client.get(WHOLE).get_json()["marks"])


def test_a_whole_articles_marks_name_the_section_into_whose_text_they_point(client: FlaskClient) -> None:
    article = sample_article()
    for section in article.sections:
        rendition = section.renditions[Level.PLAIN]
        own = [mark for mark in marks(client) if mark.get("section") == section.id]
        for mark in own:
            text = rendition.title if mark.get("part") == "title" else rendition.text
            assert text[mark["start"] : mark["end"]] == mark["value"]
        words = [mark["value"] for mark in own if mark["type"] == "word" and "part" not in mark]
        assert words == [word.strip(".") for word in rendition.text.split()]


def test_the_opening_and_the_disclaimers_belong_to_no_section(client: FlaskClient) -> None:
    runs: list[tuple[str | None, str]] = []
    for mark in marks(client):
        place = (mark.get("section"), mark.get("part", "body"))
        if not runs or runs[-1] != place:
            runs.append(place)
    assert runs == [
        (None, "title"),
        (None, "disclaimer"),
        ("introduction", "title"),
        ("introduction", "body"),
        ("treatment", "title"),
        ("treatment", "body"),
        (None, "disclaimer"),
    ]


def test_the_marks_of_a_whole_article_go_on_in_time_and_end_with_it(client: FlaskClient) -> None:
    body = client.get(WHOLE).get_json()
    starts = [mark["start_ms"] for mark in body["marks"] if mark["type"] == "sentence"]
    assert starts == sorted(starts)
    assert starts[-1] < body["marks"][-1]["end_ms"] <= body["duration_ms"]
    assert body["disclaimer"]["level"] == "plain"


def test_the_marks_of_one_section_name_none(client: FlaskClient) -> None:
    body = client.get("/audio/blood-pressure/plain/treatment.json").get_json()
    assert not any("section" in mark for mark in body["marks"])


def test_another_rate_has_other_marks(client: FlaskClient) -> None:
    slow = client.get(f"{WHOLE}?rate=100").get_json()
    assert slow["duration_ms"] > client.get(WHOLE).get_json()["duration_ms"]
