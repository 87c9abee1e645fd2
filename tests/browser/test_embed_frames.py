"""Pages for frames on a partner's page; and what an element says where nothing comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audio.engines.silence import SilenceEngine
from service.wiring import Services, assemble
from tests.browser.holdings import Holding
from tests.browser.partner import Partner, lines, shown, until, visiting
from tests.browser.serving import served
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import sample_article
from tests.fakes.audio_store import FakeAudioStore

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

_IN = "document.querySelector('plain-spoken').shadowRoot"
_SANDBOX = 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"'


def frame(site: str, place: str, more: str = "") -> str:
    return f'<iframe src="{site}/embed/{place}/" title="Text" width="500" height="300" {more}></iframe>'


def test_a_frame_is_whole_without_scripts(browser: Browser, site: str, partner: Partner) -> None:
    body = frame(site, "blood-pressure/plain/treatment", "sandbox")
    with visiting(browser, partner.page(body), java_script_enabled=False) as (page, _):
        inside = page.frame_locator("iframe")
        inside.get_by_role("heading", name="Treatment").wait_for()
        assert inside.locator("audio[controls]").is_visible()
        assert inside.get_by_text("This is not medical advice (plain).").is_visible()
        inside.get_by_role("link", name="Easy").click()
        inside.get_by_text("This is called high blood pressure.").wait_for()
        assert inside.get_by_text("This is not medical advice (easy).").is_visible()


@pytest.mark.parametrize("sandbox", ["", _SANDBOX], ids=["open", "in a sandbox"])
def test_a_frame_plays_and_gets_the_height_of_its_text(
    browser: Browser, site: str, partner: Partner, sandbox: str
) -> None:
    body = frame(site, "many-signs/plain/first", sandbox) + f'<script src="{site}/embed.js" async></script>'
    with visiting(browser, partner.page(body)) as (page, told):
        fits = """(([frame, inner]) => Math.abs(frame.clientHeight - inner) < 2)"""
        inside = page.frames[1]
        box = page.locator("iframe")

        def fitting() -> bool:
            inner = inside.evaluate("document.documentElement.getBoundingClientRect().height")
            return bool(box.evaluate(f"(frame, inner) => {fits}([frame, inner])", inner)) and inner > 300

        page.wait_for_timeout(50)
        for _ in range(200):
            if fitting():
                break
            page.wait_for_timeout(50)
        assert fitting()
        before = box.bounding_box()
        box.evaluate("el => { el.width = '320'; }")
        for _ in range(200):
            if box.bounding_box()["height"] > before["height"] and fitting():  # type: ignore[index]
                break
            page.wait_for_timeout(50)
        assert fitting()
        assert box.bounding_box()["height"] > before["height"]  # type: ignore[index]
        moved = inside.evaluate(
            """async () => {
              const sound = document.querySelector('audio');
              await sound.play();
              while (sound.currentTime < 0.2) await new Promise(done => setTimeout(done, 20));
              const track = sound.textTracks[0];
              track.mode = 'showing';
              while (!track.cues?.length) await new Promise(done => setTimeout(done, 20));
              return getComputedStyle(document.querySelector('.owed')).borderInlineStartStyle;
            }"""
        )
        assert moved == "solid"
        assert told == []


@pytest.mark.parametrize("kind", ["async", "type='module'"])
def test_frames_of_two_services_get_their_height_each(
    browser: Browser, sites: Callable[[Holding], str], partner: Partner, kind: str
) -> None:
    both = [sites(Holding.MANY), sites(Holding.ONE)]
    scripts = "".join(f'<script src="{each}/embed.js" {kind}></script>' for each in both)
    body = "".join(frame(each, "blood-pressure/plain/treatment") for each in both) + scripts
    with visiting(browser, partner.page(body)) as (page, _):
        until(page, "[...document.querySelectorAll('iframe')].every(each => each.clientHeight > 400)")


def test_nobody_else_can_give_a_frame_its_height(browser: Browser, many: str, partner: Partner) -> None:
    tell = "<script>parent.postMessage({ plainspoken: 'height', height: 9000 }, '*')</script>"
    stranger = f'<iframe id="stranger" src="{partner.page("<p>x</p>", tell)}" title="x"></iframe>'
    body = (
        frame(many, "blood-pressure/plain/treatment") + f'<script src="{many}/embed.js"></script>' + stranger
    )
    with visiting(browser, partner.page(body)) as (page, _):
        page.evaluate("postMessage({ plainspoken: 'height', height: 9000 }, '*')")
        page.wait_for_timeout(300)
        heights = page.evaluate("[...document.querySelectorAll('iframe')].map(each => each.offsetHeight)")
        assert max(heights) < 3000


def test_what_is_not_there_leads_on_in_place(browser: Browser, many: str, partner: Partner) -> None:
    body = lines(many, "blood-pressure", "nothing")
    listen = "<script>addEventListener('plainspoken:error', event => { document.title = `${event.detail.status} ${event.detail.problem}`; });</script>"
    with visiting(browser, partner.page(body, listen)) as (page, _):
        element = shown(page, state="failed")
        assert page.title() == "404 section-not-found"
        assert page.get_by_role("link", name="Read it at Plainspoken").is_visible()
        assert page.get_by_role("heading", name="We can't find this part").is_visible()
        assert page.get_by_role("button", name="Try again").is_hidden()
        page.get_by_role("link", name="Treatment").click()
        shown(page)
        assert element.get_attribute("section") == "treatment"
        assert page.get_by_role("link", name="Read it at Plainspoken").is_hidden()
        assert page.evaluate("document.querySelector('plain-spoken').shadowRoot.activeElement.textContent").startswith("Plain")  # fmt: skip


@pytest.fixture
def one(tmp_path: Path) -> Iterator[tuple[str, Services]]:
    """A service of its own: what is withdrawn there is missed by no other test."""
    store = FakeArticleStore(sample_article())
    parts = assemble(store, SilenceEngine(), FakeAudioStore(), voice="en-us", closing=(store,))
    with served(parts, tmp_path) as site:
        yield site, parts
    parts.close()


def test_what_was_withdrawn_says_so_and_why(
    browser: Browser, one: tuple[str, Services], partner: Partner
) -> None:
    site, parts = one
    parts.store.unpublish("blood-pressure", "Its advice is out of date.")
    with visiting(browser, partner.page(lines(site, "blood-pressure", "treatment"))) as (page, _):
        shown(page, state="failed")
        assert page.get_by_text("Why: Its advice is out of date.").is_visible()
        assert page.get_by_role("button", name="Try again").is_hidden()


def test_who_is_offline_can_try_again(browser: Browser, one: tuple[str, Services], partner: Partner) -> None:
    site, parts = one
    with visiting(browser, partner.page(lines(site, "blood-pressure", "treatment", loading="lazy"))) as (
        page,
        _,
    ):
        shown(page)
        page.context.set_offline(True)
        page.get_by_role("link", name="Easy").click()
        shown(page, state="failed")
        assert page.get_by_text("You are offline.").first.is_visible()
        again = page.get_by_role("button", name="Try again")
        assert again.is_visible()
        assert (
            page.evaluate("document.querySelector('plain-spoken').shadowRoot.activeElement.localName")
            == "button"
        )
        assert "You are offline." in page.get_by_role("status").inner_text()
        assert isinstance(parts.store, FakeArticleStore)
        parts.store.broken = "no disk"
        page.context.set_offline(False)
        page.get_by_role("heading", name="We can't show this right now").wait_for()
        assert again.is_visible()
        parts.store.broken = ""
        again.press("Enter")
        shown(page)
        page.get_by_text("This is called high blood pressure.").wait_for()
        until(
            page, "document.querySelector('plain-spoken').shadowRoot.activeElement?.dataset.level === 'easy'"
        )


def test_who_is_back_on_the_web_gets_the_text(
    browser: Browser, one: tuple[str, Services], partner: Partner
) -> None:
    site, _ = one
    with visiting(browser, partner.page(lines(site, "blood-pressure", "treatment"))) as (page, _):
        shown(page)
        page.context.set_offline(True)
        page.get_by_role("link", name="Easy").click()
        shown(page, state="failed")
        page.context.set_offline(False)
        shown(page)
        assert page.get_by_text("This is called high blood pressure.").is_visible()
        # They asked for it, and stood on a button that is gone.
        assert page.get_by_role("status").inner_text() == "You changed the level to Easy."
        assert page.evaluate(f"{_IN}.activeElement?.dataset.level") == "easy"


def test_who_asked_for_nothing_is_not_disturbed_when_back_on_the_web(
    browser: Browser, one: tuple[str, Services], partner: Partner
) -> None:
    site, _ = one
    body = f'<script src="{site}/embed.js"></script>'
    with visiting(browser, partner.page(body)) as (page, _):
        page.context.set_offline(True)
        page.evaluate(
            "html => { document.querySelector('main').innerHTML = html; }",
            lines(site, "blood-pressure", "treatment"),
        )
        shown(page, state="failed")
        page.context.set_offline(False)
        shown(page)
        assert page.evaluate(f"{_IN}.activeElement") is None
        assert page.get_by_role("status").text_content() == ""


def test_what_is_gone_or_shows_another_text_asks_for_nothing_when_back_on_the_web(
    browser: Browser, one: tuple[str, Services], partner: Partner
) -> None:
    site, _ = one
    element = lines(site, "blood-pressure", "treatment", loading="eager").split("\n", 1)[1]
    with visiting(browser, partner.page(lines(site, "blood-pressure", "treatment") + element)) as (page, _):
        for number in (0, 1):
            shown(page, number)
        page.context.set_offline(True)
        page.evaluate(
            "document.querySelectorAll('plain-spoken').forEach(each => each.setAttribute('level', 'easy'))"
        )
        for number in (0, 1):
            shown(page, number, "failed")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.locator("plain-spoken").nth(1).evaluate("el => { self.gone = el; el.remove(); }")
        page.context.set_offline(False)
        shown(page)
        assert asked == [f"{site}/embed/blood-pressure/easy/treatment/"]
        # It was told once.
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_timeout(100)
        assert len(asked) == 1
        assert page.evaluate("self.gone.dataset.state") == "failed"


@pytest.mark.parametrize("service", ["https://[", "https://clinic.example:99999"])
def test_a_service_that_is_no_address_fails_and_says_so(
    browser: Browser, many: str, partner: Partner, service: str
) -> None:
    listen = "<script>addEventListener('plainspoken:error', event => { document.title = `${event.detail.status} ${event.detail.problem}`; });</script>"
    body = lines(many, "blood-pressure", "treatment", service=service)
    with visiting(browser, partner.page(body, listen)) as (page, told):
        element = shown(page, state="failed")
        assert page.title() == "0 not-loaded"
        assert page.get_by_role("link", name="Read it at Plainspoken").is_visible()
        page.get_by_role("button", name="Try again").press("Enter")
        assert page.evaluate(f"{_IN}.activeElement.localName") == "button"
        element.evaluate("el => el.removeAttribute('service')")
        shown(page)
        assert told == []


def test_a_server_that_is_not_there_leaves_the_link(browser: Browser, many: str, partner: Partner) -> None:
    body = lines(many, service="http://127.0.0.1:9999")
    with visiting(browser, partner.page(body)) as (page, _):
        shown(page, state="failed")
        assert page.get_by_text("This text did not load.").is_visible()
        assert page.get_by_role("link", name="Read it at Plainspoken").is_visible()
        assert page.get_by_role("button", name="Try again").is_visible()
