"""A text of ours that a page brings itself: is it unaltered and current, and does what is owed go with it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from content.article import Level
from content.store.protocol import Published
from service.partners.verifying.addresses import Address, Kind
from service.partners.verifying.comparing import added, became, in_order, lost, quoted
from service.partners.verifying.editions import Edition, Editions
from service.partners.verifying.report import Check, Place, Verdict
from service.partners.verifying.sounds import Sounds
from service.partners.verifying.stale import revision_of
from service.partners.verifying.wording import Words, holds, normal, sentences_of


@dataclass(frozen=True, slots=True)
class Claim:
    """What the page's HTML says of a text, as the API's HTML has it; `revision` is 0 where it says none."""

    article: str
    level: str
    revision: int


@dataclass(frozen=True)
class Surroundings:
    """What a page has beside the text, as its readers see it or do not.

    `links` are those of our addresses that a reader can follow or hear.
    """

    shown: Words
    hidden: Words
    links: Sequence[Address]
    sounds: Sounds
    editions: Editions
    today: date
    #: What was found of words that are owed, by these and what they were before: one page, one answer.
    owed: dict[tuple[str, tuple[str, ...]], tuple[Verdict, str]] = field(default_factory=dict, compare=False)


def checks_of(edition: Edition, words: Words, claim: Claim | None, around: Surroundings) -> Iterator[Check]:
    """All that is to be said of a text; `words` are those among which it stands."""
    place, editions = edition.place, around.editions
    yield Check(place, "text", *_text(edition, words, is_fragment=claim is not None))
    yield Check(place, "level", *_level(edition, claim))
    yield Check(place, "revision", *_revision(edition, claim, around))
    # What must be shown is what is told now; of a text that is no more, what was told last.
    owed = editions.current.get(place.article, edition.published)
    earlier = [each for each in editions.revisions(place.article) if each.revision != owed.revision]
    yield Check(place, "disclaimer", *_disclaimer(edition, owed, earlier, around))
    attributions = [each.article.source.attribution for each in earlier]
    yield Check(place, "attribution", *_owed(owed.article.source.attribution, attributions, around))
    yield Check(place, "link", *_link(place, around))
    yield Check(place, "audio", *audio_of(place, around.links, around.sounds))


def _text(edition: Edition, words: Words, *, is_fragment: bool) -> tuple[Verdict, str]:
    gone = lost(edition.sentences, words.alike)
    if gone:
        what = became(gone[0], words.sentences)
        return Verdict.ALTERED, f"Altered sentences: {len(gone)} of {len(edition.sentences)}. {what}."
    article = edition.published.article
    owed = [article.title, article.source.attribution, *article.disclaimer.texts.values()]
    strange = added(edition.sentences, words.paragraphs, owed, between=is_fragment)
    if strange:
        return Verdict.ALTERED, f"Among our sentences stands: {quoted(strange)}."
    if not in_order(edition.sentences, words.alike):
        return Verdict.ALTERED, "Our sentences stand in another order."
    return Verdict.OK, ""


def _level(edition: Edition, claim: Claim | None) -> tuple[Verdict, str]:
    if claim is not None and claim.level != edition.level:
        told = f"The page calls it {claim.level or 'nothing'}, but it is the text of level {edition.level}."
        return Verdict.ALTERED, told
    return Verdict.OK, ""


def _revision(edition: Edition, claim: Claim | None, around: Surroundings) -> tuple[Verdict, str]:
    verdict, told = revision_of(edition, around.editions, around.today)
    if claim is not None and verdict is Verdict.OK:
        known = {each.revision: each for each in around.editions.revisions(edition.place.article)}
        named = known.get(claim.revision)
        same = around.editions.same_place(edition, named) if named else None
        if same is None or same.sentences != edition.sentences:
            return Verdict.ALTERED, f"The page calls it revision {claim.revision}. {told}"
    return verdict, told


def _disclaimer(
    edition: Edition, owed: Published, earlier: Sequence[Published], around: Surroundings
) -> tuple[Verdict, str]:
    texts = owed.article.disclaimer.texts
    text = texts.get(edition.level) or edition.published.article.disclaimer.at(edition.level)
    before = [each.article.disclaimer.texts.get(edition.level, "") for each in earlier]
    verdict, told = _owed(text, before, around)
    if verdict in {Verdict.MISSING, Verdict.ALTERED}:
        shown = around.shown.alike
        other = next((each for each in Level if each in texts and holds(shown, normal(texts[each]))), None)
        if other is not None:
            return Verdict.ALTERED, f"It is the one of level {other}. Owed is: {quoted(normal(text))}"
    return verdict, told


def _owed(text: str, earlier: Sequence[str], around: Surroundings) -> tuple[Verdict, str]:
    """Whether readers see these very words."""
    which = text, tuple(earlier)
    if which not in around.owed:
        around.owed[which] = _shown(text, earlier, around)
    return around.owed[which]


def _shown(text: str, earlier: Sequence[str], around: Surroundings) -> tuple[Verdict, str]:
    wanted, shown = normal(text), around.shown.alike
    if holds(shown, wanted):
        return Verdict.OK, ""
    if holds(around.hidden.alike, wanted):
        return Verdict.MISSING, "It is on the page, but hidden from readers."
    if any(each and holds(shown, normal(each)) for each in earlier):
        return Verdict.STALE, f"It is an earlier one. Owed is: {quoted(wanted)}"
    parts = sentences_of(text)
    gone = lost(parts, shown)
    told = became(gone[0], around.shown.sentences) if gone else "Its sentences are apart from each other"
    if len(gone) < len(parts) or " became " in told:
        return Verdict.ALTERED, f"{told}."
    return Verdict.MISSING, f"Owed is: {quoted(wanted)}"


def _link(place: Place, around: Surroundings) -> tuple[Verdict, str]:
    if leads_to(place, around.links):
        return Verdict.OK, ""
    return Verdict.MISSING, "No link leads to the text's page here."


def leads_to(place: Place, links: Sequence[Address]) -> bool:
    """Whether one of these addresses is a page of the article."""
    return any(each.kind is Kind.PAGE and each.place.article == place.article for each in links)


def audio_of(place: Place, links: Sequence[Address], sounds: Sounds) -> tuple[Verdict, str]:
    """Whether there is a link to the text's sound, or to the whole article's, that is not an old one."""
    ours = [each for each in links if each.kind is Kind.SOUND and each.place.article == place.article]
    fit = [
        each for each in ours if each.place.level == place.level and each.place.section in {"", place.section}
    ]
    if not fit:
        others = sorted({str(each.place) for each in ours})
        told = f" There is one to {', '.join(others)}." if others else ""
        return Verdict.MISSING, f"No link leads to the sound of the text.{told}"
    old = ""
    for each in fit:
        current = sounds.versions(each.place)
        if not each.version or current is None or each.version in current:
            return Verdict.OK, ""
        old = each.version
    return Verdict.STALE, f"The sound that it leads to (v={old}) is an old one."
