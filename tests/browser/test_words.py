"""Words looked up: by mouse, keyboard and touch, with and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.axe import complaints
from tests.browser.test_player_for_all import KINDS
from tests.browser.words import CLOSED, OPEN, PAGE, WORDS, Words, words_on

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_a_click_opens_a_meaning_in_its_place_and_another_closes_it(browser: Browser, site: str) -> None:
    with words_on(browser, site + PAGE) as (words, player):
        page = words.page
        assert [words.state(word) for word in WORDS] == [CLOSED] * len(WORDS)
        words.term("vein").scroll_into_view_if_needed()
        page.evaluate("scrollBy(0, 200)")
        before = page.evaluate("[scrollY, history.length, location.href]")
        words.term("vein").click()
        assert words.state("vein") == OPEN
        assert words.focused() == "use-vein"
        assert page.evaluate("[scrollY, history.length, location.href]") == before
        words.term("ketamine").click()
        assert (words.state("ketamine"), words.state("vein")) == (OPEN, OPEN)
        words.term("vein").click()
        assert (words.state("ketamine"), words.state("vein")) == (OPEN, CLOSED)
        words.meaning("ketamine").get_by_role("link", name="Back to the text").click()
        assert words.state("ketamine") == CLOSED
        assert words.focused() == "use-ketamine"
        assert page.evaluate("[history.length, location.href]") == before[1:]
        assert player.complaints == []


def test_a_meaning_that_opens_out_of_sight_is_brought_into_view(browser: Browser, site: str) -> None:
    with words_on(browser, site + PAGE, viewport={"width": 320, "height": 256}) as (words, _):
        words.term("ketamine").evaluate("term => term.scrollIntoView({ block: 'center' })")
        words.term("ketamine").click()
        box = words.meaning("ketamine").bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 256


def test_words_are_looked_up_by_keyboard_alone(browser: Browser, site: str) -> None:
    with words_on(browser, site + PAGE) as (words, _):
        keys = words.page.keyboard
        for _ in range(40):
            keys.press("Tab")
            if words.focused() == "use-ketamine":
                break
        assert words.focused() == "use-ketamine"
        for key in ("Enter", " "):
            keys.press(key)
            assert words.state("ketamine") == OPEN
            keys.press(key)
            assert words.state("ketamine") == CLOSED
        top = words.page.evaluate("scrollY")
        keys.press(" ")
        assert words.page.evaluate("scrollY") == top
        keys.press("Escape")
        assert (words.state("ketamine"), words.focused()) == (CLOSED, "use-ketamine")
        keys.press("Enter")
        seen = []
        for _ in range(7):
            keys.press("Tab")
            seen.append(words.focused().strip())
        assert seen == [
            "use-drip", "use-vein", "use-who", "use-target-dose", "use-dose",
            "Hear itStop the soundNo sound came. Try again (ketamine)", "Back to the text (ketamine)",
        ]  # fmt: skip
        keys.press("Escape")
        assert (words.state("ketamine"), words.focused()) == (CLOSED, "use-ketamine")


def test_escape_closes_what_was_opened_last_and_nothing_else_of_anyones(browser: Browser, site: str) -> None:
    with words_on(browser, site + PAGE) as (words, _):
        page = words.page
        page.evaluate("addEventListener('keydown', event => { window.taken = event.defaultPrevented })")
        words.term("vein").click()
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("Escape")
        assert (words.state("vein"), words.focused()) == (CLOSED, "use-vein")
        assert page.evaluate("taken")
        page.keyboard.press("Escape")
        assert not page.evaluate("taken")
        words.term("vein").click()
        page.locator("footer a").first.focus()
        page.keyboard.press("Escape")
        assert words.state("vein") == OPEN
        assert not page.evaluate("taken")


def test_a_screen_reader_hears_what_it_is_how_it_stands_and_what_the_word_means(
    browser: Browser, site: str
) -> None:
    with words_on(browser, site + PAGE) as (words, _):
        page = words.page
        term = page.get_by_role("button", name="WHO", exact=True, expanded=False)
        assert term.get_attribute("aria-controls") == "word-who"
        assert term.get_attribute("aria-describedby") is None  # a button that opens says enough
        assert page.locator("#word-status").inner_text() == ""
        term.focus()
        page.keyboard.press("Enter")
        status = page.locator("#word-status")
        page.wait_for_timeout(300)
        assert status.inner_text() == (
            "WHO, short for World Health Organization: A group that works on health."
        )
        note = page.get_by_role("group", name="What “WHO” means")
        assert note.get_by_role("button", name="Hear it (WHO)").count() == 1
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
        assert status.inner_text() == ""


def test_a_finger_opens_and_closes_a_meaning(browser: Browser, site: str) -> None:
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    with words_on(browser, site + PAGE, **phone) as (words, _):
        words.term("migraine").tap()
        assert words.state("migraine") == OPEN
        for link in words.meaning("migraine").locator("a").all():
            box = link.bounding_box()
            assert box
            assert box["height"] >= 44
        words.term("migraine").tap()
        assert words.state("migraine") == CLOSED
        assert words.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_terms_do_not_lie_over_each_other_nor_over_the_lines_around(browser: Browser, site: str) -> None:
    with words_on(browser, site + PAGE) as (words, _):
        page = words.page
        line = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.words p')).lineHeight)")
        for term in page.locator("a.term").all():
            box = term.bounding_box()
            assert box
            assert 22 <= box["height"] <= line + 0.5


def test_an_address_that_names_a_meaning_opens_it(browser: Browser, site: str) -> None:
    with words_on(browser, f"{site}{PAGE}#word-migraine") as (words, _):
        assert words.state("migraine") == OPEN
        words.page.keyboard.press("Escape")
        assert words.state("migraine") == CLOSED


def test_without_scripts_a_word_leads_to_its_meaning_and_back(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    words = Words(context.new_page())
    page = words.page
    page.goto(site + PAGE)
    assert not any(words.meaning(word).is_visible() for word in WORDS)
    words.term("migraine").click()
    assert page.url.endswith("#word-migraine")
    assert [word for word in WORDS if words.meaning(word).is_visible()] == ["migraine"]
    box = words.term("migraine").bounding_box()
    assert box
    assert box["y"] > 0  # the word is still in view
    assert words.meaning("migraine").get_by_role("link", name="Hear it").is_visible()
    assert not words.meaning("migraine").get_by_text("Stop the sound").is_visible()
    words.meaning("migraine").get_by_role("link", name="Back to the text").click()
    assert page.url.endswith("#use-migraine")
    assert not words.meaning("migraine").is_visible()
    page.get_by_role("link", name="See it in the text (ketamine)").click()
    assert page.url.endswith("#use-ketamine")
    context.close()


def test_without_styles_every_meaning_is_simply_there(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route("**/*.css", lambda route: route.abort())
    page.goto(site + PAGE)
    assert all(page.locator(f"#word-{word}").is_visible() for word in WORDS)
    context.close()


def test_print_has_the_glossary_and_no_meaning_twice(browser: Browser, site: str) -> None:
    with words_on(browser, f"{site}{PAGE}#word-who") as (words, _):
        words.term("vein").click()
        words.page.emulate_media(media="print")
        assert not any(words.meaning(word).is_visible() for word in WORDS)
        assert all(words.page.locator(f"#meaning-{word} + dd").is_visible() for word in WORDS)
        assert words.page.locator("a.hear:visible, a.back:visible").count() == 0
        style = words.term("vein").evaluate("term => getComputedStyle(term).textDecorationLine")
        assert style == "none"


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_axe_finds_nothing_wrong_with_meanings_open_and_nothing_that_it_can_not_tell(
    browser: Browser, site: str, kind: dict[str, Any]
) -> None:
    with words_on(browser, site + PAGE, **kind) as (words, _):
        words.term("who").click()
        words.term("migraine").click()
        words.page.wait_for_timeout(300)
        words.page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        assert complaints(words.page) == []
        assert words.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
