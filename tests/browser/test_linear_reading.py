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
#: The article of many signs, as it is met: each line the start of what is said.
ARTICLE = (
    "link, Skip to the main text",
    "banner",
    "link, Plainspoken",
    "navigation, Site",
    "link, All articles",
    "main",
    "article",
    "heading, Hearts & salt, level 1",
    "link, This is not medical advice: please read the disclaimer below.",
    "navigation, Choose your reading level",
    "heading, Choose your reading level, level 2",
    "link, Plain : short and clear (you are reading this level), current item",
    "(you are reading this level)",
    "navigation, Parts of this article",
    "link, Salt & your “heart”",
    "link, Walk a little",
    "region, Player",
    "Listen to the whole article",
    "button, Play",
    "button, Back one sentence",
    "button, Next sentence",
    "button, Slower, not disabled",
    "button, Faster, not disabled",
    "Speed: normal",
    "button, More, not expanded",
    "end of region, Player",
    "How to use the player",
    "region, Salt & your “heart”",
    "heading, Salt & your “heart”, level 2",
    "button, Listen to this part : Salt & your “heart”",
    "Salt can raise your",
    "heading, What to eat 🥗, level 3",
    "Beans, peas and lentils.",
    "listitem, level 2, position 2, set size 2",
    "Pears & plums.",
    "First, taste your food.",
    "Plain (you are reading this level)",
    "region, Walk a little",
    "Walk for 30 minutes. Do it on most days. Rest when you are tired.",
    "heading, What the words mean, level 2",
    "pressure",
    "how hard something pushes",
    "heading, Where this comes from, level 2",
    "link, On arterial pressure",
    "end of main",
    "contentinfo",
    "heading, Disclaimer: please read this, level 2",
    "This is not advice. Ask a doctor.",
    "link, Read the full disclaimer",
    "end of contentinfo",
    "end of document",
)


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
    said = said_of(browser, sites(Holding.MANY), visit_of("article of many signs"))
    assert_in_order(said, ARTICLE)


def test_without_scripts_it_is_the_same_with_the_browsers_own_players(
    browser: Browser, sites: Callable[[Holding], str]
) -> None:
    said = said_of(browser, sites(Holding.MANY), visit_of("article of many signs"), script=False)
    scripted = [line for line in ARTICLE if not line.startswith(("button", "region, Player", "end of region, Player", "Speed"))]  # fmt: skip
    assert_in_order(said, tuple(line for line in scripted if line != "How to use the player"))


def test_of_four_levels_the_current_one_alone_says_so_in_words(
    browser: Browser, sites: Callable[[Holding], str]
) -> None:
    said = said_of(browser, sites(Holding.MANY), visit_of("article plain"))
    start = said.index("navigation, Choose your reading level")
    levels = said[start : said.index("end of navigation, Choose your reading level", start)]
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
    assert said[:2] == ["document", "link, Skip to the main text"]
    assert [line for line in said if re.fullmatch(rf"({ROLES})(, (level \d|not .*|current.*))?", line)] == []
    words = set(re.findall(r"\w+", " ".join(said)))
    assert set(re.findall(r"\w+", " ".join(seen))) - words == set()
    assert_in_order(said, ("main", "heading, ", "end of main", "contentinfo", "heading, Disclaimer", "end of contentinfo"))  # fmt: skip


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
