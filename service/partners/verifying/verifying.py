"""Use case: tell of a partner's page whether our texts on it are as they should be."""

from __future__ import annotations

import codecs
import itertools
from collections.abc import Iterator, Mapping, Set
from datetime import date

from content.source.imports.decoding import decode
from content.source.imports.refusal import SourceRefused
from content.store.protocol import ArticleStore
from service.partners.verifying.addresses import Address, Kind, Service
from service.partners.verifying.content_policy import ContentPolicy
from service.partners.verifying.editions import Editions
from service.partners.verifying.embedded import Stage, element_checks, frame_checks
from service.partners.verifying.matching import shown_in
from service.partners.verifying.page import Page, PageUnreadable
from service.partners.verifying.report import Check, Place, Report, Verdict
from service.partners.verifying.retold import Claim, Surroundings, checks_of
from service.partners.verifying.seen import Element, Seen, is_fragment, see
from service.partners.verifying.sounds import Sounds
from service.partners.verifying.wording import Words

_UNSEEN = "Scripts and style sheets of the page were not run: what they add, change or hide is not known."
_ANY = (
    "It is not known where this service is, so any address whose path fits was taken for it. "
    "Set PLAINSPOKEN_PUBLIC_URL, or give --service."
)
#: Embeds, frames and pieces of the API's HTML that are judged; each is held against all that is published.
MOST_PIECES = 300
# What Python calls an encoding, and no page is in. The time that "punycode" takes grows with the square.
_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})


def verify(page: Page, store: ArticleStore, sounds: Sounds, *, service: Service, today: date) -> Report:
    """Look at a page. `service` knows which of its addresses are ours; `today` is the day in UTC.

    Raises `PageUnreadable`.
    """
    try:
        seen = see(_html(page))
    except SourceRefused as refused:
        raise PageUnreadable(f"{page.url} can't be read: {refused.message}.") from None
    looking = _Looking(page, seen, service, Editions(store), sounds, today)
    left_out = looking.left_out()
    notes = ((() if service.known else (_ANY,)), (_UNSEEN,), left_out)
    return Report(page.url, tuple(looking.checks()), tuple(itertools.chain(*notes)), whole=not left_out)


def _html(page: Page) -> str:
    kind, _, rest = page.headers.get("content-type", "").partition(";")
    if kind.strip().lower() not in {"text/html", "application/xhtml+xml", ""}:
        raise PageUnreadable(f"{page.url} is no page, but {kind.strip()}.")
    named = rest.partition("charset=")[2].strip("\"' ;").lower()
    try:
        if named and codecs.lookup(named).name not in _NO_CHARSETS:
            return page.body.decode(named, "replace")
    except (LookupError, ValueError):  # the latter for a name with a NUL
        pass
    return decode(page.body, declared=True)[0]


class _Looking:
    """One page, and what is needed to judge it."""

    def __init__(
        self, page: Page, seen: Seen, service: Service, editions: Editions, sounds: Sounds, today: date
    ) -> None:
        self._page, self._seen, self._service = page, seen, service
        self._editions, self._sounds, self._today = editions, sounds, today
        self._base = next((each.attributes.get("href", "") for _, each in seen.all("base")), "")
        self._ours = self._addresses()
        self._links = self._links_by_holder()
        pieces = [each for each in enumerate(seen.elements) if self._is_piece(*each)]
        self._judged, self._rest = pieces[:MOST_PIECES], len(pieces[MOST_PIECES:])

    def checks(self) -> Iterator[Check]:
        """All of them: embeds, frames, then texts."""
        stage = self._stage()
        # Of a script tag the link may stand anywhere.
        pages = {
            each.place.article: (each,)
            for each in itertools.chain(*self._links.values())
            if each.kind is Kind.PAGE
        }
        for index, element in self._judged:
            if element.tag == "plain-spoken":
                yield from element_checks(element, self._links.get(index, ()), stage)
            elif element.tag == "script":
                article = element.attributes["data-article"].strip()
                yield from element_checks(element, pages.get(article, ()), stage)
            elif element.tag == "iframe":
                yield from frame_checks(element, self._ours[index], stage)
        yield from self._texts()

    def left_out(self) -> tuple[str, ...]:
        """A note on what is not judged, where there is such."""
        if not self._rest:
            return ()
        told = f"Of embeds, frames and pieces of the API's HTML the first {MOST_PIECES} were looked at."
        return (f"{told} {self._rest:,} more were left out.",)

    def _is_piece(self, index: int, element: Element) -> bool:
        if element.tag == "script":
            return "data-article" in element.attributes and index in self._ours
        if element.tag == "iframe":
            return index in self._ours and self._ours[index].kind is Kind.FRAME
        return element.tag == "plain-spoken" or is_fragment(element.tag, element.attributes)

    def _addresses(self) -> dict[int, Address]:
        """Those of ours, by the place of the element that has them."""
        found = {}
        for index, element in enumerate(self._seen.elements):
            url = element.attributes.get("href" if element.tag == "a" else "src")
            address = self._service.address(url, relative_to=self._base) if url else None
            if address is not None and element.tag != "base":
                found[index] = address
        return found

    def _stage(self) -> Stage:
        elements = self._seen.elements
        scripts = [
            (address, elements[index])
            for index, address in self._ours.items()
            if elements[index].tag == "script" and address.kind is Kind.SCRIPT
        ]
        return Stage(self._policy(), self._editions, scripts)

    def _policy(self) -> ContentPolicy:
        meta = [
            each.attributes.get("content", "")
            for _, each in self._seen.all("meta")
            if each.attributes.get("http-equiv", "").lower() == "content-security-policy"
        ]
        header = self._page.headers.get("content-security-policy", "")
        return ContentPolicy([*([header] if header else []), *meta], self._page.url)

    def _links_by_holder(self) -> Mapping[int, list[Address]]:
        """Links for readers without scripts, who see what is in <noscript>, by what they are inside of."""
        elements = self._seen.elements
        found: dict[int, list[Address]] = {}
        for index, address in self._ours.items():
            if elements[index].tag == "a":
                found.setdefault(elements[index].holder, []).append(address)
        return found

    def _links_outside(self, holders: Set[int]) -> tuple[Address, ...]:
        """What of ours readers can follow or hear, and these elements do not hold."""
        elements = self._seen.elements
        return tuple(
            address
            for index, address in self._ours.items()
            if elements[index].tag in {"a", "audio", "source"}
            and elements[index].shown
            and elements[index].holder not in holders
        )

    def _texts(self) -> Iterator[Check]:
        """Those that the page brings itself: as the API's HTML has them, then laid out by the partner."""
        embeds = {index for index, _ in self._seen.all("plain-spoken")}
        around = Surroundings(
            Words(self._seen.words(lambda run: run.shown and run.holder not in embeds)),
            Words(self._seen.words(lambda run: not run.shown)),
            self._links_outside(embeds),
            self._sounds,
            self._editions,
            self._today,
        )
        for index, element in self._judged:
            if element.tag == "article":
                yield from self._fragment(index, element, around)
        rest = Words(self._seen.words_in.get(-1, ""))
        for edition in shown_in(rest.text, self._editions, (each.place for each in around.links)):
            yield from checks_of(edition, rest, None, around)

    def _fragment(self, index: int, element: Element, around: Surroundings) -> Iterator[Check]:
        words = Words(self._seen.words_in.get(index, ""))
        told = element.attributes
        claim = Claim(
            told.get("data-article", ""), told.get("data-level", ""), _number(told.get("data-revision"))
        )
        parts = [
            each.attributes["data-section"]
            for each in self._seen.held_by.get(index, ())
            if each.tag == "section" and "data-section" in each.attributes
        ]
        claimed = [Place(claim.article, part, claim.level) for part in parts or [""]]
        found = shown_in(words.text, self._editions, claimed)
        for edition in found:
            yield from checks_of(edition, words, claim, around)
        sections = {each.section for each in found if each.place.article == claim.article}
        for place in claimed:
            if place.section not in sections and (place.section or not sections):
                what = "The page says that it is here, but its words are not, or are hidden."
                yield Check(place, "text", Verdict.MISSING, what)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
