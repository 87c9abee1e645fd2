"""Embeds and frames of ours on a page: can they show what they are to show?

What they show is live and comes from here with all that is owed: so what is looked at is whether it can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.article import Level
from content.store.protocol import Published
from service.partners.verifying.addresses import Address, origin_of
from service.partners.verifying.content_policy import ContentPolicy
from service.partners.verifying.editions import Editions
from service.partners.verifying.report import Check, Place, Verdict
from service.partners.verifying.retold import leads_to
from service.partners.verifying.seen import Element

#: What must be shown with a text, and comes with every embed.
_BROUGHT = ("disclaimer", "attribution", "revision")


@dataclass(frozen=True, slots=True)
class Stage:
    """What embeds on a page depend on. `scripts` are our scripts on it, with their elements."""

    policy: ContentPolicy
    editions: Editions
    scripts: Sequence[tuple[Address, Element]]


def element_checks(element: Element, links: Sequence[Address], stage: Stage) -> Iterator[Check]:
    """Of `<plain-spoken>`, or of the script tag that stands for one; `links` help those without scripts."""
    prefix = "data-" if element.tag == "script" else ""
    place = Place(
        *(element.attributes.get(prefix + name, "").strip() for name in ("article", "section", "level"))
    )
    script = stage.scripts[0] if stage.scripts else None
    found = [*_offered(place, stage.editions)]
    told = "No <script> of this page leads to embed.js here."
    found.append(_found(place, "script", there=script is not None, told=told))
    from_here = script[0] if script else None
    found.append(_policy(place, stage.policy, script, ("script-src", "connect-src")))
    told = "Readers without scripts have no link to the text's page here."
    found.append(_found(place, "link", there=leads_to(place, links), told=told))
    yield from found
    works = all(each.verdict is Verdict.OK for each in found if each.what != "link") and element.shown
    yield from _brought(place, works=works)
    heard = from_here is not None and stage.policy.lets("media-src", f"{from_here.origin}/audio/")
    yield _audio(place, works=works, told="" if heard else "The page's policy (media-src) forbids the sound.")


def frame_checks(element: Element, address: Address, stage: Stage) -> Iterator[Check]:
    """Of an `<iframe>` of one of our pages."""
    place, attributes = address.place, element.attributes
    found = [*_offered(place, stage.editions)]
    told = f"frame-src does not let {address.origin} through."
    found.append(_found(place, "policy", there=stage.policy.lets("frame-src", address.url), told=told))
    opens = "sandbox" not in attributes or "allow-popups" in attributes["sandbox"].lower().split()
    told = "Without allow-popups its links, to the disclaimer too, lead nowhere."
    found.append(_found(place, "sandbox", there=opens, told=told))
    yield from found
    told = "The frame has no title: screen readers can't announce it."
    yield _found(place, "title", there=bool(attributes.get("title", "").strip()), told=told)
    tall = not any(attributes.get(name, "").strip() in {"0", "1", "0px"} for name in ("width", "height"))
    works = (
        all(each.verdict is Verdict.OK for each in found if each.what != "sandbox") and element.shown and tall
    )
    yield from _brought(place, works=works)
    yield _audio(place, works=works)


def _offered(place: Place, editions: Editions) -> Iterator[Check]:
    published = editions.current.get(place.article)
    if published is None:
        gone = editions.withdrawn(place.article)
        if gone is not None:
            why = f" ({gone.reason})" if gone.reason else ""
            yield Check(place, "article", Verdict.STALE, f"It was withdrawn on {gone.at:%Y-%m-%d}{why}.")
        else:
            yield Check(place, "article", Verdict.MISSING, "There is no such article.")
        return
    yield Check(place, "article", Verdict.OK)
    yield from _parts(place, published)


def _parts(place: Place, published: Published) -> Iterator[Check]:
    article = published.article
    if place.section:
        known = article.section(place.section) is not None
        there = ", ".join(each.id for each in article.sections)
        yield _found(place, "section", there=known, told=f"There is no such section. There is: {there}.")
    levels: tuple[Level, ...] = article.levels
    known = not place.level or place.level in levels
    told = f"The article is not offered at it. It is at: {', '.join(levels)}."
    yield _found(place, "level", there=known, told=told)


def _found(place: Place, what: str, *, there: bool, told: str) -> Check:
    return Check(place, what, Verdict.OK) if there else Check(place, what, Verdict.MISSING, told)


def _policy(
    place: Place, policy: ContentPolicy, script: tuple[Address, Element] | None, directives: tuple[str, ...]
) -> Check:
    if script is None:
        return Check(place, "policy", Verdict.OK)
    address, element = script
    forbidden = [
        each
        for each in directives
        if not policy.lets(
            each,
            address.url if each == "script-src" else f"{origin_of(address.url)}/embed/",
            nonce=element.attributes.get("nonce", "") if each == "script-src" else "",
        )
    ]
    if forbidden:
        told = f"The page's policy does not let {address.origin} through: {', '.join(forbidden)}."
        return Check(place, "policy", Verdict.MISSING, told)
    return Check(place, "policy", Verdict.OK)


def _brought(place: Place, *, works: bool) -> Iterator[Check]:
    for what in _BROUGHT:
        if works:
            yield Check(place, what, Verdict.OK, "The embed brings it, from here.")
        else:
            yield Check(place, what, Verdict.MISSING, "The embed would bring it, but can't be shown.")


def _audio(place: Place, *, works: bool, told: str = "") -> Check:
    if not works:
        return Check(place, "audio", Verdict.MISSING, "The embed would bring it, but can't be shown.")
    if told:
        return Check(place, "audio", Verdict.MISSING, told)
    return Check(place, "audio", Verdict.OK, "The embed brings it, from here.")
