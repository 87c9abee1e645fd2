"""Three lines of HTML on a partner's page, on another port of another host: shown, heard, changed, looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import axe
from tests.browser.partner import Partner, lines, shown, until, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

KETAMINE = {"article": "how-ketamine-works", "section": "introduction"}
TITLE = "How ketamine works in the brain"
STYLE = "<style>body { margin: 1em; color: #222; background: #fff; } a { color: #00c; }</style>"
_IN = "document.querySelector('plain-spoken').shadowRoot"


def test_three_lines_show_a_section_and_play_it(browser: Browser, site: str, partner: Partner) -> None:
    with visiting(browser, partner.page(lines(site))) as (page, told):
        element = shown(page)
        assert element.get_attribute("data-revision") == "1"
        assert page.get_by_text("Disclaimer: please read this").is_visible()
        assert page.get_by_role("link", name="Read it at Plainspoken").is_hidden()
        moved = page.evaluate(
            f"""async () => {{
              const sound = {_IN}.querySelector('audio');
              await sound.play();
              while (sound.currentTime < 0.3) await new Promise(done => setTimeout(done, 20));
              sound.currentTime = sound.duration / 2;
              await new Promise(done => sound.addEventListener('seeked', done));
              const track = sound.textTracks[0];
              track.mode = 'showing';
              while (!track.cues?.length) await new Promise(done => setTimeout(done, 20));
              return [sound.currentTime > 0.5, sound.duration > 1, track.cues.length > 1];
            }}"""
        )
        assert moved == [True, True, True]
        assert told == []


def test_a_level_is_changed_by_keyboard_in_place(browser: Browser, site: str, partner: Partner) -> None:
    body = lines(site, "blood-pressure", "treatment")
    with visiting(browser, partner.page(body, '<link rel="icon" href="data:,">')) as (page, told):
        element = shown(page)
        page.evaluate(f"{_IN}.querySelector('audio').play()")
        page.evaluate(f"self.old = {_IN}.querySelector('audio')")
        link = page.get_by_role("link", name="Easy", exact=True)
        for _ in range(6):
            page.keyboard.press("Tab")
            if page.evaluate(f"{_IN}.activeElement?.dataset.level") == "easy":
                break
        page.keyboard.press("Enter")
        page.get_by_text("This is called high blood pressure.").wait_for()
        assert element.get_attribute("level") == "easy"
        assert page.evaluate("self.old.paused")
        assert page.evaluate(f"{_IN}.activeElement.dataset.level") == "easy"
        assert page.evaluate(f"{_IN}.activeElement.ariaCurrent") == "true"
        assert page.get_by_role("status").inner_text() == "You changed the level to Easy."
        assert page.get_by_text("This is not medical advice (easy).").is_visible()
        assert page.url.startswith(partner.address)
        assert link.count() == 0  # its name says now that it is read
        # From outside, too, and once for all that changes at a time.
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        element.evaluate(
            "el => { el.setAttribute('level', 'full'); el.setAttribute('section', 'introduction'); }"
        )
        page.get_by_text("denotes persistently").wait_for()
        assert asked == [f"{site}/embed/blood-pressure/full/introduction/"]
        assert told == []


@pytest.mark.parametrize(
    "context",
    [{}, {"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 640}}, {"viewport": {"width": 320, "height": 256}},
     {"forced_colors": "active"}],
    ids=["light", "dark", "320 px", "400 %", "forced colours"],
)  # fmt: skip
def test_axe_finds_nothing_on_the_partners_page(
    browser: Browser, many: str, partner: Partner, context: dict[str, Any]
) -> None:
    with visiting(browser, partner.page(lines(many, **KETAMINE), STYLE), **context) as (page, _):
        shown(page)
        page.evaluate(f"{_IN}.querySelector('details').open = true")
        assert axe.complaints(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def told_of(page: Page) -> dict[str, list[str]]:
    """The accessibility tree as the browser gives it to a screen reader: names by role."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    found: dict[str, list[str]] = {}
    for node in tree:
        if not node.get("ignored"):
            name = node.get("name", {}).get("value", "")
            found.setdefault(node["role"]["value"], []).append(str(name))
    return found


def test_a_closed_tree_is_open_to_screen_readers(browser: Browser, many: str, partner: Partner) -> None:
    with visiting(browser, partner.page(lines(many, **KETAMINE)), closed=True) as (page, _):
        shown(page)
        assert page.evaluate("document.querySelector('plain-spoken').shadowRoot") is None
        told = told_of(page)
        assert {TITLE, "What is ketamine?", "Disclaimer: please read this"} <= set(told["heading"])
        assert "What is ketamine?, Plain level, spoken" in told["Audio"]
        assert "Levels of “What is ketamine?”" in told["navigation"]
        assert "What is ketamine?" in told["region"]
        words = " ".join(told["StaticText"])
        assert "You may know ketamine only as a party drug." in words
        assert "It does not take the place of advice from an expert." in words
        assert "Retold from" in words


def test_where_the_script_is_blocked_the_link_leads_to_the_section(
    browser: Browser, many: str, partner: Partner
) -> None:
    strict = {"Content-Security-Policy": "default-src 'none'"}
    with visiting(browser, partner.page(lines(many, **KETAMINE), headers=strict)) as (page, _):
        page.get_by_role("link", name="Read it at Plainspoken").click()
        page.wait_for_url(f"{many}/articles/how-ketamine-works/plain/introduction/")
        assert "What is ketamine?" in page.title()


def test_a_strict_page_has_to_allow_nothing_but_three_addresses(
    browser: Browser, site: str, partner: Partner
) -> None:
    policy = (
        f"default-src 'none'; script-src {site}; connect-src {site}; media-src {site}; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    with visiting(
        browser,
        partner.page(lines(site, "blood-pressure", "treatment"), headers={"Content-Security-Policy": policy}),
    ) as (
        page,
        told,
    ):
        shown(page)
        assert page.evaluate(
            f"""async () => {{
              const sound = {_IN}.querySelector('audio');
              await sound.play();
              while (sound.currentTime < 0.1) await new Promise(done => setTimeout(done, 20));
              const style = getComputedStyle({_IN}.querySelector('.owed'));
              return [style.borderInlineStartStyle, style.paddingLeft !== '0px'];
            }}"""
        ) == ["solid", True]
        page.get_by_role("link", name="Full", exact=True).click()
        until(page, "document.querySelector('plain-spoken').getAttribute('level') === 'full'")
        shown(page)
        assert told == []


def test_a_page_that_is_isolated_shows_it_too(browser: Browser, site: str, partner: Partner) -> None:
    isolated = {"Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin"}
    frame = f'<iframe src="{site}/embed/many-signs/plain/first/" title="First"></iframe>'
    with visiting(browser, partner.page(lines(site) + frame, headers=isolated)) as (page, told):
        shown(page)
        page.frame_locator("iframe").get_by_text("Disclaimer: please read this").wait_for()
        page.evaluate(f"{_IN}.querySelector('audio').play()")
        assert told == []


def test_nothing_is_asked_for_until_it_is_near(browser: Browser, many: str, partner: Partner) -> None:
    far = f"<div style='height: 5000px'></div>{lines(many, **KETAMINE)}"
    with visiting(browser, partner.page(far), wait="networkidle") as (page, _):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        assert page.locator("plain-spoken").get_attribute("data-state") == "waiting"
        page.evaluate("scrollTo(0, 3500)")
        page.wait_for_timeout(100)
        assert asked == []
        page.evaluate("scrollTo(0, 4300)")
        shown(page)
        assert asked == [f"{many}/embed/how-ketamine-works/plain/introduction/"]
    with visiting(browser, partner.page(far.replace("level=", 'loading="eager" level='))) as (page, _):
        shown(page)


def test_nothing_is_kept_and_no_name_is_taken(browser: Browser, many: str, partner: Partner) -> None:
    own = partner.page(lines(many, **KETAMINE))
    empty = partner.page("<p>Nothing</p>")
    names = "Object.getOwnPropertyNames(globalThis).sort()"
    with visiting(browser, empty) as (page, _):
        before = page.evaluate(names)
    with visiting(browser, own) as (page, _):
        shown(page)
        assert page.evaluate(names) == before
        assert page.context.cookies() == []
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
        assert page.evaluate("indexedDB.databases().then(all => all.length)") == 0


def test_two_elements_and_two_scripts_are_no_harm(browser: Browser, many: str, partner: Partner) -> None:
    module = f'<script type="module" src="{many}/embed.js?again"></script>'
    two = lines(many, **KETAMINE) + lines(many, "blood-pressure", "treatment") + module
    with visiting(browser, partner.page(two, STYLE)) as (page, told):
        shown(page)
        shown(page, 1)
        assert page.get_by_text("Disclaimer: please read this").count() == 2
        page.locator("plain-spoken").nth(1).get_by_role("link", name="Easy").click()
        page.get_by_text("This is called high blood pressure.").wait_for()
        assert page.locator("plain-spoken").nth(0).get_attribute("level") == "plain"
        assert [page.locator("plain-spoken").nth(each).get_attribute("data-state") for each in (0, 1)] == [
            "ready"
        ] * 2
        # Links of one name lead from each text to its own level, or source: that is what they are for.
        found = [each for each in axe.complaints(page) if "identical-links-same-purpose" not in each]
        assert found == []
        assert told == []


@pytest.mark.parametrize(
    ("asked", "ranks"), [("", "234"), ("1", "123"), ("4", "456"), ("9", "456"), ("x", "234"), ("2.5", "234")]
)
def test_its_headings_fit_into_those_of_the_page(
    browser: Browser, many: str, partner: Partner, asked: str, ranks: str
) -> None:
    body = lines(many, "long-words", "pneumonoultramicroscopicsilicovolcanoconiosis", heading_level=asked)
    with visiting(browser, partner.page(body)) as (page, _):
        shown(page)
        found = page.evaluate(
            f"[...{_IN}.querySelectorAll('.shown :is(h1, h2, h3, h4, h5, h6)')].map(el => el.localName[1])"
        )
        assert "".join(dict.fromkeys(found)) == ranks


def test_an_element_may_be_moved_about(browser: Browser, many: str, partner: Partner) -> None:
    body = lines(many, "blood-pressure", "treatment") + "<div id='there'></div>"
    with visiting(browser, partner.page(body)) as (page, told):
        element = shown(page)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        element.evaluate("el => document.getElementById('there').append(el)")
        page.wait_for_timeout(100)
        assert (asked, element.get_attribute("data-state")) == ([], "ready")
        element.evaluate(
            "el => { el.remove(); el.setAttribute('level', 'easy'); document.getElementById('there').append(el); }"
        )
        page.get_by_text("This is called high blood pressure.").wait_for()
        assert asked == [f"{many}/embed/blood-pressure/easy/treatment/"]
        element.evaluate(
            "el => { el.remove(); el.setAttribute('heading-level', '4'); setTimeout(() => document.getElementById('there').append(el)); }"
        )
        until(page, f"{_IN}.querySelector('.shown > :first-child').localName === 'h4'")
        assert told == []


def test_one_tag_does_it_too_and_says_what_came(browser: Browser, many: str, partner: Partner) -> None:
    tag = (
        f"<p id='before'></p><script src='{many}/embed.js' data-article='blood-pressure' data-section='treatment' "
        "async></script><p>After</p>"
    )
    listen = "<script>addEventListener('plainspoken:ready', event => { document.title = JSON.stringify(event.detail); });</script>"
    with visiting(browser, partner.page(tag, listen)) as (page, _):
        element = shown(page)
        assert element.evaluate("el => el.previousElementSibling.localName") == "script"
        wanted = {"article": "blood-pressure", "section": "treatment", "level": "standard", "revision": 1}
        until(page, "document.title[0] === '{'")
        assert page.evaluate("JSON.parse(document.title)") == wanted
        assert page.locator("plain-spoken > a").get_attribute("href") == f"{many}/articles/blood-pressure/"
