from __future__ import annotations

import dataclasses
import re
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from lxml.etree import Element, fromstring

from content.article import Level
from service.app import create_app
from service.settings import Settings
from service.wiring import Services
from tests.fakes.articles import sample_article
from tests.service.head import head_of
from tests.service.outline import outline

HERE = "http://localhost"
PAGE = f"{HERE}/articles/blood-pressure/plain/treatment/"


def ask(client: FlaskClient, url: str, more: str = "", status: int = 200) -> dict[str, Any]:
    answer = client.get(f"/oembed?url={quote(url, safe='')}{more}")
    assert answer.status_code == status
    told = answer.get_json(force=True)
    assert isinstance(told, dict)
    return told


def test_a_page_is_told_as_oembed_has_it(client: FlaskClient) -> None:
    told = ask(client, PAGE)
    assert {
        "version": "1.0",
        "type": "rich",
        "title": "Treatment",
        "author_name": "A. Doctor",
        "author_url": "https://example.org/pressure",
        "provider_name": "Plainspoken",
        "provider_url": f"{HERE}/",
        "cache_age": 7 * 24 * 60 * 60,
        "width": 640,
        "height": 600,
        "level": "plain",
        "revision": 1,
    }.items() <= told.items()
    assert told["disclaimer"]["text"] == "This is not medical advice (plain)."
    assert told["attribution"]["show"]["link"] == PAGE


def test_its_html_is_a_frame_and_a_link(client: FlaskClient) -> None:
    seen = outline(ask(client, PAGE)["html"])
    assert seen.faults == []
    (frame,), (link,) = seen.all("iframe"), seen.all("a")
    assert frame.attributes["src"] == PAGE.replace("/articles/", "/embed/")
    assert "Treatment" in frame.attributes["title"]
    assert frame.attributes["loading"] == "lazy"
    assert frame.attributes["referrerpolicy"] == "no-referrer"
    assert "allow-scripts" in frame.attributes["sandbox"]
    assert "allow-same-origin" not in frame.attributes["sandbox"]
    assert link.attributes["href"] == PAGE
    assert client.get(frame.attributes["src"]).status_code == 200


@pytest.mark.parametrize(
    ("asked", "level", "section"),
    [
        ("/articles/blood-pressure/", "standard", ""),
        ("/articles/blood-pressure", "standard", ""),
        ("/articles/blood-pressure/easy/", "easy", ""),
        ("/articles/blood-pressure/easy/?theme=dark#treatment", "easy", ""),
        ("/articles/blood%2Dpressure/easy/treatment/", "easy", "treatment"),
        ("/embed/blood-pressure/", "standard", ""),
        ("/embed/blood-pressure/?section=treatment", "standard", "treatment"),
        ("/embed/blood-pressure/full/treatment/", "full", "treatment"),
        # Only one address tells a section by its query.
        ("/embed/blood-pressure/easy/?section=treatment", "easy", ""),
        ("/embed/blood-pressure/full/treatment/?section=introduction", "full", "treatment"),
        ("/articles/blood-pressure/?section=treatment", "standard", ""),
        ("/articles/blood-pressure/easy/?section=treatment", "easy", ""),
    ],
)
def test_any_address_of_a_text_will_do(client: FlaskClient, asked: str, level: str, section: str) -> None:
    told = ask(client, HERE + asked)
    assert told["level"] == level
    assert told["attribution"]["show"]["link"].endswith(f"/{level}/{section}/" if section else f"/{level}/")


@pytest.mark.parametrize(
    "url",
    ["https://example.org/articles/blood-pressure/plain/", f"{HERE}/", f"{HERE}/articles/blood-pressure/evidence/",
     f"{HERE}.example.org/articles/blood-pressure/", "//localhost/articles/blood-pressure/", "nothing", "http://[",
     "http://reader@localhost/articles/blood-pressure/", f"{HERE}/audio/blood-pressure/easy.mp3", "ftp://localhost/articles/x/",
     f"{HERE}/workbench/", "http://localhost:81/articles/blood-pressure/", "http:///articles/blood-pressure/", "http:/articles/blood-pressure/"],
)  # fmt: skip
def test_no_other_address_is_taken(client: FlaskClient, url: str) -> None:
    told = ask(client, url, status=404)
    assert told["type"] == "/api/problems/address-not-embedded/"
    assert f"{HERE}/articles/SLUG/LEVEL/SECTION/" in told["available"]


def test_what_is_not_there_or_was_withdrawn_is_told_so(client: FlaskClient, services: Services) -> None:
    assert "article-not-found" in ask(client, f"{HERE}/articles/nothing/", status=404)["type"]
    assert ask(client, f"{HERE}/articles/blood-pressure/simple/", status=404)["available"] == list(Level)
    assert "section-not-found" in ask(client, f"{HERE}/articles/blood-pressure/easy/x/", status=404)["type"]
    services.store.unpublish("blood-pressure", "Out of date.")
    assert "Out of date." in ask(client, PAGE, status=410)["detail"]


@pytest.mark.parametrize(
    ("more", "width", "height"),
    [("&maxwidth=300", 300, 600), ("&maxheight=200", 640, 200), ("&maxwidth=9000&maxheight=9000", 640, 600)],
)
def test_no_frame_is_larger_than_there_is_room(
    client: FlaskClient, more: str, width: int, height: int
) -> None:
    told = ask(client, PAGE, more)
    assert (told["width"], told["height"]) == (width, height)
    assert f'width="{width}" height="{height}"' in told["html"]


@pytest.mark.parametrize("more", ["&maxwidth=0", "&maxheight=-1", "&maxwidth=wide", "&maxwidth=9999999"])
def test_a_size_that_is_none_is_refused(client: FlaskClient, more: str) -> None:
    (name,) = ask(client, PAGE, more, status=422)["errors"]["query"]
    assert name in more


def test_nothing_asked_for_is_refused(client: FlaskClient) -> None:
    assert client.get("/oembed").status_code == 422
    assert client.get(f"/oembed?url={'x' * 2001}").status_code == 422


def test_another_format_is_not_implemented(client: FlaskClient) -> None:
    told = ask(client, PAGE, "&format=yaml", status=501)
    assert told["available"] == ["json", "xml"]
    assert told["type"] == "/api/problems/oembed-format-not-made/"


def as_data(node: Element) -> Any:
    return {child.tag: as_data(child) for child in node} or node.text or ""


def test_xml_says_what_json_says(client: FlaskClient, services: Services) -> None:
    services.store.publish(
        dataclasses.replace(sample_article("odd"), title='<b> & "quotes" ]]> \u201codd\u201d')
    )
    url = f"{HERE}/articles/odd/easy/"
    answer = client.get(f"/oembed?format=xml&url={url}")
    assert answer.content_type == "text/xml; charset=utf-8"
    told, wanted = as_data(fromstring(answer.data)), ask(client, url)
    assert fromstring(answer.data).tag == "oembed"
    assert told.pop("attribution")["show"] == wanted.pop("attribution")["show"]
    assert told == {name: value if isinstance(value, dict) else str(value) for name, value in wanted.items()}
    assert "<b>" not in re.sub(r'title="[^"]*"', "", wanted["html"])


def test_behind_a_public_address_links_are_of_it_and_both_are_taken(
    services: Services, settings: Settings
) -> None:
    public = dataclasses.replace(settings, public_url="https://health.example/read", cache_days=2)
    client = create_app(public, services).test_client()
    for url in ("https://health.example/read/articles/blood-pressure/plain/treatment/", PAGE):
        told = ask(client, url)
        assert 'src="https://health.example/read/embed/blood-pressure/plain/treatment/"' in told["html"]
        assert told["cache_age"] == 2 * 24 * 60 * 60
    ask(client, "https://health.example/articles/blood-pressure/", status=404)


@pytest.mark.parametrize("public", [None, "https://Health.Example"])
@pytest.mark.parametrize("host", ["http://LocalHost", "HTTP://localhost", "http://LOCALHOST"])
def test_hosts_and_schemes_are_taken_in_any_case(
    services: Services, settings: Settings, host: str, public: str | None
) -> None:
    client = create_app(dataclasses.replace(settings, public_url=public), services).test_client()
    assert ask(client, f"{host}/articles/blood-pressure/easy/")["level"] == "easy"
    for ours in ("https://health.example", "https://HEALTH.example") if public else ():
        assert ask(client, f"{ours}/articles/blood-pressure/easy/")["level"] == "easy"
    assert (
        client.get(f"/oembed?url={HERE}/articles/blood-pressure/", headers={"Host": "LOCALHOST"}).status_code
        == 200
    )


@pytest.mark.parametrize("path", ["/articles/blood-pressure/", "/articles/blood-pressure/easy/treatment/"])
def test_pages_lead_to_what_oembed_tells_of_them(client: FlaskClient, path: str) -> None:
    links = [each for each in head_of(client, path).linked("alternate") if "oembed" in each.get("type", "")]
    assert [each["type"] for each in links] == ["application/json+oembed", "text/xml+oembed"]
    header = client.get(path).headers["Link"]
    for each in links:
        told = client.get(each["href"])
        assert told.status_code == 200
        assert f'<{each["href"]}>; rel="alternate"; type="{each["type"]}"' in header
        assert b"This is not medical advice" in told.data
