"""The workbench, the evidence and the rules in a browser: with scripts, without, narrow, dark, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.every_page import HARD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def bench(browser: Browser, site: str) -> Iterator[Page]:
    """The workbench with its script; fails on anything the browser complains of."""
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(f"{site}/workbench/")
    yield page
    page.close()
    assert [each for each in told if "Failed to load resource" not in each] == []


def write(page: Page, text: str) -> None:
    page.get_by_label("Your text", exact=True).fill(text)


def await_result(page: Page, words: str = "Notes") -> None:
    page.locator("#result").get_by_role("heading", name=words, exact=True).wait_for()


def test_what_is_typed_is_judged_and_told_without_taking_the_focus(bench: Page) -> None:
    field = bench.get_by_label("Your text", exact=True)
    field.press_sequentially(HARD)
    await_result(bench)
    assert bench.locator("#told").inner_text().endswith("1 sentence is hard.")
    assert bench.evaluate("document.activeElement.id") == "text"
    assert field.input_value() == HARD
    assert bench.url.endswith("/workbench/")
    write(bench, "Rest well. Drink a lot.")
    bench.get_by_text("No sentences are hard.").wait_for()
    write(bench, " ")
    bench.locator("#result section").first.wait_for(state="detached")
    assert bench.locator("#told").inner_text() == ""


def test_another_level_or_format_is_judged_at_once(bench: Page) -> None:
    write(bench, f"# Tablets\n\n{HARD}")
    await_result(bench)
    bench.get_by_label("Level to aim for").select_option("easy")
    bench.get_by_role("heading", name="What stands between it and “Easy”").wait_for()
    bench.get_by_label("Markdown").check()
    bench.locator(".block.heading").wait_for()


def test_one_pause_makes_one_request_and_a_field_that_is_left_none(bench: Page) -> None:
    asked: list[str] = []
    bench.on("request", lambda request: asked.append(request.method))
    bench.get_by_label("Your text", exact=True).press_sequentially("Rest well today.", delay=20)
    await_result(bench, "Result")
    bench.keyboard.press("Tab")
    bench.wait_for_timeout(800)
    assert asked.count("POST") == 1


def test_an_answer_that_comes_too_late_is_not_shown(bench: Page) -> None:
    slow = True

    def hold(route: object) -> None:
        nonlocal slow
        if slow:
            slow = False
            bench.wait_for_timeout(1500)
        route.continue_()  # type: ignore[attr-defined]

    bench.route("**/workbench/", hold)
    write(bench, HARD)
    bench.wait_for_timeout(700)
    write(bench, "Rest well. Drink a lot.")
    bench.get_by_text("No sentences are hard.").wait_for()
    bench.wait_for_timeout(300)
    assert bench.locator("#told").inner_text().endswith("No sentences are hard.")
    bench.unroute_all(behavior="ignoreErrors")


def test_a_check_that_fails_is_told_and_the_text_stays(bench: Page) -> None:
    bench.route("**/workbench/", lambda route: route.abort())
    write(bench, HARD)
    bench.get_by_text("This could not be checked just now.").wait_for()
    assert bench.get_by_label("Your text", exact=True).input_value() == HARD
    bench.unroute_all(behavior="ignoreErrors")


def test_the_keyboard_jumps_from_place_to_place(bench: Page) -> None:
    write(bench, f"{HARD} Utilise a spoon. Rest. Utilise a cup.")
    await_result(bench)
    focused = "document.activeElement.id"
    later = bench.get_by_role("button", name="Next place")
    seen = []
    for _ in range(4):
        later.press("Enter")
        seen.append(bench.evaluate(focused))
    assert seen == ["place-1", "place-2", "place-3", "place-1"]
    bench.get_by_role("button", name="Place before").press(" ")
    assert bench.evaluate(focused) == "place-3"
    bench.keyboard.press("Enter")
    assert bench.url.endswith("#note-3")


def test_a_note_selects_its_sentence_in_the_field_sign_for_sign(bench: Page) -> None:
    write(bench, f"Rest well. \U0001f600\U0001f600 Smile.\n\n{HARD}\n\nRest.")
    await_result(bench)
    bench.locator(".notes > li", has_text="The tablets were").get_by_role("button").click()
    chosen = "(() => { const f = document.getElementById('text'); return f.value.slice(f.selectionStart, f.selectionEnd); })()"
    assert bench.evaluate(chosen) == HARD


def test_a_new_result_waits_until_the_focus_has_left_the_old_one(bench: Page) -> None:
    write(bench, HARD)
    await_result(bench)
    bench.get_by_label("Your text", exact=True).press("End")
    bench.keyboard.type(" Utilise a spoon.")
    bench.get_by_role("button", name="Next place").focus()
    bench.wait_for_timeout(1500)
    assert bench.evaluate("document.activeElement.textContent") == "Next place"
    assert bench.locator(".notes > li").count() == 1
    bench.get_by_label("Your text", exact=True).focus()
    bench.locator("#note-2").wait_for()
    assert bench.evaluate("document.activeElement.id") == "text"


def test_nothing_that_is_typed_stays_in_the_browser(bench: Page) -> None:
    write(bench, HARD)
    await_result(bench)
    assert (
        bench.evaluate("document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
        == "{}{}"
    )
    assert bench.evaluate("indexedDB.databases().then(found => found.length)") == 0
    bench.goto("about:blank")
    bench.go_back()
    assert bench.get_by_label("Your text", exact=True).input_value() == ""


def test_a_long_text_waits_for_the_button(bench: Page) -> None:
    write(bench, "Rest well today. " * 1300)
    bench.get_by_text("This is a long text").wait_for()
    bench.get_by_role("button", name="Check this text").click()
    bench.get_by_text("No sentences are hard.").wait_for()


def test_without_scripts_the_button_does_all_of_it(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{site}/workbench/")
    write(page, f"{HARD} Utilise a spoon.")
    page.get_by_role("button", name="Check this text").click()
    await_result(page)
    assert page.get_by_role("button").count() == 1  # those that need a script are not there
    page.locator("#place-1").click()
    assert page.url.endswith("#note-1")
    page.locator("#note-1").get_by_role("link", name="Sentence 1").click()
    assert page.url.endswith("#place-1")
    context.close()


def test_on_paper_the_evidence_is_whole_and_the_form_is_not_there(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(f"{site}/articles/blood-pressure/evidence/")
    assert page.locator("svg[role=img]").first.is_visible()
    assert page.locator("table").last.is_visible()
    page.goto(f"{site}/workbench/")
    assert not page.locator("main form").is_visible()
    page.close()
