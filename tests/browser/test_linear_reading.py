"""What a virtual screen reader says of the pages, from start to end: all of it, in order, with names and states."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.audit import prepare
from tests.browser.every_page import VISITS, Visit, named, visit_of, visited
from tests.browser.holdings import Holding
from tests.browser.screen_reader import reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

ROLES = "link|button|textbox|searchbox|combobox|checkbox|radio|slider|switch|navigation|heading|table|img"
#: The article with words explained, as it is met: each line the start of what is said.
ARTICLE = (
    "link, Skip to the main text",
    "banner",
    "link, Plainspoken",
    "navigation, Site",
    "link, All articles",
    "Settings for reading",
    "end of banner",
    "main",
    "article",
    "heading, Words that are explained, level 1",
    "link, This is not medical advice. Please read the disclaimer at the end of this page.",
    "navigation, Levels",
    "heading, Choose your reading level, level 2",
    "link, Plain: short and clear (you are reading this level), current item",
    "(you are reading this level)",
    "navigation, Contents",
    "heading, Parts of this article, level 2",
    "link, What happens in treatment",
    "region, Player",
    "Listen to the whole article",
    "button, Play",
    "button, Back one sentence",
    "button, Next sentence",
    "button, Slower, not disabled",
    "button, Faster, not disabled",
    "Speed: normal",
    "button, More, not expanded",
    "slider, Place in the sound",
    "end of region, Player",
    "How to use the player",
    "Save the sound",
    "heading, What happens in treatment, level 2",
    "Part 1 of 1, half a minute to read",
    "button, Listen to this part ",
    "button, ketamine, 1 control, not expanded",
    "therapy, a",
    "button, target dose, 1 control, not expanded",
    "A drip is a thin tube.",
    "heading, Who gets it, level 3",
    "link, what depression is",
    "Plain (you are reading this level)",
    "heading, What the words mean, level 2",
    "depression",
    "An illness. You feel very low for a long time.",
    "button, Hear it (depression)",
    "link, See it in the text (depression)",
    "ketamine",
    "(say: KEE-tuh-meen)",
    ", short for World Health Organization",
    "heading, Where this comes from, level 2",
    "link, On arterial pressure",
    "Reviewed by B. Nurse,",
    "end of main",
    "contentinfo",
    "heading, Disclaimer: please read this, level 2",
    "This is not advice. Ask a doctor.",
    "link, Read the full disclaimer",
    "end of contentinfo",
    "end of document",
)
#: Without scripts a word and its sound are links, and the browser's own players stand there, which it passes over.
SCRIPTED = ("region, Player", "end of region, Player", "Speed", "slider", "How to use the player", "button, Play",
    "button, Back", "button, Next", "button, Slower", "button, Faster", "button, More", "button, Listen")  # fmt: skip


def said_of(browser: Browser, site: str, visit: Visit, *, script: bool = True) -> list[str]:
    context = browser.new_context(java_script_enabled=script)
    with visited(context, site, visit) as page:
        page.wait_for_load_state("networkidle")
        said = reading(page)
    context.close()
    return said


def assert_in_order(said: list[str], wanted: tuple[str, ...]) -> None:
    at = 0
    for words in wanted:
        found = [number for number in range(at, len(said)) if said[number].startswith(words)]
        assert found, f"never after {said[at - 1] if at else 'the start'!r}: {words}"
        at = found[0] + 1


def test_an_article_is_read_in_order_from_the_skip_link_to_the_disclaimer(
    browser: Browser, sites: Callable[[Holding], str]
) -> None:
    said = said_of(browser, sites(Holding.MANY), visit_of("article with words explained"))
    assert_in_order(said, ARTICLE)


def test_without_scripts_it_is_the_same_with_the_browsers_own_players(
    browser: Browser, sites: Callable[[Holding], str]
) -> None:
    said = said_of(browser, sites(Holding.MANY), visit_of("article with words explained"), script=False)
    wanted = [
        re.sub(", 1 control, not expanded", "", line) for line in ARTICLE if not line.startswith(SCRIPTED)
    ]
    assert_in_order(said, tuple(re.sub("^button, ", "link, ", line) for line in wanted))


def test_of_four_levels_the_current_one_alone_says_so_in_words(
    browser: Browser, sites: Callable[[Holding], str]
) -> None:
    said = said_of(browser, sites(Holding.MANY), visit_of("article plain"))
    start = said.index("navigation, Levels")
    levels = said[start : said.index("end of navigation, Levels", start)]
    links = [line for line in levels if line.startswith("link, ")]
    assert len(links) == 4
    assert [line for line in links if "you are reading this level" in line] == [
        line for line in links if line.startswith("link, Plain")
    ]
    assert "(you are reading this level)" in levels


# The list of all plain words takes it minutes; what is found in it is the same page.
@pytest.mark.parametrize("visit", [visit for visit in VISITS if visit.name != "plain words"], ids=named)
def test_all_of_a_page_is_said_every_control_by_its_name_and_the_disclaimer_last(
    browser: Browser, sites: Callable[[Holding], str], visit: Visit
) -> None:
    context = browser.new_context()
    with visited(context, sites(visit.holding), visit) as page:
        page.wait_for_load_state("networkidle")
        prepare(page)
        seen = page.evaluate("dom.texts().filter(([, el]) => !dom.ignored(el)).map(([node]) => node.data)")
        said = reading(page)
    context.close()
    framed = visit.name.startswith("embed")  # a part of another page, which has what is missing here
    assert said[:2] == ["document", "main" if framed else "link, Skip to the main text"]
    assert [line for line in said if re.fullmatch(rf"({ROLES})(, (level \d|not .*|current.*))?", line)] == []
    words = set(re.findall(r"\w+", " ".join(said)))
    assert set(re.findall(r"\w+", " ".join(seen))) - words == set()
    wanted = ("main", "heading, ", "end of main", "contentinfo", "heading, Disclaimer", "end of contentinfo")
    assert_in_order(said, ("main", "heading, ", "heading, Disclaimer", "end of main") if framed else wanted)


def test_a_refusal_is_said_at_once_and_again_at_the_field(
    browser: Browser, sites: Callable[[Holding], str]
) -> None:
    said = said_of(browser, sites(Holding.MANY), visit_of("workbench's refusal"))
    assert_in_order(
        said, ("main", "alert", "heading, This could not be checked", "link, Your text: ", "Please change:")
    )
    field = next(line for line in said if line.startswith("textbox, Your text"))
    assert "invalid" in field
    assert "Please change:" in field
