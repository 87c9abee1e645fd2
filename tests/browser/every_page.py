"""Every page there is, and every state of it that a reader may meet. `test_every_page` tells of one that lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.browser.holdings import Holding

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Route

HARD = (
    "The tablets were administered by a nurse in the morning, because the doctors who had looked at the "
    "results of the tests that had been done in the week before thought that it would be best for everyone."
)


@dataclass(frozen=True)
class Visit:
    """A page in one state.

    `status` is its answer's; `method` what it is asked with. Where `typed` has texts by the names of fields,
    they are sent with the page's form, with scripts or without. `awaits` is a selector of what then comes.
    """

    name: str
    path: str
    holding: Holding = Holding.MANY
    status: int = 200
    method: str = "GET"
    typed: Mapping[str, str] = field(default_factory=dict)
    awaits: str = "main"

    @property
    def is_article(self) -> bool:
        return self.name.startswith("article")


KETAMINE = "/articles/how-ketamine-works"
#: One code of each kind.
CODES = ("ADVICE-001", "LEVEL-001", "MEANING-012", "PACKAGE-001", "SPEECH-001", "TEXT-001")
TEXT = {"text": f"# Tablets\n\n{HARD} Utilise a spoon.\n\n- Rest.\n- Do not stop.", "format": "markdown"}
PAIR = {
    "harder": "Do not stop this drug at once. Take 5 mg.",
    "easier": "Stop this drug at once. Take 50 mg.",
}

VISITS = (
    Visit("library of none", "/", Holding.NONE),
    Visit("library of one", "/", Holding.ONE),
    Visit("library of many", "/"),
    Visit("library: found", "/?q=ketamine"),
    Visit("library: found what is nearly so", "/?q=ketamien"),
    Visit("library: not found", "/?q=xyzzyxyzzy"),
    Visit("library: chosen", "/?topic=sleep&level=easy&length=short"),
    Visit("library: wrongly asked", "/?level=hardest&page=2"),
    Visit("about", "/about/"),
    Visit("levels", "/levels/"),
    Visit("accessibility", "/accessibility/"),
    Visit("article at no level", "/articles/blood-pressure/"),
    Visit("article full", f"{KETAMINE}/full/"),
    Visit("article standard", f"{KETAMINE}/standard/"),
    Visit("article plain", f"{KETAMINE}/plain/"),
    Visit("article easy", f"{KETAMINE}/easy/"),
    Visit("article of many signs", "/articles/many-signs/plain/"),
    Visit("article of long words", "/articles/long-words/plain/"),
    Visit("article with words explained", "/articles/explained/plain/"),
    Visit("article's section", f"{KETAMINE}/plain/the-treatment/"),
    Visit("article's section of many signs", "/articles/many-signs/plain/first/"),
    Visit("embed of a section", "/embed/how-ketamine-works/plain/the-treatment/"),
    Visit("embed of long words", "/embed/long-words/plain/"),
    Visit("embed at no level", "/embed/blood-pressure/"),
    Visit("embed: no such level", "/embed/many-signs/easy/first/", status=404),
    Visit("embed: come again", "/embed/x/", Holding.TROUBLE, status=503),
    Visit("evidence", f"{KETAMINE}/evidence/"),
    Visit("evidence of one", "/articles/blood-pressure/evidence/"),
    Visit("workbench", "/workbench/"),
    Visit("workbench's result", "/workbench/", typed=TEXT, awaits="#result section"),
    Visit("workbench's refusal", "/workbench/", status=422, typed={"text": ""}, awaits="[role=alert]"),
    Visit("comparing", "/workbench/compare/"),
    Visit("comparing's result", "/workbench/compare/", typed=PAIR, awaits="#result-title"),
    Visit(
        "comparing's refusal",
        "/workbench/compare/",
        status=422,
        typed={"harder": "", "easier": ""},
        awaits="[role=alert]",
    ),
    Visit("advice", "/advice/"),
    *(Visit(f"advice {code}", f"/advice/{code}/") for code in CODES),
    Visit("advice of no code", "/advice/nothing/", status=404),
    Visit("plain words", "/advice/plain-words/"),
    Visit("plain words found", "/advice/plain-words/?q=util"),
    Visit("plain words not found", "/advice/plain-words/?q=xyzzy"),
    Visit("API", "/api/docs"),
    Visit("problem of the API", "/api/problems/level-not-offered/"),
    Visit("disclaimer", "/disclaimer/"),
    Visit("error: nothing there", "/nothing", status=404),
    Visit("error: no such article", "/articles/nothing/", status=404),
    Visit("error: no such level", "/articles/many-signs/easy/", status=404),
    Visit("error: no such section", f"{KETAMINE}/plain/nothing/", status=404),
    Visit("error: not so", "/disclaimer/", status=405, method="POST"),
    Visit("error: a fault of ours", "/", Holding.TROUBLE, status=500),
    Visit("error: come again", "/articles/x/", Holding.TROUBLE, status=503),
    Visit("redirect", "/articles/many-signs", status=308),
)

#: Pages of a make that others show as well: what is the same for a make is tried on those.
ALIKE = (
    "library of one", "article at no level", "article full", "article standard", "article easy",
    "article's section of many signs", "embed at no level", "evidence of one", "plain words", "error: no such article",
    "error: no such level", "error: no such section", "error: come again", "error: not so",
    *(f"advice {code}" for code in CODES[1:]),
)  # fmt: skip
EACH_MAKE = tuple(visit for visit in VISITS if visit.name not in ALIKE)


def visit_of(name: str) -> Visit:
    """The visit of that name."""
    return next(visit for visit in VISITS if visit.name == name)


def named(visit: Visit) -> str:
    """For a test's name."""
    return visit.name.replace(" ", "-")


@contextmanager
def visited(context: BrowserContext, site: str, visit: Visit) -> Iterator[Page]:
    """The page in the state that the visit is about, as soon as it is there."""
    page = context.new_page()
    page.route(site + visit.path, lambda route: _as_asked(route, visit))
    answer = page.goto(site + visit.path)
    assert answer is not None
    if visit.typed:
        _send(page, visit)
    else:
        assert answer.headers.get("x-status", str(answer.status)) == str(visit.status)
    page.locator(visit.awaits).first.wait_for()
    yield page
    page.close()


def _as_asked(route: Route, visit: Visit) -> None:
    """A browser's address line can neither post nor stay at a redirect: both are done for it."""
    if route.request.method != "GET" or visit.typed or (visit.method == "GET" and visit.status < 300):
        route.fallback()
        return
    answer = route.fetch(method=visit.method, max_redirects=0)
    kept = {name: value for name, value in answer.headers.items() if name != "location"}
    # As good answers: a browser logs a failed one as an error, which is no fault of the page.
    route.fulfill(status=200, headers={**kept, "X-Status": str(answer.status)}, body=answer.body())


def _send(page: Page, visit: Visit) -> None:
    form = page.locator("main form").first
    for name, text in visit.typed.items():
        field_ = form.locator(f"[name={name}]")
        if field_.first.get_attribute("type") == "radio":
            form.locator(f"[name={name}][value={text}]").check()
        else:
            field_.fill(text)
    form.get_by_role("button").first.click()
