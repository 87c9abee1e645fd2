"""Which links inside of an element are followed in place, and which lead away."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audio.engines.silence import SilenceEngine
from service.wiring import assemble
from tests.browser.partner import Partner, lines, shown, visiting
from tests.browser.serving import served
from tests.browser.spoken_articles import article_of
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.audio_store import FakeAudioStore

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture
def linking(tmp_path: Path) -> Iterator[str]:
    """A service whose text leads to a page of others, and its source to what is no address."""
    linked = article_of(
        "linked", {"first": "# Films\n\nSee [a film](https://video.example/embed/abc123/).\n"}
    )
    nowhere = dataclasses.replace(linked.source, url="https://source.example:99999/")
    store = FakeArticleStore(dataclasses.replace(linked, source=nowhere))
    parts = assemble(store, SilenceEngine(), FakeAudioStore(), voice="en-us", closing=(store,))
    with served(parts, tmp_path) as site:
        yield site
    parts.close()


def test_a_link_to_a_page_of_others_leads_there_and_one_to_no_address_does_no_harm(
    browser: Browser, linking: str, partner: Partner
) -> None:
    with visiting(browser, partner.page(lines(linking, "linked"))) as (page, told):
        page.context.route("https://video.example/**", lambda route: route.fulfill(body="A film"))
        element = shown(page)
        with page.expect_popup() as opened:
            page.get_by_role("link", name="a film").click()
        assert opened.value.url == "https://video.example/embed/abc123/"
        assert element.get_attribute("article") == "linked"
        assert page.get_by_role("link", name="Go to the source").is_visible()
        assert told == []


def test_the_pages_own_link_is_followed_while_there_is_no_text(
    browser: Browser, many: str, partner: Partner
) -> None:
    body = (
        lines(many, "blood-pressure", "nothing")
        .replace("/articles/", "/embed/")
        .replace('/nothing/"', '/treatment/"')
    )
    with visiting(browser, partner.page(body)) as (page, _):
        shown(page, state="failed")
        page.get_by_role("link", name="Read it at Plainspoken").click()
        page.wait_for_url(f"{many}/embed/blood-pressure/plain/treatment/")
