from __future__ import annotations

import dataclasses
import re
import struct
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.app import create_app
from service.pages.metadata import THEME_COLOURS, Metadata
from service.settings import Settings
from service.wiring import Services
from tests.fakes.articles import sample_article
from tests.service.head import head_of, read_head
from tests.service.outline import outline

SITE = "http://localhost"
WHOLE = "/articles/blood-pressure/plain/"
PAGES = ("/", "/disclaimer/", "/workbench/", "/advice/", "/api/docs", "/articles/blood-pressure/evidence/",
         WHOLE, f"{WHOLE}treatment/")  # fmt: skip
STATIC = Path("service/pages/static")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_names_its_one_address(client: FlaskClient, path: str) -> None:
    for asked in (path, f"{path}?from=newsletter"):
        head = head_of(client, asked)
        assert [link["href"] for link in head.linked("canonical")] == [SITE + path]
        assert head.one("og:url") == SITE + path


def test_an_article_without_its_level_names_the_level_that_it_shows(client: FlaskClient) -> None:
    (link,) = head_of(client, "/articles/blood-pressure/").linked("canonical")
    assert link["href"] == f"{SITE}/articles/blood-pressure/standard/"


def test_addresses_start_as_the_public_ones_do(settings: Settings, services: Services) -> None:
    public = dataclasses.replace(settings, public_url="https://read.example/health")
    client = create_app(public, services).test_client()
    head = head_of(client, "/disclaimer/")
    assert head.one("og:url") == "https://read.example/health/disclaimer/"
    assert head.one("og:image").startswith("https://read.example/health/static/")


@pytest.mark.parametrize("path", PAGES)
def test_a_shared_link_shows_title_words_and_picture(client: FlaskClient, path: str) -> None:
    head, page = head_of(client, path), outline(client.get(path).text)
    assert page.all("title")[0].text.startswith(f"{head.one('og:title')} ")
    assert head.one("og:description").startswith(head.one("description"))
    assert head.one("og:site_name") == "Plainspoken"
    assert head.one("og:locale") == "en_US"
    assert head.one("twitter:card") == "summary_large_image"
    assert head.one("og:image:alt")
    picture = client.get(head.one("og:image").removeprefix(SITE))
    assert picture.mimetype == head.one("og:image:type") == "image/png"
    size = tuple(str(each) for each in struct.unpack(">II", picture.data[16:24]))
    assert size == (head.one("og:image:width"), head.one("og:image:height")) == ("1200", "630")
    assert len(picture.data) < 60_000


@pytest.mark.parametrize(("path", "name"), [(WHOLE, "plain.mp3"), (f"{WHOLE}treatment/", "treatment.mp3")])
def test_a_shared_article_has_its_sound_its_days_and_says_that_it_is_no_advice(
    client: FlaskClient, path: str, name: str
) -> None:
    head = head_of(client, path)
    assert head.one("og:type") == "article"
    assert head.one("og:description").endswith("It is not advice from a doctor.")
    assert name in head.one("og:audio")
    assert head.one("og:audio:type") == "audio/mpeg"
    assert client.get(head.one("og:audio").removeprefix(SITE), buffered=True).mimetype == "audio/mpeg"
    assert head.one("article:published_time") <= head.one("article:modified_time")
    assert head.meta["article:tag"] == ["heart", "blood"]
    assert head_of(client, "/").one("og:type") == "website"


@pytest.mark.parametrize("path", ["/nothing", "/articles/nothing/", "/articles/blood-pressure/x/", "/advice/x/",
                                  "/articles/blood-pressure"])  # fmt: skip
def test_an_error_or_a_redirect_has_no_address_and_nothing_to_share(client: FlaskClient, path: str) -> None:
    head = head_of(client, path)
    assert not head.linked("canonical")
    assert not any(name.startswith("og:") for name in head.meta)
    assert not head.data
    assert head.linked("icon")


@pytest.mark.parametrize("path", ["/", WHOLE])
def test_every_icon_that_a_page_names_is_there_as_it_says(client: FlaskClient, path: str) -> None:
    head = head_of(client, path)
    kinds = {}
    for link in [*head.linked("icon"), *head.linked("apple-touch-icon"), *head.linked("manifest")]:
        response = client.get(link["href"])
        assert response.status_code == 200
        kinds[response.mimetype] = link
    assert set(kinds) == {"image/x-icon", "image/svg+xml", "image/png", "application/manifest+json"}
    assert kinds["image/svg+xml"]["type"] == "image/svg+xml"


def test_the_browsers_own_bars_have_the_colour_of_the_page(client: FlaskClient) -> None:
    assert head_of(client, "/").meta["theme-color"] == list(THEME_COLOURS.values())
    css = (STATIC / "themes.css").read_text("utf-8")
    for name, colour in THEME_COLOURS.items():
        theme = css.split(f'[data-theme="{name}"]')[1].split("}")[0]
        assert re.search(r"--paper: (\S+);", theme)[1] == colour  # type: ignore[index]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = str(tmp_path_factory.mktemp("data"))
    return create_app(
        Settings.from_environment({"PLAINSPOKEN_DATA_DIR": folder, "PLAINSPOKEN_LOG_LEVEL": "error"})
    )


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(st.sampled_from("</script>!-[]&\"'\\ x\u2028\u2029\x00é") | st.characters(codec="utf-8")))
def test_no_words_can_end_the_data_or_leave_it(app: Flask, text: str) -> None:
    with app.test_request_context("/"):
        template = app.jinja_env.get_template("metadata.html").make_module({})
        told = Metadata("http://localhost/", data={"@graph": [{"@type": "X", text: [text]}]})
        written = str(template.head("", "", told))  # type: ignore[attr-defined]
    assert written.count("</script>") == 1
    assert "<!--" not in written
    assert read_head(f"<head>{written}</head>").data == [{"@graph": [{"@type": "X", text: [text]}]}]


def test_an_editors_words_stay_words_in_the_head(client: FlaskClient, services: Services) -> None:
    evil = "</script><script>alert(1)</script>\"'<!--"
    services.store.publish(sample_article(title=evil, topics=(evil,)))
    head = head_of(client, WHOLE)
    assert head.node("Article")["headline"] == evil
    assert head.meta["article:tag"] == [evil]
    assert evil in head.one("og:title")
