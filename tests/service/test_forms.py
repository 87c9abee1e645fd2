from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from markdown_it import MarkdownIt

from service.forms import FORMS, form_of
from service.wiring import Services
from tests.fakes.articles import WORDS, sample_article
from tests.service.outline import outline
from tests.service.problem_shape import assert_problem

ARTICLE = "/api/v1/articles/blood-pressure"
SECTION = f"{ARTICLE}/sections/introduction"
WRITTEN = ("text/html", "text/plain", "text/markdown")
DISCLAIMER = "This is not medical advice (plain)."


@pytest.mark.parametrize(
    ("accepted", "form"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("application/json, text/html;q=0.9", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/*", "text/html"),
        ("text/plain", "text/plain"),
        ("TEXT/Markdown", "text/markdown"),
        ("text/markdown, text/plain;q=0.5, */*;q=0.1", "text/markdown"),
        ("text/markdown;q=0.2, text/plain;q=0.5", "text/plain"),
        ("audio/*", "audio/mpeg"),
        ("application/json; charset=utf-8", "application/json"),
        ("text/plain;charset=utf-8", "text/plain"),
        ("text/html; charset=utf-8; q=0.5, text/markdown; variant=GFM", "text/markdown"),
        ("text/*;charset=x, application/json;q=0.1", "text/html"),
        ("application/json;q=0, */*", "text/html"),
        ("application/pdf", ""),
        ("*/*;q=0", ""),
        (";;;,=,", ""),
    ],
)
def test_the_form_is_the_one_that_is_liked_best(accepted: str, form: str) -> None:
    assert form_of(accepted) == form


@pytest.mark.parametrize("address", [ARTICLE, SECTION])
@pytest.mark.parametrize("form", WRITTEN)
def test_each_written_form_has_the_words_the_disclaimer_and_the_attribution(
    client: FlaskClient, address: str, form: str
) -> None:
    response = client.get(f"{address}?level=plain", headers={"Accept": form})
    assert response.content_type == f"{form}; charset=utf-8"
    for words in (WORDS["plain"], DISCLAIMER, "https://example.org/disclaimer", "A. Doctor, Example Health",
                  "http://localhost/articles/blood-pressure/plain/"):  # fmt: skip
        assert words in response.text
    assert response.text.count(DISCLAIMER) == 1
    assert ("About blood pressure" in response.text) == (address == ARTICLE or form == "text/html")


def test_the_piece_of_html_is_whole_and_names_what_it_shows(client: FlaskClient) -> None:
    seen = outline(client.get(f"{SECTION}?level=easy", headers={"Accept": "text/html"}).text)
    assert seen.faults == []
    assert [level for level, _ in seen.headings()] == [2]
    told = seen.all("article")[0].attributes
    assert (told["lang"], told["data-level"], told["data-revision"]) == ("en", "easy", "1")
    whole = outline(client.get(ARTICLE, headers={"Accept": "text/html"}).text)
    assert [level for level, _ in whole.headings()] == [1, 2, 2]


def test_a_title_with_marks_stays_a_title_in_markdown_and_in_html(
    client: FlaskClient, services: Services
) -> None:
    services.store.publish(sample_article("odd", title="<b> *and* [x](y) & `z`"))
    markdown = client.get("/api/v1/articles/odd", headers={"Accept": "text/markdown"}).text
    assert "<h1>&lt;b&gt; *and* [x](y) &amp; `z`</h1>" in MarkdownIt().render(markdown)
    html = client.get("/api/v1/articles/odd", headers={"Accept": "text/html"}).text
    assert "<h1>&lt;b&gt; *and* [x](y) &amp; `z`</h1>" in html


@pytest.mark.parametrize(("address", "sound"), [(ARTICLE, "plain.mp3"), (SECTION, "plain/introduction.mp3")])
def test_who_asks_for_sound_is_sent_to_where_it_can_be_kept_for_ever(
    client: FlaskClient, address: str, sound: str
) -> None:
    response = client.get(f"{address}?level=plain", headers={"Accept": "audio/mpeg"})
    assert response.status_code == 302
    assert response.location.startswith(f"/audio/blood-pressure/{sound}?v=")
    assert response.headers["Cache-Control"] == "max-age=60"
    assert DISCLAIMER in response.text
    assert "A. Doctor" in response.text
    heard = client.get(response.location, headers={"Range": "bytes=0-9"})
    assert (heard.status_code, heard.mimetype, len(heard.data)) == (206, "audio/mpeg", 10)
    assert "immutable" in client.get(response.location).headers["Cache-Control"]


@pytest.mark.parametrize("address", [ARTICLE, SECTION])
def test_a_form_that_there_is_not_is_told_with_those_that_there_are(
    client: FlaskClient, address: str
) -> None:
    for _ in range(2):
        response = client.get(address, headers={"Accept": "application/pdf"})
        assert assert_problem(response, 406, "form-not-offered")["available"] == list(FORMS)
        assert "Accept" in response.headers["Vary"]


def test_forms_are_never_mixed_up_by_what_is_kept(client: FlaskClient) -> None:
    for _ in range(3):
        for packed in ("", "gzip"):
            for form in ("application/json", *WRITTEN):
                for asked in (form, f"{form}, */*;q=0.1"):
                    headers = {"Accept": asked, "Accept-Encoding": packed}
                    response = client.get(f"{ARTICLE}?level=plain", headers=headers)
                    assert response.mimetype == form
                    assert response.headers.get("Content-Encoding", "") in {"", packed}
            assert client.get(ARTICLE, headers={"Accept": "image/png"}).status_code == 406


def test_vary_names_all_that_an_answer_depends_on_and_nothing_else(client: FlaskClient) -> None:
    etag = client.get(SECTION).headers["ETag"]
    for headers in ({}, {"Accept": "text/plain"}, {"If-None-Match": etag}):
        for _ in range(2):
            assert set(client.get(SECTION, headers=headers).vary) == {"Accept", "Accept-Encoding"}
    assert set(client.get("/api/v1/articles").vary) == {"Accept-Encoding"}
    assert set(client.get(f"{ARTICLE}/sections").vary) == {"Accept-Encoding"}


def test_each_form_has_a_tag_of_its_own(client: FlaskClient) -> None:
    tags = {form: client.get(SECTION, headers={"Accept": form}).headers["ETag"] for form in WRITTEN}
    assert len(set(tags.values())) == len(WRITTEN)
    for form in WRITTEN:
        asked = {"Accept": form, "If-None-Match": tags["text/plain"]}
        assert client.get(SECTION, headers=asked).status_code == (304 if form == "text/plain" else 200)
