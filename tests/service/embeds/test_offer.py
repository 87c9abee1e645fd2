from __future__ import annotations

import dataclasses

import pytest
from flask.testing import FlaskClient

from service.wiring import Services
from tests.fakes.articles import sample_article
from tests.service.outline import outline


def offered(client: FlaskClient, path: str) -> list[str]:
    """The pieces of HTML to copy, as somebody copies them."""
    page = outline(client.get(path).text)
    assert "Show this on your site" in page.words
    return [each.text for each in page.all("pre")]


@pytest.mark.parametrize("place", ["blood-pressure/easy/", "blood-pressure/easy/treatment/"])
def test_each_page_has_its_own_lines_to_copy(client: FlaskClient, place: str) -> None:
    element, frame = offered(client, f"/articles/{place}")
    assert len(element.splitlines()) == 3
    seen = outline(element)
    assert seen.faults == []
    (script,), (shown,), (link,) = seen.all("script"), seen.all("plain-spoken"), seen.all("a")
    assert script.attributes == {"src": "http://localhost/embed.js", "async": ""}
    asked = shown.attributes
    assert "/".join(filter(None, (asked["article"], asked["level"], asked.get("section")))) + "/" == place
    assert link.attributes["href"] == f"http://localhost/articles/{place}"
    assert outline(frame).all("iframe")[0].attributes["src"] == f"http://localhost/embed/{place}"


def test_a_title_can_not_break_out_of_what_is_copied(client: FlaskClient, services: Services) -> None:
    title = '"><script>alert(1)</script>'
    services.store.publish(dataclasses.replace(sample_article("odd"), title=title))
    element, frame = offered(client, "/articles/odd/easy/")
    assert [each.attributes["src"] for each in outline(element).all("script")] == [
        "http://localhost/embed.js"
    ]
    assert outline(frame).all("script") == []
    assert title in outline(frame).all("iframe")[0].attributes["title"]
