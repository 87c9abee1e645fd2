from __future__ import annotations

import dataclasses

import pytest
from flask.testing import FlaskClient

from content.article import Level
from service.wiring import Services
from tests.fakes.articles import WORDS, sample_article
from tests.service.head import head_of
from tests.service.outline import Outline, outline

SECTION = "/embed/blood-pressure/plain/treatment/"


def frame(client: FlaskClient, path: str, status: int = 200) -> Outline:
    response = client.get(path)
    assert response.status_code == status
    seen = outline(response.text)
    assert seen.faults == []
    return seen


def main_of(seen: Outline) -> dict[str, str]:
    (main,) = seen.all("main")
    return main.attributes


@pytest.mark.parametrize("path", [SECTION, "/embed/blood-pressure/plain/"])
def test_a_frame_has_text_sound_levels_words_disclaimer_and_source(client: FlaskClient, path: str) -> None:
    seen = frame(client, path)
    for words in (
        WORDS[Level.PLAIN], "how hard something pushes", "This is not medical advice (plain).", "Retold from",
        "Plain (you are reading this level)", "Revision 1",
    ):  # fmt: skip
        assert words in seen.words
    sounds = [each.attributes["src"].split("?")[0] for each in seen.all("source")]
    stem = path.rstrip("/").replace("/embed/", "/audio/")
    assert sounds == [f"{stem}.mp3", f"{stem}.opus"]
    assert [each.attributes["src"] for each in seen.all("track")] == [f"{stem}.vtt"]
    links = {each.attributes["href"] for each in seen.all("a")}
    assert {path.replace("plain", level) for level in Level} <= links
    page = f"http://localhost{path.replace('/embed/', '/articles/')}"
    assert {page, "https://example.org/disclaimer", "https://example.org/pressure"} <= links
    head = head_of(client, path)
    assert [each["href"] for each in head.linked("canonical")] == [page]
    assert head.one("robots") == "noindex"


def test_links_that_lead_away_open_elsewhere_and_say_so(client: FlaskClient) -> None:
    for link in frame(client, SECTION).all("a"):
        away = not link.attributes["href"].startswith("/embed/")
        assert (link.attributes.get("target") == "_blank") == away
        assert ("noopener" in link.attributes.get("rel", "")) == away
        assert ("(opens in a new tab)" in link.text) == away


def test_a_link_in_the_text_does_not_lead_inside_of_the_frame(
    client: FlaskClient, services: Services
) -> None:
    article = sample_article("linked", sections=("one",))
    levels = {
        level: dataclasses.replace(
            each, html='<p><a href="https://example.org/" rel="noopener noreferrer">More</a></p>'
        )
        for level, each in article.sections[0].renditions.items()
    }
    section = dataclasses.replace(article.sections[0], renditions=levels)
    services.store.publish(dataclasses.replace(article, sections=(section,)))
    link = next(each for each in frame(client, "/embed/linked/easy/one/").all("a") if "More" in each.text)
    assert link.attributes["target"] == "_blank"
    assert link.text == "More (opens in a new tab)"


def test_who_names_no_level_gets_that_of_most_readers(client: FlaskClient) -> None:
    whole = main_of(frame(client, "/embed/blood-pressure/"))
    assert (whole["data-level"], whole["data-section"]) == ("standard", "")
    part = main_of(frame(client, "/embed/blood-pressure/?section=treatment"))
    assert (part["data-level"], part["data-section"], part["data-revision"]) == ("standard", "treatment", "1")


@pytest.mark.parametrize(
    ("path", "problem", "leads"),
    [
        ("/embed/blood-pressure/simple/", "level-not-offered", "/embed/blood-pressure/easy/"),
        ("/embed/blood-pressure/simple/treatment/", "level-not-offered", "/embed/blood-pressure/easy/treatment/"),
        ("/embed/blood-pressure/easy/nothing/", "section-not-found", SECTION.replace("plain", "easy")),
        ("/embed/blood-pressure/?section=nothing", "section-not-found", SECTION.replace("plain", "standard")),
        ("/embed/blood-presure/easy/", "article-not-found", "/embed/blood-pressure/"),
    ],
)  # fmt: skip
def test_what_is_not_there_leads_to_what_is(client: FlaskClient, path: str, problem: str, leads: str) -> None:
    seen = frame(client, path, 404)
    assert main_of(seen)["data-problem"] == problem
    assert leads in {each.attributes["href"] for each in seen.all("a")}
    assert "It is not advice from a doctor." in seen.words
    assert seen.all("header") == []


def test_what_was_withdrawn_says_why(client: FlaskClient, services: Services) -> None:
    services.store.unpublish("blood-pressure", "Its advice is <old>.")
    seen = frame(client, SECTION, 410)
    assert main_of(seen)["data-problem"] == "article-withdrawn"
    assert "Why: Its advice is <old>." in seen.words


def test_any_site_may_frame_a_frame_and_its_errors_and_nothing_else(client: FlaskClient) -> None:
    def fault() -> None:
        raise RuntimeError

    client.application.before_request_funcs.setdefault("embeds", [])
    for path in (SECTION, "/embed/nothing/", "/embed/blood-pressure", "/embed/a/b/c/d/e", "/embed/"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "frame-ancestors *" in policy, path
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "X-Frame-Options" not in headers
        assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
        assert "Set-Cookie" not in headers
    client.application.before_request_funcs["embeds"].append(fault)
    failed = client.get(SECTION)
    assert failed.status_code == 500
    assert "frame-ancestors *" in failed.headers["Content-Security-Policy"]
    assert "It is not advice from a doctor." in failed.text
    for path in ("/articles/blood-pressure/plain/", "/embeds/", "/embed.js", "/oembed", "/"):
        headers = client.get(path).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], path
        assert headers["X-Frame-Options"] == "DENY"


def test_a_frame_gives_the_same_bytes_until_something_is_published(
    client: FlaskClient, services: Services
) -> None:
    before = client.get(SECTION)
    assert client.get(SECTION, headers={"If-None-Match": before.headers["ETag"]}).status_code == 304
    services.store.publish(dataclasses.replace(sample_article(), title="Told anew"))
    after = client.get(SECTION)
    assert main_of(outline(after.text))["data-revision"] == "2"
    assert after.headers["ETag"] != before.headers["ETag"]
